import { type Static, type TObject, Type } from 'typebox';

/** What every body that starts a job may say about it: its fields are spread into the schema of the body. */
export const jobOptionFields = {
  Synchronous: Type.Optional(Type.Boolean({ description: 'Wait for the result (the default of most routes)' })),
  Asynchronous: Type.Optional(Type.Boolean({ description: 'Answer where the job is, at once' })),
  Priority: Type.Optional(
    Type.Integer({
      minimum: Number.MIN_SAFE_INTEGER,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'The higher, the sooner; 0 by default',
    }),
  ),
  Permissive: Type.Optional(Type.Boolean({ description: 'Go on when an item fails' })),
  UserData: Type.Optional(Type.Unknown({ description: 'Kept with the job and shown with it' })),
};

export type JobOptionFields = Static<TObject<typeof jobOptionFields>>;

/** Where a job is that runs in the background. */
export const submittedJob = Type.Object(
  { ID: Type.String(), Path: Type.String({ description: '`/jobs/{id}`' }) },
  { $id: 'SubmittedJob' },
);

/** What a job has done, which differs by type: the answer when the client waits for it. */
export const jobContent = Type.Record(Type.String(), Type.Unknown(), { $id: 'JobContent' });

/** The answer of a route that starts a job: its content when the client waits, otherwise where it is. */
export const jobAnswer = Type.Union([submittedJob, jobContent]);

/** A job as `/jobs/{id}` shows it. */
export const jobJson = Type.Object(
  {
    ID: Type.String(),
    Type: Type.String(),
    State: Type.Enum(['Pending', 'Running', 'Success', 'Failure', 'Paused', 'Retry']),
    Progress: Type.Integer({ description: 'percent' }),
    Priority: Type.Integer(),
    CreationTime: Type.String({ description: '`YYYYMMDDTHHMMSS.ffffff`, UTC' }),
    Timestamp: Type.String(),
    CompletionTime: Type.Optional(Type.String()),
    EstimatedTimeOfArrival: Type.Optional(Type.String()),
    EffectiveRuntime: Type.Number({ description: 'seconds' }),
    ErrorCode: Type.Integer(),
    ErrorDescription: Type.String(),
    ErrorDetails: Type.String(),
    Content: jobContent,
    UserData: Type.Optional(Type.Unknown()),
    ErrorPayload: Type.Optional(Type.Unknown()),
  },
  { $id: 'Job' },
);
