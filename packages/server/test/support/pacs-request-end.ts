import type { FindOperation } from '@isocenter/dimse';
import type { PacsScript } from './pacs-script.ts';

/** When a request is over for the PACS: it was cancelled, or its association has ended. */
export function endOf({ association, signal }: FindOperation, { ignoresCancel = false }: PacsScript) {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (!ignoresCancel) signal.addEventListener('abort', () => resolve(), { once: true });
  void association.closed.then(() => resolve());
  const isEnded = () => !association.open || (!ignoresCancel && signal.aborted);
  return { ended: promise, isEnded };
}
