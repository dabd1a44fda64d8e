import { dicomJsonDocument, nativeDicomModel } from '@isocenter/dicom';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import type { Attachment } from '../../index/records.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { requireTransferSyntax } from '../../zip-export/instance-files.ts';
import { readQuery } from '../contract/read-query.ts';
import { contract } from '../contract/route-contract.ts';
import { sendFile } from '../file-answer.ts';
import { openInstanceFile, withDicomFile } from '../instance-file.ts';
import type { TagReading } from '../instance-tags.ts';
import { sendChunks } from '../stream-answer.ts';
import type { IdParams } from './resources.ts';

export interface InstanceFileDeps extends TagReading {
  readonly index: Pick<IndexStore, 'getAttachment' | 'getResource'>;
}

type FileRequest = FastifyRequest<{ Params: IdParams }>;

/** The forms of an instance, the one for everybody first. */
const forms = ['application/dicom', 'application/dicom+json', 'application/dicom+xml'] as const;
type Form = (typeof forms)[number];

const fileQuery = Type.Object({
  filename: Type.Optional(Type.String({ description: 'The name to save the file under' })),
  transcode: Type.Optional(Type.String({ description: 'UID of the transfer syntax to send the file in' })),
});

/** The file of an instance: as it is stored, or as a document. */
export function instanceFileRoutes(app: FastifyInstance, deps: InstanceFileDeps): void {
  app.get(
    '/instances/:id/file',
    {
      config: contract({
        tag: 'Instances',
        summary: 'The DICOM file of an instance, or its data set in the DICOM JSON or Native DICOM model',
        query: fileQuery,
        headers: { accept: '`application/dicom+json` or `application/dicom+xml` for a document', range: 'Of the file' },
        answer: [
          { bytes: 'The file', mediaType: 'application/dicom' },
          { text: 'PS3.18 F, everything inline', mediaType: 'application/dicom+json' },
          { text: 'PS3.19 A.1, everything inline', mediaType: 'application/dicom+xml' },
        ],
        otherAnswers: { 206: 'The range that was asked for' },
      }),
    },
    (request: FileRequest, reply) => {
      const { filename = `${request.params.id}.dcm`, transcode } = readQuery(request, fileQuery);
      const form = formFor(request);
      return withDicomFile(deps.index, request.params.id, async (attachment) => {
        if (form !== 'application/dicom') return sendDocument(reply, deps, attachment, form);
        await checkTranscoding(transcode, request.params.id, deps.index);
        return sendFile(request, reply, deps.blobs, { attachment, contentType: form, filename });
      });
    },
  );
}

/** Whoever accepts none of the forms gets the file, as from the peer. */
function formFor({ headers: { accept } }: FileRequest): Form {
  const [preferred] = new Negotiator({ headers: { accept } }).mediaTypes([...forms]);
  return forms.find((form) => form === preferred) ?? 'application/dicom';
}

async function sendDocument(
  reply: FastifyReply,
  { blobs, settings }: TagReading,
  attachment: Attachment,
  form: Exclude<Form, 'application/dicom'>,
): Promise<FastifyReply> {
  const { dictionary } = settings;
  const file = await openInstanceFile(blobs, attachment);
  const dataSet = await file.readDataSet({ dictionary, fallbackCharacterSet: settings.characterSet.join('\\') });
  // As the peer: numbers, where the standard has base64.
  const options = { numberArraysAsValues: true, dictionary };
  const write = form === 'application/dicom+json' ? dicomJsonDocument : nativeDicomModel;
  return sendChunks(reply, write(dataSet, file, options), { contentType: form });
}

/** The file is sent as it is stored: another transfer syntax can only be the one that it has. */
async function checkTranscoding(
  wanted: string | undefined,
  publicId: string,
  index: InstanceFileDeps['index'],
): Promise<void> {
  if (wanted === undefined) return;
  requireTransferSyntax(wanted);
  const instance = await index.getResource('Instance', publicId, { metadata: true });
  if (instance?.metadata?.TransferSyntax === wanted) return;
  throw new IsocenterError('NotImplemented', 'Files are sent in the transfer syntax that they are stored in');
}
