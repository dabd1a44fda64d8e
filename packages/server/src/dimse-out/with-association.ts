import type { Association, ContextProposal } from '@isocenter/dimse';
import type { AssociationOpener, OpenOptions } from './association-opener.ts';
import { type Destination, destinationKey } from './destination.ts';
import { remoteError } from './remote-error.ts';

/**
 * Opens an association for `use`, and releases it afterwards, or aborts it when `use` fails. The signal of the options
 * ends the connecting only.
 * @throws IsocenterError; the reason of the signal when that was why
 */
export async function withAssociation<T>(
  opener: Pick<AssociationOpener, 'open'>,
  destination: Destination,
  contexts: readonly ContextProposal[],
  options: OpenOptions,
  use: (association: Association) => Promise<T>,
): Promise<T> {
  const { signal } = options;
  signal?.throwIfAborted();
  let association: Association | undefined;
  try {
    association = await opener.open(destination, contexts, options);
    const result = await use(association);
    await releaseAssociation(association);
    return result;
  } catch (error) {
    association?.abort(error);
    throw signal?.aborted ? signal.reason : remoteError(error, destinationKey(destination));
  }
}

/** Releases where that works; all has been answered, so how it ends does not matter any more. */
export async function releaseAssociation(association: Association): Promise<void> {
  try {
    await association.release();
  } catch {
    association.abort();
  }
}
