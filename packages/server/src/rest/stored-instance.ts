import { Type } from 'typebox';
import type { IngestResult } from '../ingest/ingest-result.ts';
import { resourcePath } from './resource-json.ts';

/** What came of a file that was stored. */
export const storedInstanceJson = Type.Object(
  {
    ID: Type.String(),
    ParentPatient: Type.String(),
    ParentStudy: Type.String(),
    ParentSeries: Type.String(),
    Path: Type.String({ description: '`/instances/{id}`' }),
    Status: Type.Enum(['Success', 'AlreadyStored', 'FilteredOut', 'Failure']),
  },
  { $id: 'StoredInstance' },
);

/** Says what was stored, and where it is. */
export function storedInstance({ publicIds, status }: Pick<IngestResult, 'publicIds' | 'status'>): object {
  return {
    ID: publicIds.Instance,
    ParentPatient: publicIds.Patient,
    ParentSeries: publicIds.Series,
    ParentStudy: publicIds.Study,
    Path: resourcePath('Instance', publicIds.Instance),
    Status: status,
  };
}
