import { finalRetrieveStatus, type RetrieveResult, RetrieveStatus, type SubOperationCounters } from '@isocenter/dimse';
import type { SubOperationResult } from './sub-operation.ts';

/** Counters are US (PS3.7 E.1): beyond this they stand still until the true number is below. */
const maxCounter = 65_535;

/** Bytes of Failed SOP Instance UID List (0008,0058): UI has a 16-bit length in explicit VR (PS3.5 7.1.2). */
const maxFailedListBytes = 65_534;

/** Error Comment (0000,0902) is LO (PS3.7 E.1). */
const maxCommentCharacters = 64;

/** Counts the sub-operations of a C-MOVE or C-GET (PS3.4 C.4.2.1.6 to .9, C.4.3.1.5 to .8). */
export class SubOperationTally {
  #total: number;
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
    this.#fail(sopInstanceUid);
    return 'failed';
  }

  /** How many there will be as far as is known by now. */
  expect(total: number): void {
    this.#total = total;
  }

  /** Counts sub-operations that could not be performed, as nobody gave the instances; some may be known by UID. */
  miss(sopInstanceUids: readonly string[], count: number): void {
    for (const sopInstanceUid of sopInstanceUids) this.#fail(sopInstanceUid);
    this.#failed += Math.max(count - sopInstanceUids.length, 0);
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

  /**
   * The final response once all have ended: no Number of Remaining (PS3.4 C.4.2.1.6).
   * @param doubt why nobody can tell that this is all: then it is no success, though nothing is known to have failed
   */
  finalResult(doubt?: string): RetrieveResult {
    const { completed, failed, warning } = this.counters;
    const status = finalRetrieveStatus({ completed, failed, warning });
    const isDoubtful = doubt !== undefined && status === RetrieveStatus.success;
    return this.#withFailures({
      status: isDoubtful ? doubtfulStatus(completed) : status,
      ...(doubt === undefined ? {} : { errorComment: doubt.slice(0, maxCommentCharacters) }),
      completed,
      failed,
      warning,
    });
  }

  /** The final response after C-CANCEL: what was not begun remains. */
  cancelledResult(): RetrieveResult {
    return this.#withFailures({ status: RetrieveStatus.cancel, ...this.counters });
  }

  #fail(sopInstanceUid: string): void {
    this.#failed += 1;
    this.#failedUidBytes += sopInstanceUid.length + 1;
    if (this.#failedUidBytes <= maxFailedListBytes) this.#failedUids.push(sopInstanceUid);
  }

  #withFailures(result: RetrieveResult): RetrieveResult {
    return this.#failedUids.length === 0 ? result : { ...result, failedSopInstanceUids: this.#failedUids };
  }
}

/** Some may be missing: as with failures (PS3.4 C.4.2.1.5), whose number is unknown. */
function doubtfulStatus(completed: number): number {
  return completed > 0
    ? RetrieveStatus.subOperationsCompleteWithFailuresOrWarnings
    : RetrieveStatus.outOfResourcesSubOperations;
}
