import type { Association } from '@isocenter/dimse';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { AssociationOpener } from '../../dimse-out/association-opener.ts';
import { waitMs } from './named-wait.ts';

/**
 * Opens associations to an upstream with its own timeouts. The signal of the options does not end an association at
 * once, as C-CANCEL goes over it, but does so after `CancelTimeout`.
 */
export function upstreamOpener(
  opener: Pick<AssociationOpener, 'open'>,
  upstream: UpstreamConfiguration,
): Pick<AssociationOpener, 'open'> {
  const connectMs = waitMs(upstream, 'ConnectTimeout');
  const timeouts = {
    connectMs,
    associationMs: connectMs,
    responseTimeoutMs: waitMs(upstream, 'FindTimeout'),
    // Also within an instance of a C-GET.
    idleTimeoutMs: waitMs(upstream, 'ResponseTimeout'),
  };
  return {
    async open(destination, contexts, options = {}) {
      const association = await opener.open(destination, contexts, { ...options, timeouts });
      if (options.signal) abortAfter(options.signal, association, waitMs(upstream, 'CancelTimeout'));
      return association;
    },
  };
}

function abortAfter(signal: AbortSignal, association: Association, cancelTimeoutMs: number): void {
  let timer: NodeJS.Timeout | undefined;
  const limit = () => {
    timer = setTimeout(() => association.abort(signal.reason), cancelTimeoutMs);
  };
  if (signal.aborted) limit();
  else signal.addEventListener('abort', limit, { once: true });
  void association.closed.then(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', limit);
  });
}
