import {
  CancelRequested,
  type GetOperation,
  type RetrieveResult,
  type ScpHandlers,
  type SubOperationCounters,
} from '@isocenter/dimse';
import { chooseStorageContext } from '../dimse-out/storage-contexts.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Logger } from '../logging/logger.ts';
import type { DeliveryItem } from '../retrieve/delivery.ts';
import { withHeartbeat } from '../retrieve/heartbeat.ts';
import { IndexSource } from '../retrieve/index-source.ts';
import type { InstanceReader, PrefetchedInstance } from '../retrieve/instance-reader.ts';
import type { RetrieveClient, RetrieveSource, RetrieveSources } from '../retrieve/retrieve-source.ts';
import { lost, noContext, performSubOperation, type SubOperationResult } from '../retrieve/sub-operation.ts';
import { SubOperationTally } from '../retrieve/tally.ts';
import { endOfRetrieve, isUnfinished } from './retrieve-ending.ts';
import type { RetrieveObserver } from './retrieve-observer.ts';
import { refuseRetrieve, type StatusConvention } from './retrieve-refusals.ts';
import { planRetrieveRequest, readRetrieveRequest } from './retrieve-request.ts';

export interface GetScpOptions {
  readonly index: IndexStore;
  readonly reader: InstanceReader;
  /** Beyond the index; absent where there is nobody else to ask. */
  readonly sources?: RetrieveSources;
  readonly convention: StatusConvention;
  /** Whether data sets may be sent to this peer in another syntax than stored (`AllowTranscoding`, `TranscodeDicomProtocol`). */
  readonly allowTranscoding: (operation: GetOperation) => boolean;
  readonly responseIntervalMs: number;
  readonly observer: RetrieveObserver;
  readonly logger: Logger;
}

type Responses = AsyncGenerator<SubOperationCounters, RetrieveResult, void>;

/** The C-GET SCP (PS3.4 C.4.3): the C-STORE sub-operations go over the association of the request. */
export function getHandler(options: GetScpOptions): NonNullable<ScpHandlers['get']> {
  return async function* get(operation): Responses {
    const { convention, index, logger, observer, sources } = options;
    const startedAtMs = performance.now();
    const keys = await readRetrieveRequest(operation, convention);
    if (typeof keys === 'string') return refuseRetrieve(keys, convention);
    const plan = await planRetrieveRequest(index, keys).catch((error: unknown) => {
      logger.error('C-GET failed to select instances', { error, association: operation.association.id });
      return 'matching failed' as const;
    });
    if (plan === 'matching failed') return refuseRetrieve(plan, convention);
    const client = clientOf(operation);
    const isRelayed = sources?.concerns(client) ?? false;
    if (plan.instanceCount === 0 && !isRelayed) return refuseRetrieve('nothing matches', convention);

    const source = isRelayed && sources ? await sources.open(keys, client) : new IndexSource(index, plan);
    const result = yield* perform(options, operation, source);
    const durationMs = performance.now() - startedAtMs;
    observer.retrieveEnded('C-GET', durationMs, result);
    logger.info('C-GET delivered', {
      association: operation.association.id,
      instances: plan.instanceCount,
      status: result.status.toString(16).padStart(4, '0'),
      durationMs: Math.round(durationMs),
    });
    return result;
  };
}

function clientOf({ association }: GetOperation): RetrieveClient {
  const { callingAet, remoteAddress } = association;
  return { service: 'C-GET', name: callingAet, remoteIp: remoteAddress, destinationAet: callingAet };
}

async function* perform(options: GetScpOptions, operation: GetOperation, source: RetrieveSource): Responses {
  const { convention, observer, responseIntervalMs } = options;
  const { signal } = operation;
  const tally = new SubOperationTally(source.expected, convention === 'Orthanc');
  let ending: 'ended' | 'failed' = 'failed';
  try {
    for await (const outcome of withHeartbeat(subOperations(options, operation, source), responseIntervalMs)) {
      if (outcome !== 'tick') {
        const counted = tally.add(outcome.result, outcome.sopInstanceUid);
        observer.subOperationEnded('C-GET', counted);
        source.record(outcome.sopInstanceUid, counted, outcome.result.error?.message);
      }
      tally.expect(source.expected);
      yield tally.counters;
      if (signal.aborted) break;
    }
    ending = 'ended';
  } finally {
    await source.close(signal.aborted ? 'cancelled' : ending);
  }
  const isCancelled = signal.reason instanceof CancelRequested && isUnfinished(source, tally);
  return isCancelled ? tally.cancelledResult() : endOfRetrieve(source, tally, convention);
}

/** One instance after the other; the next file is read while the one before is on its way. */
async function* subOperations(
  options: GetScpOptions,
  operation: GetOperation,
  source: RetrieveSource,
): AsyncGenerator<{ result: SubOperationResult; sopInstanceUid: string }> {
  const items = eachItem(source.items(operation.signal));
  const prefetchNext = async () => {
    const next = await items.next();
    return next.done ? undefined : options.reader.prefetch(next.value.instance);
  };
  let upcoming = prefetchNext();
  for (let current = await upcoming; current !== undefined; current = await upcoming) {
    if (operation.signal.aborted) return;
    upcoming = prefetchNext();
    // Its failure is met when it is awaited.
    upcoming.catch(() => undefined);
    const result = await subOperation(options, operation, current).finally(() => current.release());
    yield { result, sopInstanceUid: current.instance.sopInstanceUid };
  }
}

async function subOperation(
  options: GetScpOptions,
  operation: GetOperation,
  prefetched: PrefetchedInstance,
): Promise<SubOperationResult> {
  const { association, priority } = operation;
  const context = chooseStorageContext(association, prefetched.instance, options.allowTranscoding(operation));
  // Without the SCP role the requestor does not take instances of the class (PS3.7 D.3.3.4).
  if (context === undefined || !context.scuRole) return noContext(association.callingAet);
  try {
    return await performSubOperation(association, context, prefetched, { priority });
  } catch (error) {
    return lost(error, association.callingAet);
  }
}

async function* eachItem(pages: AsyncIterable<readonly DeliveryItem[]>): AsyncGenerator<DeliveryItem> {
  for await (const page of pages) yield* page;
}
