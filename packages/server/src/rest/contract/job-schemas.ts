import { Type } from 'typebox';

/** What every body that starts a job may say about it; `Type.Interface([jobOptionFields], { … })` adds them. */
export const jobOptionFields = Type.Object({
  Synchronous: Type.Optional(Type.Boolean({ description: 'Wait for the result (the default of most routes)' })),
  Asynchronous: Type.Optional(Type.Boolean({ description: 'Answer where the job is, at once' })),
  Priority: Type.Optional(Type.Integer({ description: 'The higher, the sooner; 0 by default' })),
  Permissive: Type.Optional(Type.Boolean({ description: 'Go on when an item fails' })),
  UserData: Type.Optional(Type.Unknown({ description: 'Kept with the job and shown with it' })),
});

/** A job as it is shown. */
export const jobJson = Type.Object(
  {
    ID: Type.String(),
    Type: Type.String({ description: 'Kind of the job' }),
    State: Type.Enum(['Pending', 'Running', 'Success', 'Failure', 'Paused', 'Retry']),
    Progress: Type.Integer({ minimum: 0, maximum: 100 }),
    Priority: Type.Integer(),
    ErrorCode: Type.Integer(),
    ErrorDescription: Type.String(),
    ErrorDetails: Type.String(),
    ErrorPayload: Type.Optional(Type.Unknown()),
    CreationTime: Type.String({ description: '`YYYYMMDDTHHMMSS.ffffff`, UTC' }),
    CompletionTime: Type.Optional(Type.String()),
    EstimatedTimeOfArrival: Type.Optional(Type.String()),
    EffectiveRuntime: Type.Number({ description: 'Seconds' }),
    Timestamp: Type.String(),
    Content: Type.Record(Type.String(), Type.Unknown(), { description: 'What the job does and has done' }),
    UserData: Type.Optional(Type.Unknown()),
  },
  { $id: 'Job' },
);

/** Where a job is that runs in the background. */
export const submittedJob = Type.Object(
  { ID: Type.String(), Path: Type.String({ description: '`/jobs/{id}`' }) },
  { $id: 'SubmittedJob' },
);
