import type { ServerProcess } from './server-process.ts';

/** A job as the REST API shows it. */
export interface ShownJob {
  readonly ID: string;
  readonly State: 'Pending' | 'Running' | 'Success' | 'Failure' | 'Paused' | 'Retry';
  readonly Progress: number;
  readonly ErrorCode: number;
  readonly ErrorDetails: string;
  readonly Content: { readonly InstancesCount: number; readonly FailedInstancesCount: number };
}

export async function jobsOf(server: ServerProcess): Promise<ShownJob[]> {
  return (await server.json('/jobs?expand')) as ShownJob[];
}
