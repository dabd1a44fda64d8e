import type { CommitmentRequest } from './commitment-request.ts';
import type { CommitmentResult, UncommittedReference } from './commitment-result.ts';
import { failureReasons } from './failure-reasons.ts';
import { referenceKey, type SopReference } from './sop-reference.ts';

/** What is known of a request for storage commitment that this server made. */
export interface StorageCommitmentReport {
  readonly remoteAet: string;
  readonly status: 'Pending' | 'Success' | 'Failure';
  readonly committed: readonly SopReference[];
  readonly failed: readonly UncommittedReference[];
}

interface Transaction {
  readonly references: readonly SopReference[];
  readonly report: StorageCommitmentReport;
}

/** The requests of this server and what their SCPs said of them, in memory; the oldest are forgotten first. */
export class StorageCommitmentReports {
  readonly #maximum: number;
  readonly #transactions = new Map<string, Transaction>();

  /** @param maximum `StorageCommitmentReportsSize` */
  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** To be called before the request goes out: its report may be faster than its response. */
  begin({ transactionUid, references }: CommitmentRequest, remoteAet: string): void {
    const report = { remoteAet, status: 'Pending', committed: [], failed: [] } as const;
    this.#transactions.set(transactionUid, { references, report });
    for (const oldest of this.#transactions.keys()) {
      if (this.#transactions.size <= this.#maximum) break;
      this.#transactions.delete(oldest);
    }
  }

  /** The request was not accepted: there will be no report. */
  forget(transactionUid: string): void {
    this.#transactions.delete(transactionUid);
  }

  get(transactionUid: string): StorageCommitmentReport | undefined {
    return this.#transactions.get(transactionUid)?.report;
  }

  /**
   * Takes the result of a transaction; false when there is none of this UID. An instance that was asked for counts as
   * committed only when the result says so of it; what the result adds is ignored. The first result stands.
   */
  complete(result: CommitmentResult): boolean {
    const transaction = this.#transactions.get(result.transactionUid);
    if (transaction === undefined) return false;
    if (transaction.report.status !== 'Pending') return true;
    const committedKeys = new Set(result.committed.map(referenceKey));
    const reasons = new Map(result.failed.map((failed) => [referenceKey(failed), failed.failureReason]));
    const committed: SopReference[] = [];
    const failed: UncommittedReference[] = [];
    for (const reference of transaction.references) {
      const key = referenceKey(reference);
      const reason = reasons.get(key);
      if (reason === undefined && committedKeys.has(key)) committed.push(reference);
      else failed.push({ ...reference, failureReason: reason ?? failureReasons.processingFailure.code });
    }
    const { remoteAet } = transaction.report;
    const status = failed.length === 0 ? 'Success' : 'Failure';
    this.#transactions.set(result.transactionUid, { ...transaction, report: { remoteAet, status, committed, failed } });
    return true;
  }
}
