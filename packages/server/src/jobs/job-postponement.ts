/** What a kind throws when a job is to run again at a later time, though nothing has failed. */
export class JobPostponement extends Error {
  /** Milliseconds since 1970. */
  readonly untilMs: number;

  constructor(untilMs: number) {
    super('The job waits for a time');
    this.untilMs = untilMs;
  }
}
