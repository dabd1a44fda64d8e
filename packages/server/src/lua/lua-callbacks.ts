/** The global functions that the server calls when a script defines them (the peer's names). */
export const luaCallbacks = [
  'Initialize',
  'Finalize',
  'OnHeartBeat',
  'OnStoredInstance',
  'OnStablePatient',
  'OnStableStudy',
  'OnStableSeries',
  'OnUpdatedPatient',
  'OnUpdatedStudy',
  'OnUpdatedSeries',
  'OnUpdatedInstance',
  'OnDeletedPatient',
  'OnDeletedStudy',
  'OnDeletedSeries',
  'OnDeletedInstance',
  'OnJobSubmitted',
  'OnJobSuccess',
  'OnJobFailure',
  'ReceivedInstanceFilter',
  'ReceivedCStoreInstanceFilter',
  'IncomingHttpRequestFilter',
  'IncomingFindRequestFilter',
  'IncomingWorklistRequestFilter',
  'OutgoingFindRequestFilter',
] as const;

export type LuaCallback = (typeof luaCallbacks)[number];
