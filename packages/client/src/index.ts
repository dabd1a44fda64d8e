export { type ClientOptions, createIsocenterClient, type IsocenterClient } from './client.ts';
export type { components, paths } from './generated/api.ts';
export { type JobWaitOptions, untilJobEnds } from './job.ts';
