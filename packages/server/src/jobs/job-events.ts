import type { JobRecord } from './job-record.ts';

/** Told of jobs by the server that they happened on. A listener that throws harms nobody. */
export interface JobEvents {
  submitted?(job: { readonly id: string; readonly type: string }): void;
  succeeded?(job: JobRecord): void;
  failed?(job: JobRecord): void;
}
