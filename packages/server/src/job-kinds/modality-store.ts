import { type Destination, type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { StorageCommitmentScu } from '../dimse-out/storage-commitment-scu.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { StoredInstance } from '../index/records.ts';
import { instanceSetContent } from '../jobs/job-json.ts';
import type { JobContext, JobKind } from '../jobs/job-kind.ts';
import type { JobItem } from '../jobs/job-record.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Deliverer, Delivery, DeliveryItem, DeliveryOutcome } from '../retrieve/delivery.ts';
import type { SopReference } from '../storage-commitment/sop-reference.ts';
import { JobParameters } from './job-parameters.ts';

/** Items looked up in the index at a time. */
const pageSize = 100;

export interface ModalityStoreOptions {
  readonly index: IndexStore;
  readonly modalities: ModalityRegistry;
  readonly deliverer: Deliverer;
  readonly destinationDefaults: DestinationDefaults;
  /** Without it, a job with `StorageCommitment` fails. */
  readonly storageCommitment: Pick<StorageCommitmentScu, 'request'>;
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
  const { deliverer, destinationDefaults, index, modalities } = options;
  const parameters = new JobParameters(context.parameters);
  const modality = modalities.require(parameters.requiredText('Modality'));
  const destination = destinationOf(modality, destinationDefaults, parameters.destinationOverrides());
  const delivery = deliveryOf(parameters, destination, context, storedItems(index, context));
  await deliverer.deliver(delivery, (outcome) => record(context, outcome));
  context.signal.throwIfAborted();
  if (parameters.boolean('StorageCommitment')) await requestCommitment(options, destination, context);
}

/** Asks for all that the job has sent, in this run or one before; what was deleted here since cannot be named. */
async function requestCommitment(
  { index, storageCommitment }: ModalityStoreOptions,
  destination: Destination,
  context: JobContext,
): Promise<void> {
  const sent: SopReference[] = [];
  for await (const page of pagesOf(context.doneItems())) {
    const publicIds = page.map(({ key }) => key);
    for await (const instances of index.listInstances('Instance', publicIds)) {
      sent.push(...instances.map(({ sopClassUid, sopInstanceUid }) => ({ sopClassUid, sopInstanceUid })));
    }
  }
  if (sent.length === 0) return;
  const transactionUid = await storageCommitment.request(destination, sent, context.signal);
  context.setContent({ ...context.content, StorageCommitmentTransactionUID: transactionUid });
}

function deliveryOf(
  parameters: JobParameters,
  destination: Destination,
  context: JobContext,
  items: Delivery['items'],
): Delivery {
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
