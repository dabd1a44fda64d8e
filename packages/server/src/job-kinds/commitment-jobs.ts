import type { JobEngine } from '../jobs/job-engine.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { CommitmentRequest } from '../storage-commitment/commitment-request.ts';
import { referenceKey } from '../storage-commitment/sop-reference.ts';

/** A request for storage commitment with whom it came from. */
export interface IncomingCommitmentRequest extends CommitmentRequest {
  /** Symbolic name of the modality to report to. */
  readonly modality: string;
  /** The AE title that was called: the report comes from it. */
  readonly calledAet: string;
  readonly remoteAet: string;
  readonly remoteIp: string;
}

/** Submits the jobs that look up instances and report whether they are stored. */
export class CommitmentJobs {
  readonly #engine: Pick<JobEngine, 'submit'>;
  readonly #store: Pick<JobStore, 'listJobs'>;
  /** Transactions that are not in the store yet. */
  readonly #submitting = new Set<string>();

  constructor(engine: Pick<JobEngine, 'submit'>, store: Pick<JobStore, 'listJobs'>) {
    this.#engine = engine;
    this.#store = store;
  }

  /**
   * Resolves with the job's id once it is durable. A transaction that is under way already makes a job too, which
   * reports each instance with the reason "duplicate transaction UID" (PS3.3 C.14.1.1): N-ACTION has no such status.
   */
  async submit(request: IncomingCommitmentRequest): Promise<string> {
    const { calledAet, modality, references, remoteAet, remoteIp, transactionUid } = request;
    const isFirst = !this.#submitting.has(transactionUid);
    this.#submitting.add(transactionUid);
    try {
      const isDuplicate = !isFirst || (await this.#isUnderWay(transactionUid));
      return await this.#engine.submit({
        type: 'StorageCommitmentScp',
        itemKeys: references.map(referenceKey),
        parameters: {
          Modality: modality,
          CalledAet: calledAet,
          TransactionUid: transactionUid,
          ...(isDuplicate && { IsDuplicate: true }),
        },
        content: {
          Description: '',
          CalledAet: calledAet,
          RemoteAet: remoteAet,
          RemoteIp: remoteIp,
          TransactionUid: transactionUid,
        },
      });
    } finally {
      if (isFirst) this.#submitting.delete(transactionUid);
    }
  }

  async #isUnderWay(transactionUid: string): Promise<boolean> {
    const jobs = await this.#store.listJobs();
    return jobs.some(
      ({ parameters, state, type }) =>
        type === 'StorageCommitmentScp' &&
        state !== 'Success' &&
        state !== 'Failure' &&
        parameters.TransactionUid === transactionUid &&
        // A duplicate may be in the store before the request that it repeats.
        parameters.IsDuplicate !== true,
    );
  }
}
