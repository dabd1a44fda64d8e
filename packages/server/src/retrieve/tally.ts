import { finalRetrieveStatus, type RetrieveResult, RetrieveStatus, type SubOperationCounters } from '@isocenter/dimse';
import type { SubOperationResult } from './sub-operation.ts';

/** Counters are US (PS3.7 E.1): beyond this they stand still until the true number is below. */
const maxCounter = 65_535;

/** Bytes of Failed SOP Instance UID List (0008,0058): UI has a 16-bit length in explicit VR (PS3.5 7.1.2). */
const maxFailedListBytes = 65_534;

/** Counts the sub-operations of a C-MOVE or C-GET (PS3.4 C.4.2.1.6 to .9, C.4.3.1.5 to .8). */
export class SubOperationTally {
  readonly #total: number;
  readonly #duplicateIsSuccess: boolean;
  #completed = 0;
  #failed = 0;
  #warning = 0;
  #failedUids: string[] = [];
  #failedUidBytes = 0;

  /** @param duplicateIsSuccess count 0111 as completed, as the peer does; by the standard it is a failure */
  constructor(total: number, duplicateIsSuccess: boolean) {
    this.#total = total;
    this.#duplicateIsSuccess = duplicateIsSuccess;
  }

  /** Answers how the result was counted. */
  add({ result }: SubOperationResult, sopInstanceUid: string): 'completed' | 'warning' | 'failed' {
    if (result === 'completed' || (result === 'duplicate' && this.#duplicateIsSuccess)) {
      this.#completed += 1;
      return 'completed';
    }
    if (result === 'warning') {
      this.#warning += 1;
      return 'warning';
    }
    this.#failed += 1;
    this.#failedUidBytes += sopInstanceUid.length + 1;
    if (this.#failedUidBytes <= maxFailedListBytes) this.#failedUids.push(sopInstanceUid);
    return 'failed';
  }

  get counters(): SubOperationCounters {
    const done = this.#completed + this.#failed + this.#warning;
    return {
      // What was stored since the count is sent too.
      remaining: Math.min(Math.max(this.#total - done, 0), maxCounter),
      completed: Math.min(this.#completed, maxCounter),
      failed: Math.min(this.#failed, maxCounter),
      warning: Math.min(this.#warning, maxCounter),
    };
  }

  /** The final response once all have ended: no Number of Remaining (PS3.4 C.4.2.1.6). */
  finalResult(): RetrieveResult {
    const { completed, failed, warning } = this.counters;
    return this.#withFailures({
      status: finalRetrieveStatus({ completed, failed, warning }),
      completed,
      failed,
      warning,
    });
  }

  /** The final response after C-CANCEL: what was not begun remains. */
  cancelledResult(): RetrieveResult {
    return this.#withFailures({ status: RetrieveStatus.cancel, ...this.counters });
  }

  #withFailures(result: RetrieveResult): RetrieveResult {
    return this.#failedUids.length === 0 ? result : { ...result, failedSopInstanceUids: this.#failedUids };
  }
}
