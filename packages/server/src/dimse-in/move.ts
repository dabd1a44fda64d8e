import {
  CancelRequested,
  type MoveOperation,
  type RetrieveResult,
  type ScpHandlers,
  type SubOperationCounters,
} from '@isocenter/dimse';
import type { RemoteModality } from '../config/modality.ts';
import { type Destination, type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { Hook } from '../hooks/hook.ts';
import type { IncomingMoveFacts } from '../hooks/hooks.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { StoreJobSubmitter } from '../job-kinds/store-job-submitter.ts';
import type { Logger } from '../logging/logger.ts';
import type { Deliverer, DeliveryOutcome } from '../retrieve/delivery.ts';
import { withHeartbeat } from '../retrieve/heartbeat.ts';
import { OutcomeChannel } from '../retrieve/outcome-channel.ts';
import { planItems, type RetrievePlan } from '../retrieve/plan.ts';
import { SubOperationTally } from '../retrieve/tally.ts';
import { originOf } from './find-filter.ts';
import type { RetrieveObserver } from './retrieve-observer.ts';
import { refuseRetrieve, type StatusConvention } from './retrieve-refusals.ts';
import { planRetrieveRequest, readRetrieveRequest } from './retrieve-request.ts';

export interface MoveScpOptions {
  readonly index: IndexStore;
  readonly modalities: ModalityRegistry;
  readonly deliverer: Deliverer;
  readonly jobs: StoreJobSubmitter;
  readonly destinationDefaults: DestinationDefaults;
  /** `SynchronousCMove`. */
  readonly synchronous: boolean;
  readonly convention: StatusConvention;
  /** The longest silence while a sub-operation is slow. */
  readonly responseIntervalMs: number;
  readonly observer: RetrieveObserver;
  /** Whether the request is performed. */
  readonly filter?: Hook<IncomingMoveFacts, boolean>;
  readonly logger: Logger;
}

type Responses = AsyncGenerator<SubOperationCounters, RetrieveResult, void>;

/** The C-MOVE SCP (PS3.4 C.4.2), synchronous or as a background job. */
export function moveHandler(options: MoveScpOptions): NonNullable<ScpHandlers['move']> {
  return (operation) => new MoveRequest(options, operation).perform();
}

class MoveRequest {
  readonly #options: MoveScpOptions;
  readonly #operation: MoveOperation;
  readonly #startedAtMs = performance.now();

  constructor(options: MoveScpOptions, operation: MoveOperation) {
    this.#options = options;
    this.#operation = operation;
  }

  async *perform(): Responses {
    const { convention, index, modalities, observer, synchronous } = this.#options;
    const modality = modalities.withAet(this.#operation.moveDestination)[0];
    if (modality === undefined) return refuseRetrieve('unknown destination', convention);
    const keys = await readRetrieveRequest(this.#operation, convention);
    if (typeof keys === 'string') return refuseRetrieve(keys, convention);
    const plan = await planRetrieveRequest(index, keys).catch((error: unknown) => {
      this.#options.logger.error('C-MOVE failed to select instances', {
        error,
        association: this.#operation.association.id,
      });
      return 'matching failed' as const;
    });
    if (typeof plan === 'string') return refuseRetrieve(plan, convention);
    if (!(await this.#isAllowed(plan))) return refuseRetrieve('refused by a filter', convention);

    const result = yield* synchronous ? this.#deliverNow(plan, modality) : this.#deliverLater(plan, modality);
    observer.retrieveEnded('C-MOVE', performance.now() - this.#startedAtMs, result);
    this.#log(modality, plan, result);
    return result;
  }

  /** Each C-STORE sub-operation is followed by a pending response, and the final one by nothing that is still to come. */
  async *#deliverNow(plan: RetrievePlan, modality: RemoteModality): Responses {
    const { convention, deliverer, destinationDefaults, index, observer, responseIntervalMs } = this.#options;
    const { association, messageId, priority, signal } = this.#operation;
    const tally = new SubOperationTally(plan.instanceCount, convention === 'Orthanc');
    const outcomes = new OutcomeChannel<DeliveryOutcome>();
    const stop = new AbortController();
    deliverer
      .deliver(
        {
          destination: this.#destination(modality, destinationDefaults),
          items: planItems(index, plan),
          signal: AbortSignal.any([signal, stop.signal]),
          priority,
          moveOriginator: { aet: association.callingAet, messageId },
          // A requestor that has it sent to itself often receives for this C-MOVE alone, and ends when it is released.
          last: modality.AET === association.callingAet,
        },
        (outcome) => outcomes.push(outcome),
      )
      .then(
        () => outcomes.close(),
        (error: unknown) => outcomes.fail(error),
      );
    try {
      for await (const outcome of withHeartbeat(outcomes, responseIntervalMs)) {
        if (outcome !== 'tick') {
          const counted = tally.add(outcome, outcome.item.instance.sopInstanceUid);
          observer.subOperationEnded('C-MOVE', counted);
          if (counted === 'failed' && convention === 'Orthanc') return stoppedByFailure;
        }
        const { counters } = tally;
        // The peer sends no pending response after the last sub-operation.
        if (counters.remaining > 0 || convention === 'Standard') yield counters;
      }
    } finally {
      stop.abort();
    }
    if (tally.counters.remaining > 0 && signal.reason instanceof CancelRequested) return tally.cancelledResult();
    return tally.finalResult();
  }

  async #isAllowed({ level, publicIds }: RetrievePlan): Promise<boolean> {
    const { filter, logger } = this.#options;
    if (!filter?.isActive) return true;
    const { association, moveDestination } = this.#operation;
    const facts = { level, publicIds, targetAet: moveDestination, origin: originOf(association) };
    return filter.call(facts).catch((error: unknown) => {
      logger.error('C-MOVE is refused, as a filter failed', { association: association.id, error });
      return false;
    });
  }

  /** The job is durable before the requestor hears of it. */
  async *#deliverLater(plan: RetrievePlan, modality: RemoteModality): Responses {
    const { convention, index, jobs } = this.#options;
    const { association, messageId, priority } = this.#operation;
    const publicIds: string[] = [];
    for await (const page of planItems(index, plan)) {
      for (const { instance } of page) publicIds.push(instance.publicId);
    }
    await jobs.submit({
      modality: modality.Name,
      description: 'C-MOVE',
      instances: publicIds,
      parentResources: plan.publicIds,
      priority: 0,
      permissive: true,
      dimsePriority: priority,
      moveOriginator: { aet: association.callingAet, messageId },
    });
    const total = Math.min(publicIds.length, 65_535);
    if (convention === 'Orthanc') {
      for (let completed = 1; completed < total; completed += 1) {
        yield { remaining: total - completed, completed, failed: 0, warning: 0 };
      }
    }
    return { status: 0x0000, completed: total, failed: 0, warning: 0 };
  }

  #destination(modality: RemoteModality, defaults: DestinationDefaults): Destination {
    return destinationOf(modality, defaults);
  }

  #log(modality: RemoteModality, plan: RetrievePlan, result: RetrieveResult): void {
    this.#options.logger.info(this.#options.synchronous ? 'C-MOVE delivered' : 'C-MOVE accepted as a job', {
      association: this.#operation.association.id,
      destination: modality.Name,
      instances: plan.instanceCount,
      status: result.status.toString(16).padStart(4, '0'),
      completed: result.completed,
      failed: result.failed,
      warning: result.warning,
      durationMs: Math.round(performance.now() - this.#startedAtMs),
    });
  }
}

/** How the peer ends a C-MOVE at its first failing sub-operation. */
const stoppedByFailure: RetrieveResult = { status: 0xc000, completed: 0, failed: 0, warning: 0 };
