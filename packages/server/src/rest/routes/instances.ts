import { transferSyntaxOf } from '@isocenter/dicom';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BlobStore } from '../../blobs/blob-store.ts';
import type { IndexStore } from '../../index/index-store.ts';
import type { Attachment } from '../../index/records.ts';
import type { Ingest } from '../../ingest/ingest.ts';
import { contentTypes } from '../../model/content-type.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { FindSettings } from '../../query/find-query.ts';
import { dataSetJson } from '../../tag-json/data-set-json.ts';
import type { TagFormat } from '../../tag-json/tag-format.ts';
import { answerNothing } from '../error-answer.ts';
import { sendFile } from '../file-answer.ts';
import { asCorrupted, openInstanceFile } from '../instance-file.ts';
import { flagArgument, queryArguments, textArgument } from '../query-arguments.ts';
import { type BodyLimits, bodyChunks } from '../request-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { resourcePath } from '../resource-json.ts';
import { tagFormatArgument } from '../tag-format-argument.ts';
import { tagsOfList } from '../tag-list.ts';
import type { IdParams } from './resources.ts';

export interface InstancesDeps {
  readonly ingest: Pick<Ingest, 'beginFile'>;
  readonly index: Pick<IndexStore, 'getAttachment' | 'getResource'>;
  readonly blobs: Pick<BlobStore, 'read' | 'readRange'>;
  readonly settings: Pick<FindSettings, 'dictionary' | 'characterSet'>;
  readonly limits: BodyLimits;
  readonly readOnly: boolean;
}

type InstanceRequest = FastifyRequest<{ Params: IdParams }>;

const dicomType = 'application/dicom';

/** What only instances have: uploading, the file, its tags. */
export function instanceRoutes(app: FastifyInstance, deps: InstancesDeps): void {
  const { blobs, index } = deps;
  if (!deps.readOnly) app.post('/instances', (request) => storeInstance(request, deps));

  app.get('/instances/:id/file', async (request: InstanceRequest, reply) => {
    if (!acceptsDicom(request.headers.accept)) {
      throw new IsocenterError('NotAcceptable', `The file is sent as ${dicomType} only`);
    }
    const attachment = await dicomFileOf(index, request.params.id);
    if (attachment === undefined) return answerNothing(request, reply);
    await checkTranscoding(request, index);
    const filename = textArgument(queryArguments(request.query), 'filename') ?? `${request.params.id}.dcm`;
    return sendFile(request, reply, blobs, { attachment, contentType: dicomType, filename });
  });

  app.get('/instances/:id/tags', (request: InstanceRequest, reply) => sendTags(request, reply, deps, 'Full'));
  app.get('/instances/:id/simplified-tags', (request: InstanceRequest, reply) =>
    sendTags(request, reply, deps, 'Simplified'),
  );
  app.get('/instances/:id/header', async (request: InstanceRequest, reply) => {
    const attachment = await dicomFileOf(index, request.params.id);
    if (attachment === undefined) return answerNothing(request, reply);
    const { fileMeta } = await openInstanceFile(blobs, attachment);
    const format = tagFormatArgument(queryArguments(request.query), 'Full');
    return fileMeta === undefined ? {} : dataSetJson(fileMeta, { format });
  });
}

/** Takes one file in as it arrives; answers once it is durable. */
async function storeInstance(request: FastifyRequest, { ingest, limits }: InstancesDeps): Promise<object> {
  const intake = ingest.beginFile(requestOrigin(request));
  let bytes = 0;
  try {
    for await (const chunk of bodyChunks(request, limits)) {
      bytes += chunk.length;
      const full = intake.write(chunk);
      if (full !== undefined) await full;
    }
    if (bytes === 0) throw new IsocenterError('BadFileFormat', 'The body is empty');
  } catch (error) {
    await intake.abort();
    throw error;
  }
  const { publicIds, status } = await intake.finish();
  return {
    ID: publicIds.Instance,
    ParentPatient: publicIds.Patient,
    ParentSeries: publicIds.Series,
    ParentStudy: publicIds.Study,
    Path: resourcePath('Instance', publicIds.Instance),
    Status: status,
  };
}

async function sendTags(
  request: InstanceRequest,
  reply: FastifyReply,
  { blobs, index, settings }: InstancesDeps,
  byDefault: TagFormat,
): Promise<unknown> {
  const query = queryArguments(request.query);
  const attachment = await dicomFileOf(index, request.params.id);
  if (attachment === undefined) return answerNothing(request, reply);
  const { dictionary, characterSet } = settings;
  const file = await openInstanceFile(blobs, attachment);
  const dataSet = await asCorrupted(() =>
    file.readDataSet({
      dictionary,
      fallbackCharacterSet: characterSet.join('\\'),
      ...(flagArgument(query, 'whole') !== true && { stopAt: afterPixelData }),
    }),
  );
  return dataSetJson(dataSet, {
    format: byDefault === 'Simplified' ? byDefault : tagFormatArgument(query, byDefault),
    ignoreLength: tagsOfList(textArgument(query, 'ignore-length') ?? '', dictionary),
    dictionary,
  });
}

/** The tag after Pixel Data (7FE0,0010). */
const afterPixelData = 0x7fe00011;

function dicomFileOf(index: InstancesDeps['index'], publicId: string): Promise<Attachment | undefined> {
  return index.getAttachment('Instance', publicId, contentTypes.dicom);
}

/** The file is sent as it is stored: another transfer syntax can only be the one that it has. */
async function checkTranscoding(request: InstanceRequest, index: InstancesDeps['index']): Promise<void> {
  const wanted = textArgument(queryArguments(request.query), 'transcode');
  if (wanted === undefined) return;
  if (transferSyntaxOf(wanted) === undefined) {
    throw new IsocenterError('ParameterOutOfRange', `Unknown transfer syntax: ${wanted}`);
  }
  const instance = await index.getResource('Instance', request.params.id, { metadata: true });
  if (instance?.metadata?.TransferSyntax === wanted) return;
  throw new IsocenterError('NotImplemented', 'Files are sent in the transfer syntax that they are stored in');
}

function acceptsDicom(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  return accept.split(',').some((part) => {
    const type = part.split(';')[0]?.trim().toLowerCase() ?? '';
    return type === dicomType || type === 'application/*' || type === '*/*' || type === 'application/octet-stream';
  });
}
