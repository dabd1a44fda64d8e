import { type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { InProcessClient } from '../hooks/in-process-client.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { StoredInstance } from '../index/records.ts';
import type { JobContext, JobKind } from '../jobs/job-kind.ts';
import type { JobItem } from '../jobs/job-record.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levels } from '../model/level.ts';
import type { Deliverer } from '../retrieve/delivery.ts';
import { type InstanceProgramOptions, runOnFile } from './instance-program.ts';
import { type Operation, operationsOfKey } from './operation.ts';

export interface SequenceOfOperationsOptions {
  readonly index: Pick<IndexStore, 'getAttachment' | 'getResource' | 'listInstances'>;
  readonly modalities: Pick<ModalityRegistry, 'require'>;
  readonly deliverer: Pick<Deliverer, 'deliver'>;
  readonly destinationDefaults: DestinationDefaults;
  /** The REST API of this server, for what it does at once. */
  readonly client: () => InProcessClient | undefined;
  readonly files: InstanceProgramOptions;
}

/** What an operation leaves for the next one. */
type Resources = readonly { readonly level: Level; readonly publicId: string }[];

/** Answers of the REST API that are read here are short. */
const maximumAnswerBytes = 16 * 1024 * 1024;

/** How far the sequence at hand is, kept with the job, so that another attempt goes on from there. */
interface SequenceProgress {
  readonly position: number;
  readonly outputs: readonly Resources[];
}

/**
 * `SequenceOfOperations`: what scripts want done with resources. Its items are sequences of operations, each of one
 * callback; within a sequence an operation takes what another one left. A sequence that fails does not keep the others
 * from their turn.
 */
export function sequenceOfOperationsKind(options: SequenceOfOperationsOptions): JobKind {
  return {
    type: 'SequenceOfOperations',
    permissive: true,
    publicContent: ({ itemCounts: { Done, Failed, Waiting } }) => ({
      CountOperations: Waiting + Done + Failed,
      Description: 'Lua',
    }),
    async run(context) {
      for await (const item of context.waitingItems()) await runSequence(options, context, item);
    },
  };
}

async function runSequence(options: SequenceOfOperationsOptions, context: JobContext, item: JobItem): Promise<void> {
  try {
    const operations = operationsOfKey(item.key);
    const outputs: Resources[] = [...outputsSoFar(context, item.position)];
    for (const operation of operations.slice(outputs.length)) {
      context.signal.throwIfAborted();
      const input = operation.Input === undefined ? undefined : outputs[operation.Input - 1];
      outputs.push(await perform(options, operation, input ?? (await named(options, operation)), context.signal));
      const progress: SequenceProgress = { position: item.position, outputs };
      context.setContent({ ...context.content, Sequence: progress });
    }
  } catch (error) {
    context.signal.throwIfAborted();
    // The way to the destination is at fault: the job as a whole tries again.
    if (error instanceof IsocenterError && error.transient) throw error;
    await context.itemFailed(item.position, error);
    return;
  }
  await context.itemDone(item.position);
}

function outputsSoFar(context: JobContext, position: number): readonly Resources[] {
  const progress = context.content.Sequence as SequenceProgress | undefined;
  return progress?.position === position ? progress.outputs : [];
}

async function perform(
  options: SequenceOfOperationsOptions,
  operation: Operation,
  input: Resources,
  signal: AbortSignal,
): Promise<Resources> {
  switch (operation.Type) {
    case 'SendToModality':
      await sendToModality(options, operation, input, signal);
      return input;
    case 'SendToPeer':
      await request(options, 'POST', `/peers/${encodeURIComponent(operation.Peer)}/store`, {
        Resources: input.map(({ publicId }) => publicId),
        Synchronous: true,
      });
      return input;
    case 'Delete':
      for (const { level, publicId } of input) await request(options, 'DELETE', pathOf(level, publicId));
      return [];
    case 'ModifyInstance': {
      const modified: string[] = [];
      for (const publicId of await instancesOf(options, input)) {
        modified.push(await modifyInstance(options, operation, publicId));
      }
      return modified.map((publicId) => ({ level: 'Instance', publicId }));
    }
    case 'CallSystem':
      for (const publicId of await instancesOf(options, input)) {
        await runOnFile(options.index, options.files, operation, publicId);
      }
      return input;
  }
}

async function sendToModality(
  { deliverer, destinationDefaults, index, modalities }: SequenceOfOperationsOptions,
  { LocalAet, Modality }: Extract<Operation, { Type: 'SendToModality' }>,
  input: Resources,
  signal: AbortSignal,
): Promise<void> {
  const destination = destinationOf(modalities.require(Modality), destinationDefaults, { localAet: LocalAet });
  let position = 0;
  let failure: IsocenterError | undefined;
  async function* items() {
    for (const { level, publicId } of input) {
      for await (const page of index.listInstances(level, [publicId])) {
        yield page.map((instance: StoredInstance) => ({ position: position++, instance }));
      }
    }
  }
  await deliverer.deliver({ destination, items: items(), signal }, async ({ error, result }) => {
    if (result !== 'failed') return;
    failure ??= error ?? new IsocenterError('NetworkProtocol', 'The destination refused the instance');
  });
  if (failure !== undefined) throw failure;
}

/** The modified instance is stored as a new one, which its metadata says what it was made of. */
async function modifyInstance(
  options: SequenceOfOperationsOptions,
  { Remove, RemovePrivateTags, Replace }: Extract<Operation, { Type: 'ModifyInstance' }>,
  publicId: string,
): Promise<string> {
  const body = {
    Resources: [publicId],
    Level: 'Instance',
    Replace: Replace ?? {},
    Remove: Remove ?? [],
    RemovePrivateTags,
    Force: true,
    Synchronous: true,
  };
  const answer = await request(options, 'POST', '/tools/bulk-modify', body);
  const { Resources = [] } = JSON.parse(answer) as { Resources?: readonly { ID: string; Type: string }[] };
  const instance = Resources.find(({ Type }) => Type === 'Instance');
  if (instance === undefined) throw new IsocenterError('InternalError', 'The instance could not be modified');
  return instance.ID;
}

async function request(
  { client }: SequenceOfOperationsOptions,
  method: 'DELETE' | 'POST',
  uri: string,
  body?: object,
): Promise<string> {
  const answer = await client()?.request(
    { method, uri, ...(body !== undefined && { body: Buffer.from(JSON.stringify(body), 'utf8') }) },
    maximumAnswerBytes,
  );
  const status = answer?.status ?? 503;
  // What is gone already need not be deleted.
  if (method === 'DELETE' && status === 404) return '';
  if (status < 200 || status >= 300) {
    throw new IsocenterError('InternalError', `${method} ${uri} is answered by HTTP status ${status}`, {
      transient: status === 503,
    });
  }
  return Buffer.from(answer?.body ?? []).toString('utf8');
}

async function instancesOf({ index }: SequenceOfOperationsOptions, resources: Resources): Promise<readonly string[]> {
  const publicIds: string[] = [];
  for (const { level, publicId } of resources) {
    for await (const page of index.listInstances(level, [publicId])) {
      publicIds.push(...page.map((instance) => instance.publicId));
    }
  }
  return publicIds;
}

/** The resource that an operation names. */
async function named({ index }: SequenceOfOperationsOptions, { Resource = '' }: Operation): Promise<Resources> {
  // Instances first: they are what most scripts work on.
  for (const level of [...levels].reverse()) {
    if ((await index.getResource(level, Resource, {})) !== undefined) return [{ level, publicId: Resource }];
  }
  throw new IsocenterError('InexistentItem', 'The resource was deleted');
}

const levelPaths = { Patient: 'patients', Study: 'studies', Series: 'series', Instance: 'instances' } as const;

function pathOf(level: Level, publicId: string): string {
  return `/${levelPaths[level]}/${publicId}`;
}
