/** What an upstream says that it has of a target. */
export type Expectation =
  /** Every instance by name. */
  | { readonly kind: 'instances'; readonly instances: readonly ExpectedInstance[] }
  /** How many there are. */
  | { readonly kind: 'count'; readonly count: number }
  /** It cannot tell. */
  | { readonly kind: 'unknown' }
  /** It has none. */
  | { readonly kind: 'nothing' };

export interface ExpectedInstance {
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly sopClassUid?: string;
}
