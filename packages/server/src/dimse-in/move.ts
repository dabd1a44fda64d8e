import {
  CancelRequested,
  type MoveOperation,
  type RetrieveResult,
  type ScpHandlers,
  type SubOperationCounters,
} from '@isocenter/dimse';
import type { RemoteModality } from '../config/modality.ts';
import { type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { Hook } from '../hooks/hook.ts';
import type { IncomingMoveFacts } from '../hooks/hooks.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { RelayJobSubmitter } from '../job-kinds/relay-job-submitter.ts';
import type { StoreJobSubmitter } from '../job-kinds/store-job-submitter.ts';
import type { Logger } from '../logging/logger.ts';
import type { Deliverer, DeliveryOutcome } from '../retrieve/delivery.ts';
import { withHeartbeat } from '../retrieve/heartbeat.ts';
import { IndexSource } from '../retrieve/index-source.ts';
import { OutcomeChannel } from '../retrieve/outcome-channel.ts';
import { planItems, type RetrievePlan } from '../retrieve/plan.ts';
import type { RetrieveClient, RetrieveSource, RetrieveSources } from '../retrieve/retrieve-source.ts';
import type { RetrieveKeys } from '../retrieve/selection.ts';
import { SubOperationTally } from '../retrieve/tally.ts';
import { originOf } from './find-filter.ts';
import { endOfRetrieve, isUnfinished } from './retrieve-ending.ts';
import type { RetrieveObserver } from './retrieve-observer.ts';
import { refuseRetrieve, type StatusConvention } from './retrieve-refusals.ts';
import { planRetrieveRequest, readRetrieveRequest } from './retrieve-request.ts';

export interface MoveScpOptions {
  readonly index: IndexStore;
  readonly modalities: ModalityRegistry;
  readonly deliverer: Deliverer;
  readonly jobs: StoreJobSubmitter;
  /** Beyond the index; absent where there is nobody else to ask. */
  readonly relay?: { readonly sources: RetrieveSources; readonly jobs: RelayJobSubmitter };
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
    if (plan === 'matching failed') return refuseRetrieve(plan, convention);
    const client = this.#client();
    const isRelayed = this.#options.relay?.sources.concerns(client) ?? false;
    if (plan.instanceCount === 0 && !isRelayed) return refuseRetrieve('nothing matches', convention);
    if (!(await this.#isAllowed(plan))) return refuseRetrieve('refused by a filter', convention);

    const result = yield* synchronous
      ? this.#deliverNow(await this.#source(keys, plan, client, isRelayed), modality)
      : this.#deliverLater(keys, plan, modality, isRelayed);
    observer.retrieveEnded('C-MOVE', performance.now() - this.#startedAtMs, result);
    this.#log(modality, plan, result);
    return result;
  }

  #client(): RetrieveClient {
    const { association, moveDestination } = this.#operation;
    return {
      service: 'C-MOVE',
      name: association.callingAet,
      remoteIp: association.remoteAddress,
      destinationAet: moveDestination,
    };
  }

  async #source(
    keys: RetrieveKeys,
    plan: RetrievePlan,
    client: RetrieveClient,
    isRelayed: boolean,
  ): Promise<RetrieveSource> {
    const { index, relay } = this.#options;
    return isRelayed && relay ? relay.sources.open(keys, client) : new IndexSource(index, plan);
  }

  /** Each C-STORE sub-operation is followed by a pending response, and the final one by nothing that is still to come. */
  async *#deliverNow(source: RetrieveSource, modality: RemoteModality): Responses {
    const { convention, observer, responseIntervalMs } = this.#options;
    const { signal } = this.#operation;
    const tally = new SubOperationTally(source.expected, convention === 'Orthanc');
    const stop = new AbortController();
    let ending: 'ended' | 'cancelled' | 'failed' = 'failed';
    try {
      for await (const outcome of withHeartbeat(this.#outcomes(source, modality, stop.signal), responseIntervalMs)) {
        if (outcome !== 'tick') {
          const { sopInstanceUid } = outcome.item.instance;
          const counted = tally.add(outcome, sopInstanceUid);
          observer.subOperationEnded('C-MOVE', counted);
          source.record(sopInstanceUid, counted, outcome.error?.message);
          if (counted === 'failed' && convention === 'Orthanc') return stoppedByFailure;
        }
        tally.expect(source.expected);
        const { counters } = tally;
        // The peer sends no pending response after the last sub-operation.
        if (counters.remaining > 0 || convention === 'Standard' || outcome === 'tick') yield counters;
      }
      ending = 'ended';
      return this.#finalResult(source, tally);
    } finally {
      stop.abort();
      await source.close(signal.aborted ? 'cancelled' : ending);
    }
  }

  #outcomes(source: RetrieveSource, modality: RemoteModality, stop: AbortSignal): AsyncIterable<DeliveryOutcome> {
    const { deliverer, destinationDefaults } = this.#options;
    const { association, messageId, priority, signal } = this.#operation;
    const outcomes = new OutcomeChannel<DeliveryOutcome>();
    const either = AbortSignal.any([signal, stop]);
    deliverer
      .deliver(
        {
          destination: destinationOf(modality, destinationDefaults),
          items: source.items(either),
          signal: either,
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
    return outcomes;
  }

  #finalResult(source: RetrieveSource, tally: SubOperationTally): RetrieveResult {
    const { convention } = this.#options;
    const { signal } = this.#operation;
    if (signal.reason instanceof CancelRequested && isUnfinished(source, tally)) return tally.cancelledResult();
    return endOfRetrieve(source, tally, convention);
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
  async *#deliverLater(
    keys: RetrieveKeys,
    plan: RetrievePlan,
    modality: RemoteModality,
    isRelayed: boolean,
  ): Responses {
    const { convention, index, jobs, relay } = this.#options;
    const { association, messageId, priority } = this.#operation;
    if (isRelayed && relay) {
      await relay.jobs.submit({
        modality: modality.Name,
        keys,
        client: this.#client(),
        dimsePriority: priority,
        moveOriginator: { aet: association.callingAet, messageId },
      });
      // How many there will be is known once the job has asked.
      return { status: 0x0000, completed: 0, failed: 0, warning: 0 };
    }
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

  #log(modality: RemoteModality, plan: RetrievePlan, result: RetrieveResult): void {
    this.#options.logger.info(this.#options.synchronous ? 'C-MOVE delivered' : 'C-MOVE accepted as a job', {
      association: this.#operation.association.id,
      destination: modality.Name,
      here: plan.instanceCount,
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
