import type { KnownResource } from '../index/relay-store.ts';
import type { RetrieveKeys } from '../retrieve/selection.ts';
import { keysOfTarget } from './resource-target.ts';

/** What stands for a public id, as a retrieve asks for it; undefined where nobody has told of it. */
export function keysOfResource([known]: readonly KnownResource[]): RetrieveKeys | undefined {
  if (known === undefined) return undefined;
  const { level, patientId, studyInstanceUid } = known;
  if (level === 'Patient') {
    if (patientId === '') return undefined;
    return { level, byAccessionNumber: false, values: [patientId], ancestors: [], isWithinAncestors: true };
  }
  return studyInstanceUid === undefined ? undefined : keysOfTarget({ ...known, level, studyInstanceUid });
}
