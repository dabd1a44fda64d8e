import { TimeoutError } from '@isocenter/dimse';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';

/** Options that limit one wait each, in seconds. */
export type WaitOption = 'ConnectTimeout' | 'FindTimeout' | 'FirstResponseTimeout' | 'ResponseTimeout';

const millisecondsPerSecond = 1000;

export function waitMs(upstream: UpstreamConfiguration, option: WaitOption | 'CancelTimeout'): number {
  return upstream[option] * millisecondsPerSecond;
}

/** A wait for an upstream that was too long, with the option that limits it. */
export function waitEnded(upstream: UpstreamConfiguration, option: WaitOption, cause?: unknown): IsocenterError {
  return new IsocenterError(
    'Timeout',
    `Upstream ${upstream.Name}: ${what[option]} within ${upstream[option]} s (${option})`,
    { transient: true, ...(cause !== undefined && { cause }) },
  );
}

/** The error itself, unless a timer of its association ran out: then the option that set the timer is named. */
export function withNamedWait(error: unknown, upstream: UpstreamConfiguration): unknown {
  const cause = error instanceof IsocenterError ? error.cause : error;
  if (!(cause instanceof TimeoutError)) return error;
  const option = optionOf[cause.timer];
  return option === undefined ? error : waitEnded(upstream, option, cause);
}

const what = {
  ConnectTimeout: 'no association',
  FindTimeout: 'no answer to a search',
  FirstResponseTimeout: 'no response to a retrieve',
  ResponseTimeout: 'no further response to a retrieve',
} as const satisfies Record<WaitOption, string>;

/** What sets the timers of an association here. */
const optionOf: Readonly<Record<string, WaitOption>> = {
  connectMs: 'ConnectTimeout',
  associationMs: 'ConnectTimeout',
  responseTimeoutMs: 'FindTimeout',
  idleTimeoutMs: 'ResponseTimeout',
};
