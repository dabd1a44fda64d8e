import { type Destination, type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { StorageCommitmentScu } from '../dimse-out/storage-commitment-scu.ts';
import type { IndexStore } from '../index/index-store.ts';
import { instanceSetContent } from '../jobs/job-json.ts';
import type { JobContext, JobKind } from '../jobs/job-kind.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Deliverer, Delivery, DeliveryOutcome } from '../retrieve/delivery.ts';
import type { SopReference } from '../storage-commitment/sop-reference.ts';
import { JobParameters } from './job-parameters.ts';
import { pagesOf, storedItems } from './stored-items.ts';

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

async function record(context: JobContext, { error, item, result, status }: DeliveryOutcome): Promise<void> {
  // A duplicate is where it should be: the peer counts it as stored, too.
  if (result !== 'failed') return context.itemDone(item.position);
  const failure = error ?? new IsocenterError('NetworkProtocol', 'The destination refused the instance');
  // Without a response the way to the destination is at fault, not the instance: the job as a whole tries again.
  if (status === undefined && failure.transient) throw failure;
  await context.itemFailed(item.position, failure);
}
