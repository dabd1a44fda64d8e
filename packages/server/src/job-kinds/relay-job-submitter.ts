import type { RetrieveClient } from '../retrieve/retrieve-source.ts';
import type { RetrieveKeys } from '../retrieve/selection.ts';

/** What a job that fetches from upstreams and delivers is asked to do. */
export interface RelayJobRequest {
  /** Symbolic name of the destination. */
  readonly modality: string;
  readonly keys: RetrieveKeys;
  readonly client: RetrieveClient;
  /** Priority (0000,0700) of the C-STORE requests. */
  readonly dimsePriority: number;
  readonly moveOriginator: { readonly aet: string; readonly messageId: number };
}

export interface RelayJobSubmitter {
  /** Resolves with the job's id once it is durable. */
  submit(request: RelayJobRequest): Promise<string>;
}
