/** What is known of an upstream from what it was asked. */
export interface UpstreamHealth {
  /** open: it has failed several times in a row, and is left alone for a while. */
  readonly state: 'closed' | 'open';
  readonly lastSuccess: Date | undefined;
  readonly lastFailure: { readonly time: Date; readonly message: string } | undefined;
  readonly runningRetrieves: number;
  readonly runningQueries: number;
  readonly waitingRetrieves: number;
  readonly waitingQueries: number;
}
