import { Type } from 'typebox';

const time = '`YYYYMMDDTHHMMSS.ffffff`, UTC';

/** How far a request of the relay is. */
export const relayStates = Type.Enum(['Queued', 'Fetching', 'Success', 'Partial', 'Failure', 'Cancelled']);

/** What somebody wanted of upstreams, and what came of it. */
export const relayRequestJson = Type.Object(
  {
    ID: Type.String(),
    Kind: Type.Enum(['C-MOVE', 'C-GET', 'REST', 'Job', 'Prefetch']),
    State: relayStates,
    Client: Type.String({ description: 'Calling AE title, name of the user, or name of the rule' }),
    Destination: Type.String({ description: 'AE title that is sent what comes; empty: the client itself, or nobody' }),
    Level: Type.Enum(['Patient', 'Study', 'Series', 'Instance']),
    Values: Type.Array(Type.String(), { description: 'Of the unique key of the level, the first hundred' }),
    Upstreams: Type.Array(Type.String(), { description: 'Those that were asked for instances' }),
    Expected: Type.Optional(Type.Integer({ description: 'Instances that there should be; absent: nobody could tell' })),
    Local: Type.Integer({ description: 'Instances that were here' }),
    Received: Type.Integer({ description: 'Instances that came from upstreams' }),
    Delivered: Type.Integer({ description: 'Instances that the destination has taken' }),
    Failed: Type.Integer({ description: 'Instances that the destination has not taken' }),
    Reason: Type.String({ description: 'Why something is missing or failed; empty: nothing is' }),
    JobID: Type.Optional(Type.String({ description: 'The job that performs it' })),
    CreationTime: Type.String({ description: time }),
    FirstInstanceTime: Type.Optional(Type.String({ description: 'When the first one came from an upstream' })),
    CompletionTime: Type.Optional(Type.String()),
    Duration: Type.Number({ description: 'Seconds, until now where it has not ended' }),
    Rate: Type.Number({ description: 'Instances that came from upstreams, per second of the duration' }),
  },
  { $id: 'RelayRequest' },
);

const runningFetchJson = Type.Object(
  {
    StudyInstanceUID: Type.String(),
    SeriesInstanceUID: Type.Optional(Type.String({ description: 'When it is not the whole study' })),
    SOPInstanceUID: Type.Optional(Type.String({ description: 'When it is one instance' })),
    Expected: Type.Optional(Type.Integer({ description: 'Instances that the upstream has; absent: it has not told' })),
    Received: Type.Integer(),
    Requests: Type.Integer({ description: 'How many wait for it' }),
    CreationTime: Type.String(),
    Duration: Type.Number({ description: 'Seconds until now' }),
  },
  { $id: 'RelayFetch' },
);

/** An upstream as it is now. */
export const upstreamJson = Type.Object(
  {
    Name: Type.String(),
    Order: Type.Integer(),
    Retrieve: Type.Enum(['C-MOVE', 'C-GET', 'DICOMweb']),
    Modality: Type.Optional(Type.String({ description: 'Its name in `/modalities`' })),
    Breaker: Type.Enum(['Closed', 'Open'], {
      description: 'Open: it has failed several times in a row, and is left alone for a while',
    }),
    LastSuccess: Type.Optional(Type.String({ description: time })),
    LastFailure: Type.Optional(Type.Object({ Time: Type.String({ description: time }), Reason: Type.String() })),
    Retrieves: Type.Object({ Running: Type.Integer(), Waiting: Type.Integer() }),
    Queries: Type.Object({ Running: Type.Integer(), Waiting: Type.Integer() }),
    Fetches: Type.Array(runningFetchJson, { description: 'Under way on this server' }),
    Cache: Type.Object({
      Studies: Type.Integer(),
      Instances: Type.Integer(),
      Size: Type.Integer({ description: 'Bytes' }),
      Limit: Type.Integer({ description: 'Bytes; 0: none' }),
    }),
  },
  { $id: 'Upstream' },
);
