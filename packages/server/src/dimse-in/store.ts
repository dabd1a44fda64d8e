import { type CommandStatus, type ScpHandlers, type StoreOperation, StoreStatus } from '@isocenter/dimse';
import type { Ingest } from '../ingest/ingest.ts';
import type { MovedInstances } from '../ingest/moved-instances.ts';
import { receiveDataSet } from '../ingest/receive-data-set.ts';
import type { Logger } from '../logging/logger.ts';
import { asIsocenterError } from '../model/isocenter-error.ts';

export interface StoreScpOptions {
  readonly ingest: Ingest;
  readonly movedInstances: Pick<MovedInstances, 'stored'>;
  readonly logger: Logger;
  /** Hears of every C-STORE for the metrics. */
  readonly observe: (durationMs: number, bytes: number, status: number) => void;
}

/** The C-STORE SCP (PS3.4 B.2): the status goes out once file and index are durable. */
export function storeHandler(options: StoreScpOptions): NonNullable<ScpHandlers['store']> {
  const { observe } = options;
  return async (operation) => {
    const startedAtMs = performance.now();
    const status = await store(options, operation);
    observe(performance.now() - startedAtMs, operation.dataSet.receivedBytes, status.status);
    return status;
  };
}

async function store(
  { ingest, logger, movedInstances }: StoreScpOptions,
  operation: StoreOperation,
): Promise<CommandStatus> {
  const { association, sopInstanceUid } = operation;
  try {
    const { publicIds } = await receiveDataSet(ingest, operation, {
      kind: 'DicomProtocol',
      remoteAet: association.callingAet,
      remoteIp: association.remoteAddress,
      calledAet: association.calledAet,
    });
    movedInstances.stored(operation.moveOriginator, publicIds.Instance);
    return { status: StoreStatus.success };
  } catch (cause) {
    // The peer is gone: there is nobody to answer, and no fault of ours to report.
    if (operation.signal.aborted) throw cause;
    const error = asIsocenterError(cause);
    logger.warn('C-STORE refused', { association: association.id, error, sopInstanceUid });
    return { status: error.dimseStatus, errorComment: error.message.slice(0, 64) };
  }
}
