/** Changes that `/changes` lists, with Orthanc's numbers. */
export const changeTypes = {
  CompletedSeries: 1,
  NewInstance: 2,
  NewPatient: 3,
  NewSeries: 4,
  NewStudy: 5,
  StablePatient: 12,
  StableStudy: 13,
  StableSeries: 14,
  UpdatedAttachment: 15,
  UpdatedMetadata: 16,
} as const;

export type ChangeType = keyof typeof changeTypes;

/** Signalled inside the server only, never listed. */
export type InternalChangeType = 'Deleted' | 'NewChildInstance';
