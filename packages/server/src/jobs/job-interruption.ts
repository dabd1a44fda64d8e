/** Why a run has to end before its work does; `lease`: another server holds the job now. */
export type InterruptionReason = 'cancel' | 'pause' | 'stop' | 'lease';

/** The reason of the abort signal of a run; a kind of job lets it pass. */
export class JobInterruption extends Error {
  override readonly name = 'JobInterruption';
  readonly code = 'JobInterrupted';
  readonly reason: InterruptionReason;

  constructor(reason: InterruptionReason) {
    super(`The run of the job was interrupted: ${reason}`);
    this.reason = reason;
  }
}
