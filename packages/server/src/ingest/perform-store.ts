import { type CommandStatus, type StoreOperation, StoreStatus } from '@isocenter/dimse';
import { asIsocenterError, type IsocenterError } from '../model/isocenter-error.ts';
import type { PublicIds } from '../model/public-id.ts';
import type { Ingest } from './ingest.ts';
import type { InstanceOrigin } from './origin.ts';
import { receiveDataSet } from './receive-data-set.ts';

/** Hears how a C-STORE ends. */
export interface StoreListener {
  stored?(publicIds: PublicIds): void;
  refused(error: IsocenterError): void;
}

/** Characters of Error Comment (0000,0902), PS3.7 E.1. */
const maxErrorCommentChars = 64;

/**
 * Performs a C-STORE (PS3.4 B.2), as an SCP or as a sub-operation of C-GET: the status is there once file and index are
 * durable. Rejects when the peer is gone: then there is nobody to answer, and no fault of ours to report.
 */
export async function performStore(
  ingest: Pick<Ingest, 'beginDataSet'>,
  operation: StoreOperation,
  origin: InstanceOrigin,
  listener: StoreListener,
): Promise<CommandStatus> {
  try {
    const { publicIds } = await receiveDataSet(ingest, operation, origin);
    listener.stored?.(publicIds);
    return { status: StoreStatus.success };
  } catch (cause) {
    if (operation.signal.aborted) throw cause;
    const error = asIsocenterError(cause);
    listener.refused(error);
    return { status: error.dimseStatus, errorComment: error.message.slice(0, maxErrorCommentChars) };
  }
}
