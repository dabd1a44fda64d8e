import { type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { StoredInstance } from '../index/records.ts';
import { instanceSetContent } from '../jobs/job-json.ts';
import type { JobContext, JobKind } from '../jobs/job-kind.ts';
import type { JobItem } from '../jobs/job-record.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Deliverer, Delivery, DeliveryItem, DeliveryOutcome } from '../retrieve/delivery.ts';
import { JobParameters } from './job-parameters.ts';

/** Items looked up in the index at a time. */
const pageSize = 100;

export interface ModalityStoreOptions {
  readonly index: IndexStore;
  readonly modalities: ModalityRegistry;
  readonly deliverer: Deliverer;
  readonly destinationDefaults: DestinationDefaults;
}

/**
 * `DicomModalityStore`: sends instances to a modality by C-STORE, on its own account or as an asynchronous C-MOVE.
 * Its items are the public ids of the instances; each is recorded as done before its sender takes the next one, so a
 * crash repeats no more than what was in flight.
 */
export function modalityStoreKind(options: ModalityStoreOptions): JobKind {
  return {
    type: 'DicomModalityStore',
    permissive: true,
    publicContent: instanceSetContent,
    run: (context) => runStore(options, context),
  };
}

async function runStore(options: ModalityStoreOptions, context: JobContext): Promise<void> {
  const { deliverer, index } = options;
  const delivery = deliveryOf(options, context, storedItems(index, context));
  await deliverer.deliver(delivery, (outcome) => record(context, outcome));
  context.signal.throwIfAborted();
}

function deliveryOf(
  { destinationDefaults, modalities }: ModalityStoreOptions,
  context: JobContext,
  items: Delivery['items'],
): Delivery {
  const parameters = new JobParameters(context.parameters);
  const seconds = parameters.number('Timeout');
  const destination = destinationOf(modalities.require(parameters.requiredText('Modality')), destinationDefaults, {
    localAet: parameters.text('LocalAet'),
    calledAet: parameters.text('CalledAet'),
    host: parameters.text('Host'),
    port: parameters.number('Port'),
    timeoutMs: seconds === undefined ? undefined : seconds * 1000,
  });
  const originatorAet = parameters.text('MoveOriginatorAet');
  const priority = parameters.number('DimsePriority');
  return {
    destination,
    items,
    signal: context.signal,
    ...(priority === undefined ? {} : { priority }),
    ...(originatorAet
      ? { moveOriginator: { aet: originatorAet, messageId: parameters.number('MoveOriginatorID') ?? 0 } }
      : {}),
  };
}

/** The waiting items with what the index knows of their instances; those that are gone fail at once. */
async function* storedItems(index: IndexStore, context: JobContext): AsyncGenerator<readonly DeliveryItem[]> {
  for await (const page of pagesOf(context.waitingItems())) {
    const stored = new Map<string, StoredInstance>();
    const ids = page.map(({ key }) => key);
    for await (const instances of index.listInstances('Instance', ids)) {
      for (const instance of instances) stored.set(instance.publicId, instance);
    }
    const items: DeliveryItem[] = [];
    for (const { key, position } of page) {
      const instance = stored.get(key);
      if (instance !== undefined) items.push({ position, instance });
      else await context.itemFailed(position, new IsocenterError('InexistentItem', 'The instance was deleted'));
    }
    if (items.length > 0) yield items;
  }
}

async function* pagesOf(items: AsyncIterable<JobItem>): AsyncGenerator<readonly JobItem[]> {
  let page: JobItem[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function record(context: JobContext, { error, item, result, status }: DeliveryOutcome): Promise<void> {
  // A duplicate is where it should be: the peer counts it as stored, too.
  if (result !== 'failed') return context.itemDone(item.position);
  const failure = error ?? new IsocenterError('NetworkProtocol', 'The destination refused the instance');
  // Without a response the way to the destination is at fault, not the instance: the job as a whole tries again.
  if (status === undefined && failure.transient) throw failure;
  await context.itemFailed(item.position, failure);
}
