import type { DataElement, DataSet, VR } from '@isocenter/dicom';
import type { Manufacturer } from '../config/modality.ts';

/** How the C-FIND of a product differs from the standard. */
interface FindFixes {
  /** What asks for everything in a key that this server adds. */
  readonly universal: '' | '*';
  /** Whether a lone `*` has to become an empty key, by VR. */
  replacesUniversalWildcard(vr: VR): boolean;
}

const none: FindFixes = { universal: '', replacesUniversalWildcard: () => false };

const findFixes: Readonly<Record<Manufacturer, FindFixes>> = {
  Generic: none,
  // PS3.4 C.2.2.2.4 has no wildcards in dates and times.
  GenericNoWildcardInDates: { universal: '', replacesUniversalWildcard: (vr) => vr === 'DA' || vr === 'TM' },
  GenericNoUniversalWildcard: { universal: '', replacesUniversalWildcard: () => true },
  GE: { universal: '*', replacesUniversalWildcard: () => false },
  Vitrea: none,
  SiemensSyngoCT: none,
};

/** The value of a key that asks for everything. */
export function universalKey(manufacturer: Manufacturer): '' | '*' {
  return findFixes[manufacturer].universal;
}

/** Empties the keys of an Identifier that the product would not understand. */
export function fixWildcards(identifier: DataSet, manufacturer: Manufacturer): void {
  const { replacesUniversalWildcard } = findFixes[manufacturer];
  const isUniversal = ({ tag, vr }: DataElement) => replacesUniversalWildcard(vr) && identifier.text(tag) === '*';
  for (const { tag, vr } of [...identifier].filter(isUniversal)) identifier.set(tag, vr, null);
}
