import type { KnownResource } from '../index/relay-store.ts';
import type { RetrieveKeys } from '../retrieve/selection.ts';

/** What stands for a public id, as a retrieve asks for it; undefined where nobody has told of it. */
export function keysOfResource([known]: readonly KnownResource[]): RetrieveKeys | undefined {
  if (known === undefined) return undefined;
  const { level, patientId, seriesInstanceUid, sopInstanceUid, studyInstanceUid } = known;
  const value = { Patient: patientId, Study: studyInstanceUid, Series: seriesInstanceUid, Instance: sopInstanceUid }[
    level
  ];
  if (value === undefined || value === '') return undefined;
  const above = [
    { level: 'Study', value: studyInstanceUid },
    { level: 'Series', value: seriesInstanceUid },
  ] as const;
  const ancestors = above.flatMap((each) =>
    each.level !== level && each.value !== undefined ? [{ level: each.level, value: each.value }] : [],
  );
  return { level, byAccessionNumber: false, values: [value], ancestors, isWithinAncestors: false };
}
