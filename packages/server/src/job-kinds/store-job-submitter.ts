/** What a job that sends instances by C-STORE is asked to do. */
export interface StoreJobRequest {
  /** Symbolic name of the destination. */
  readonly modality: string;
  /** `Description` of the job: "REST API", "C-MOVE". */
  readonly description: string;
  /** Public ids, in the order of sending. */
  readonly instances: readonly string[];
  readonly parentResources: readonly string[];
  readonly priority: number;
  /** A failing instance does not stop the others. */
  readonly permissive: boolean;
  /** Priority (0000,0700) of the C-STORE requests. */
  readonly dimsePriority?: number;
  readonly moveOriginator?: { readonly aet: string; readonly messageId: number };
}

export interface StoreJobSubmitter {
  /** Resolves with the job's id once it is durable. */
  submit(request: StoreJobRequest): Promise<string>;
}
