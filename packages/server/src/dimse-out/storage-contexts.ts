import { TransferSyntaxes, transferSyntaxOf } from '@isocenter/dicom';
import type { AcceptedContext, Association, ContextProposal } from '@isocenter/dimse';

/** What sending an instance needs of an association. */
export interface InstanceSyntax {
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
}

/** PS3.8 9.3.2.2: ids are the odd numbers from 1 to 255. */
export const maxPresentationContexts = 128;

/** Native syntaxes, best first: between them a data set can be written anew without touching its pixels. */
const nativeSyntaxes: readonly string[] = [
  TransferSyntaxes.ExplicitVRLittleEndian.uid,
  TransferSyntaxes.ImplicitVRLittleEndian.uid,
  TransferSyntaxes.ExplicitVRBigEndian.uid,
  TransferSyntaxes.DeflatedExplicitVRLittleEndian.uid,
];

/** Offered beside the stored syntax; every SCP accepts the last (PS3.5 10.1). */
const fallbackSyntaxes = [TransferSyntaxes.ExplicitVRLittleEndian.uid, TransferSyntaxes.ImplicitVRLittleEndian.uid];

export function syntaxKey({ sopClassUid, transferSyntaxUid }: InstanceSyntax): string {
  return `${sopClassUid}/${transferSyntaxUid}`;
}

/**
 * Presentation contexts for sending these instances: one for each class in each stored syntax, so that the sender
 * knows which of them the destination takes, and one with the default syntaxes for what is stored natively.
 * At most 128; `covered` tells which of the instances have theirs.
 */
export function proposeStorageContexts(needed: readonly InstanceSyntax[]): {
  readonly proposals: readonly ContextProposal[];
  readonly covered: ReadonlySet<string>;
} {
  const proposals: ContextProposal[] = [];
  const covered = new Set<string>();
  const withFallback = new Set<string>();
  for (const instance of needed) {
    const key = syntaxKey(instance);
    if (covered.has(key)) continue;
    const { sopClassUid, transferSyntaxUid } = instance;
    const addFallback = isNative(transferSyntaxUid) && !withFallback.has(sopClassUid);
    if (proposals.length + (addFallback ? 2 : 1) > maxPresentationContexts) break;
    proposals.push({ abstractSyntax: sopClassUid, transferSyntaxes: [transferSyntaxUid] });
    if (addFallback) {
      proposals.push({ abstractSyntax: sopClassUid, transferSyntaxes: fallbackSyntaxes });
      withFallback.add(sopClassUid);
    }
    covered.add(key);
  }
  return { proposals, covered };
}

/** The context to send an instance in: its stored syntax, else a native one that it can be written in. */
export function chooseStorageContext(
  association: Association,
  { sopClassUid, transferSyntaxUid }: InstanceSyntax,
  allowTranscoding: boolean,
): AcceptedContext | undefined {
  const stored = association.contextFor(sopClassUid, transferSyntaxUid);
  if (stored !== undefined) return stored;
  if (!allowTranscoding || !isNative(transferSyntaxUid)) return undefined;
  for (const syntax of nativeSyntaxes) {
    const context = association.contextFor(sopClassUid, syntax);
    if (context !== undefined) return context;
  }
  return undefined;
}

function isNative(transferSyntaxUid: string): boolean {
  const syntax = transferSyntaxOf(transferSyntaxUid);
  return syntax !== undefined && nativeSyntaxes.includes(syntax.uid);
}
