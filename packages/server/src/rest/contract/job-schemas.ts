import { Type } from 'typebox';

/** What every body that starts a job may say about it; `Type.Interface([jobOptionFields], { … })` adds them. */
export const jobOptionFields = Type.Object({
  Synchronous: Type.Optional(Type.Boolean({ description: 'Wait for the result (the default of most routes)' })),
  Asynchronous: Type.Optional(Type.Boolean({ description: 'Answer where the job is, at once' })),
  Priority: Type.Optional(Type.Integer({ description: 'The higher, the sooner; 0 by default' })),
  Permissive: Type.Optional(Type.Boolean({ description: 'Go on when an item fails' })),
  UserData: Type.Optional(Type.Unknown({ description: 'Kept with the job and shown with it' })),
});

/** Where a job is that runs in the background. */
export const submittedJob = Type.Object(
  { ID: Type.String(), Path: Type.String({ description: '`/jobs/{id}`' }) },
  { $id: 'SubmittedJob' },
);
