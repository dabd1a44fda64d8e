import type { BlobReader } from '../blobs/blob-store.ts';
import type { RemotePeer } from '../config/peer.ts';
import type { IndexStore } from '../index/index-store.ts';
import { instanceSetContent } from '../jobs/job-json.ts';
import type { JobContext, JobKind } from '../jobs/job-kind.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { PeerClient } from '../peers/peer-client.ts';
import type { PeerRegistry } from '../peers/peer-registry.ts';
import type { DeliveryItem } from '../retrieve/delivery.ts';
import { outgoingFile } from '../retrieve/outgoing-file.ts';
import { JobParameters } from './job-parameters.ts';
import { storedItems } from './stored-items.ts';

export interface PeerStoreOptions {
  readonly index: Pick<IndexStore, 'listInstances'>;
  readonly blobs: BlobReader;
  readonly peers: Pick<PeerRegistry, 'require'>;
  readonly client: Pick<PeerClient, 'store'>;
}

const bytesPerMegabyte = 1024 * 1024;

/**
 * `OrthancPeerStore`: uploads instances to another server of this REST API, one after the other. Its items are their
 * public ids. Parameters: Peer, and if wanted Compress (gzip on the way) and Transcode (a transfer syntax).
 */
export function orthancPeerStoreKind(options: PeerStoreOptions): JobKind {
  return {
    type: 'OrthancPeerStore',
    permissive: true,
    publicContent: instanceSetContent,
    async run(context) {
      const parameters = new JobParameters(context.parameters);
      const upload = {
        peer: options.peers.require(parameters.requiredText('Peer')),
        compress: parameters.boolean('Compress'),
        transferSyntaxUid: parameters.text('Transcode'),
      };
      for await (const page of storedItems(options.index, context)) {
        for (const item of page) {
          context.signal.throwIfAborted();
          await sendOne(options, context, upload, item);
        }
      }
    },
  };
}

interface Upload {
  readonly peer: RemotePeer;
  readonly compress: boolean;
  /** Undefined: as stored. */
  readonly transferSyntaxUid: string | undefined;
}

async function sendOne(
  options: PeerStoreOptions,
  context: JobContext,
  upload: Upload,
  { instance, position }: DeliveryItem,
): Promise<void> {
  let sentBytes: number;
  try {
    sentBytes = await store(options, context, upload, instance);
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    // The way to the peer is at fault, not the instance: the job as a whole tries again.
    if (error instanceof IsocenterError && error.transient) throw error;
    return context.itemFailed(position, error);
  }
  addSize(context, sentBytes);
  await context.itemDone(position);
}

async function store(
  { blobs, client }: PeerStoreOptions,
  { signal }: JobContext,
  { compress, peer, transferSyntaxUid }: Upload,
  instance: DeliveryItem['instance'],
): Promise<number> {
  const file = await outgoingFile(blobs, instance, transferSyntaxUid);
  const { sentBytes } = await client.store(peer, { ...file, compress, signal });
  return sentBytes;
}

/** `Size` is a text: numbers of JSON end at 2^53. */
function addSize(context: JobContext, bytes: number): void {
  const { content } = context;
  const size = Number(content.Size ?? 0) + bytes;
  context.setContent({ ...content, Size: String(size), SizeMB: Math.floor(size / bytesPerMegabyte) });
}
