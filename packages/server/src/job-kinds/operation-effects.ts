import { type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { StoredInstance } from '../index/records.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levels } from '../model/level.ts';
import type { PublicIds } from '../model/public-id.ts';
import { readModification } from '../modify/modification.ts';
import { type InstanceModificationOptions, modifiedInstance } from '../modify/modified-instance.ts';
import type { PeerClient } from '../peers/peer-client.ts';
import type { PeerRegistry } from '../peers/peer-registry.ts';
import type { Deliverer } from '../retrieve/delivery.ts';
import { outgoingFile } from '../retrieve/outgoing-file.ts';
import { runOnFile } from './instance-program.ts';
import type { Operation } from './operation.ts';

export interface OperationOptions extends InstanceModificationOptions {
  readonly index: InstanceModificationOptions['index'] & Pick<IndexStore, 'getResource' | 'listInstances'>;
  readonly modalities: Pick<ModalityRegistry, 'require'>;
  readonly deliverer: Pick<Deliverer, 'deliver'>;
  readonly destinationDefaults: DestinationDefaults;
  readonly peers: Pick<PeerRegistry, 'require'>;
  readonly peerClient: Pick<PeerClient, 'store'>;
  readonly ingest: Pick<Ingest, 'beginFile'>;
  readonly deleteResource: (level: Level, publicId: string) => Promise<unknown>;
  /** `LuaSystemAccess`: whether programs may be run. */
  readonly systemAccess: boolean;
}

/** What an operation works on, and what it leaves for the next one. */
export type Resources = readonly { readonly level: Level; readonly publicId: string }[];

/** Does one operation; answers what it leaves. @throws IsocenterError; a transient one where another attempt may succeed */
export async function performOperation(
  options: OperationOptions,
  operation: Operation,
  input: Resources,
  signal: AbortSignal,
): Promise<Resources> {
  switch (operation.Type) {
    case 'SendToModality':
      await sendToModality(options, operation, input, signal);
      return input;
    case 'SendToPeer': {
      const peer = options.peers.require(operation.Peer);
      for await (const instance of instancesOf(options, input)) {
        await options.peerClient.store(peer, { ...(await outgoingFile(options.blobs, instance)), signal });
      }
      return input;
    }
    case 'Delete':
      for (const { level, publicId } of input) await options.deleteResource(level, publicId);
      return [];
    case 'ModifyInstance': {
      const modified: string[] = [];
      for await (const instance of instancesOf(options, input)) {
        modified.push(await storeModified(options, operation, instance));
      }
      return modified.map((publicId) => ({ level: 'Instance', publicId }));
    }
    case 'CallSystem':
      for await (const instance of instancesOf(options, input)) await runOnFile(options, operation, instance);
      return input;
  }
}

/** The resource that an operation names. @throws IsocenterError InexistentItem */
export async function namedResource({ index }: OperationOptions, publicId: string): Promise<Resources> {
  // Instances first: they are what most scripts work on.
  for (const level of levels.toReversed()) {
    if ((await index.getResource(level, publicId, {})) !== undefined) return [{ level, publicId }];
  }
  throw new IsocenterError('InexistentItem', 'The resource was deleted');
}

async function sendToModality(
  options: OperationOptions,
  { LocalAet, Modality }: Extract<Operation, { Type: 'SendToModality' }>,
  input: Resources,
  signal: AbortSignal,
): Promise<void> {
  const { deliverer, destinationDefaults, modalities } = options;
  const destination = destinationOf(modalities.require(Modality), destinationDefaults, { localAet: LocalAet });
  let failure: IsocenterError | undefined;
  async function* items() {
    let position = 0;
    for await (const instance of instancesOf(options, input)) yield [{ position: position++, instance }];
  }
  await deliverer.deliver({ destination, items: items(), signal }, async ({ error, result }) => {
    if (result === 'failed') failure ??= error ?? new IsocenterError('NetworkProtocol', 'The instance was refused');
  });
  if (failure !== undefined) throw failure;
}

/** The modified instance is stored as a new one, whose metadata say what it was made from. */
async function storeModified(
  options: OperationOptions,
  { Remove = [], RemovePrivateTags, Replace = {} }: Extract<Operation, { Type: 'ModifyInstance' }>,
  instance: StoredInstance,
): Promise<string> {
  const request = { Replace, Remove, RemovePrivateTags, Force: true };
  const modification = readModification(request, { isAnonymization: false, level: 'Instance' }, options);
  const chunks = await modifiedInstance(options, instance.attachment, modification);
  const sources = await ancestry(options, instance.publicId);
  const intake = options.ingest.beginFile({ kind: 'Lua' }, { name: 'ModifiedFrom', sources });
  try {
    for await (const chunk of chunks) await intake.write(chunk);
  } catch (error) {
    await intake.abort();
    throw error;
  }
  return (await intake.finish()).publicIds.Instance;
}

/** The public ids of an instance and of all above it. */
async function ancestry({ index }: OperationOptions, publicId: string): Promise<PublicIds> {
  const ids: Record<Level, string> = { Patient: '', Study: '', Series: '', Instance: publicId };
  let below = publicId;
  for (const level of levels.toReversed()) {
    ids[level] = below;
    below = (await index.getResource(level, below, { parent: true }))?.parent ?? '';
  }
  return ids;
}

async function* instancesOf({ index }: OperationOptions, resources: Resources): AsyncGenerator<StoredInstance> {
  for (const { level, publicId } of resources) {
    for await (const page of index.listInstances(level, [publicId])) yield* page;
  }
}
