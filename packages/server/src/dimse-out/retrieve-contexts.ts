import { TransferSyntaxes, transferSyntaxOf } from '@isocenter/dicom';
import type { ContextProposal } from '@isocenter/dimse';
import { usualStorageClasses } from './usual-storage-classes.ts';

/** What a C-GET is ready to receive. */
export interface ReceivableStorage {
  /** SOP classes that the server stores. */
  readonly sopClasses: ReadonlySet<string>;
  /** Transfer syntaxes that it stores. */
  readonly transferSyntaxes: ReadonlySet<string>;
}

export interface RetrieveContextOptions extends ReceivableStorage {
  /** Classes that the instances are known to have (SOP Classes in Study), proposed before all others. */
  readonly expectedSopClasses: readonly string[];
  /** How many contexts there may be. */
  readonly maximum: number;
  /** Some SCPs grant the role of SCP only to those who propose that of SCU too. */
  readonly bothRoles: boolean;
}

/** One context holds them all, best first: between them nothing of an instance is lost. */
const nativeSyntaxes: readonly string[] = [
  TransferSyntaxes.ExplicitVRLittleEndian.uid,
  TransferSyntaxes.ImplicitVRLittleEndian.uid,
  TransferSyntaxes.DeflatedExplicitVRLittleEndian.uid,
  TransferSyntaxes.ExplicitVRBigEndian.uid,
];

/** Compressed syntaxes that archives hold most of, the most usual first; then comes what else the server takes. */
const usualEncapsulatedSyntaxes: readonly string[] = [
  TransferSyntaxes.JPEGLosslessSV1.uid,
  TransferSyntaxes.JPEG2000Lossless.uid,
  TransferSyntaxes.JPEGBaseline8Bit.uid,
  TransferSyntaxes.JPEG2000.uid,
  TransferSyntaxes.JPEGLSLossless.uid,
  TransferSyntaxes.RLELossless.uid,
  TransferSyntaxes.JPEGExtended12Bit.uid,
];

/** A compressed syntax of a class is worth as much as the class that many places further down in its native syntaxes. */
const placesPerSyntax = 16;

/**
 * The storage contexts of a C-GET, with the role of SCP (PS3.4 C.4.3, PS3.7 D.3.3.4). An SCP chooses one syntax of a
 * context before it knows what it will send, so each compressed syntax has a context of its own, as far as they go round.
 */
export function proposeRetrieveContexts(options: RetrieveContextOptions): readonly ContextProposal[] {
  const { bothRoles, expectedSopClasses, maximum, sopClasses, transferSyntaxes } = options;
  const roles = { scuRole: bothRoles, scpRole: true };
  const groups = syntaxGroups(transferSyntaxes);
  const classes = new Set([...expectedSopClasses, ...usualStorageClasses, ...sopClasses]);
  const ranked = [...classes]
    .filter((uid) => sopClasses.has(uid))
    .flatMap((abstractSyntax, place) =>
      groups.map((syntaxes, group) => ({
        rank: place + group * placesPerSyntax,
        proposal: { abstractSyntax, transferSyntaxes: syntaxes, ...roles },
      })),
    );
  return ranked
    .sort((left, right) => left.rank - right.rank)
    .slice(0, maximum)
    .map(({ proposal }) => proposal);
}

/** The syntaxes of each context of a class, the most useful context first. */
function syntaxGroups(accepted: ReadonlySet<string>): readonly (readonly string[])[] {
  const native = nativeSyntaxes.filter((uid) => accepted.has(uid));
  const others = [...accepted].filter((uid) => transferSyntaxOf(uid) !== undefined && !nativeSyntaxes.includes(uid));
  const encapsulated = new Set([...usualEncapsulatedSyntaxes.filter((uid) => accepted.has(uid)), ...others]);
  return [...(native.length > 0 ? [native] : []), ...[...encapsulated].map((uid) => [uid])];
}
