import { BulkValue, formatTag, swappedChunks, vrTable } from '@isocenter/dicom';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { type Content, contentAt, firstTagOf } from '../content-path.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { type InstanceFile, openInstanceFile, withDicomFile } from '../instance-file.ts';
import type { TagReading } from '../instance-tags.ts';
import { sendChunks } from '../stream-answer.ts';
import type { IdParams } from './resources.ts';

export interface InstanceContentDeps extends TagReading {
  readonly index: Pick<IndexStore, 'getAttachment'>;
}

interface ContentParams extends IdParams {
  readonly '*'?: string;
}

type ContentRequest = FastifyRequest<{ Params: ContentParams }>;

/** Longer values are sent from the file. */
const maxBufferedValueBytes = 64 * 1024;

const names = Type.Array(Type.String());

/** The values of an instance as they are encoded, by the path to them. */
export function instanceContentRoutes(app: FastifyInstance, deps: InstanceContentDeps): void {
  app.get(
    '/instances/:id/content',
    {
      config: contract({ tag: 'Instances', summary: 'The tags at the top of an instance', answer: [{ json: names }] }),
    },
    (request: ContentRequest, reply) => sendContent(request, reply, deps),
  );
  app.get(
    '/instances/:id/content/*',
    {
      config: contract({
        tag: 'Instances',
        summary: 'A value of an instance as it is encoded',
        description:
          'Tags of an item, indices of a sequence or of the parts of pixel data, or else the bytes of a value',
        parameters: { '*': '`gggg-eeee`, or `gggg-eeee/{index}/gggg-eeee…` into sequences' },
        answer: [{ json: names }, { bytes: 'The value, in little endian', mediaType: 'application/octet-stream' }],
      }),
    },
    (request: ContentRequest, reply) => sendContent(request, reply, deps),
  );
}

function sendContent(request: ContentRequest, reply: FastifyReply, deps: InstanceContentDeps): Promise<unknown> {
  const { '*': rest = '', id } = request.params;
  const path = rest.split('/').filter((step) => step !== '');
  const { dictionary } = deps.settings;
  return withDicomFile(deps.index, id, async (attachment) => {
    const stopAt = path.length === 0 ? undefined : firstTagOf(path, dictionary) + 1;
    const file = await openInstanceFile(deps.blobs, attachment);
    const dataSet = await file.readDataSet({ dictionary, maxBufferedValueBytes, stopAt });
    const content = contentAt(dataSet, path, dictionary);
    switch (content?.kind) {
      case undefined:
        return answerNothing(request, reply);
      case 'tags':
        return content.tags.map((tag) => formatTag(tag).replace(',', '-'));
      case 'parts':
        return Array.from({ length: content.count }, (_, index) => String(index));
      case 'bytes': {
        const contentType = 'application/octet-stream';
        return sendChunks(reply, chunksOf(content, file), { contentType, length: content.value.length });
      }
    }
  });
}

async function* chunksOf(
  { element, value }: Extract<Content, { readonly kind: 'bytes' }>,
  file: InstanceFile,
): AsyncGenerator<Uint8Array> {
  const chunks = value instanceof BulkValue ? file.read(value) : oneChunk(value);
  const { unitBytes } = vrTable[element.vr];
  const isSwapped = element.encoding?.bigEndian === true && unitBytes !== 1;
  yield* isSwapped ? swappedChunks(chunks, unitBytes) : chunks;
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
