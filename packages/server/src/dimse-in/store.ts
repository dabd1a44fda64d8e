import type { CommandStatus, ScpHandlers, StoreOperation } from '@isocenter/dimse';
import type { Ingest } from '../ingest/ingest.ts';
import type { MovedInstances } from '../ingest/moved-instances.ts';
import { performStore } from '../ingest/perform-store.ts';
import type { Logger } from '../logging/logger.ts';

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

function store({ ingest, logger, movedInstances }: StoreScpOptions, operation: StoreOperation): Promise<CommandStatus> {
  const { association, moveOriginator, sopInstanceUid } = operation;
  const origin = {
    kind: 'DicomProtocol',
    remoteAet: association.callingAet,
    remoteIp: association.remoteAddress,
    calledAet: association.calledAet,
  } as const;
  return performStore(ingest, operation, origin, {
    stored: ({ Instance }) => movedInstances.stored(moveOriginator, Instance),
    refused: (error) => logger.warn('C-STORE refused', { association: association.id, error, sopInstanceUid }),
  });
}
