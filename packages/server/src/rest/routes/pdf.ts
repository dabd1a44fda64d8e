import { BulkValue, type DataSet, SopClasses, Tags } from '@isocenter/dicom';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IndexStore } from '../../index/index-store.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { type InstanceFile, openInstanceFile, withDicomFile } from '../instance-file.ts';
import type { TagReading } from '../instance-tags.ts';
import { sendChunks } from '../stream-answer.ts';
import type { IdParams } from './resources.ts';

export interface PdfDeps extends TagReading {
  readonly index: Pick<IndexStore, 'getAttachment'>;
}

/** Longer documents are sent from the file. */
const maxBufferedValueBytes = 64 * 1024;

const mediaType = 'application/pdf';

/** The document in an Encapsulated PDF (PS3.3 A.45.1). */
export function pdfRoutes(app: FastifyInstance, deps: PdfDeps): void {
  const config = contract({
    tag: 'Instances',
    summary: 'The PDF that an instance encapsulates',
    answer: [{ bytes: 'The document', mediaType }],
    otherAnswers: { 404: 'The instance is no encapsulated PDF' },
  });
  app.get('/instances/:id/pdf', { config }, (request: FastifyRequest<{ Params: IdParams }>, reply) =>
    sendPdf(request, reply, deps),
  );
}

function sendPdf(
  request: FastifyRequest<{ Params: IdParams }>,
  reply: FastifyReply,
  { blobs, index, settings }: PdfDeps,
): Promise<FastifyReply> {
  return withDicomFile(index, request.params.id, async (attachment) => {
    const file = await openInstanceFile(blobs, attachment);
    const { dictionary } = settings;
    const stopAt = Tags.EncapsulatedDocument + 1;
    const dataSet = await file.readDataSet({ dictionary, maxBufferedValueBytes, stopAt });
    const document = isPdf(dataSet) ? dataSet.get(Tags.EncapsulatedDocument)?.value : undefined;
    if (!(document instanceof BulkValue || document instanceof Uint8Array)) return answerNothing(request, reply);
    const length = await unpaddedLength(file, document);
    const chunks =
      document instanceof BulkValue
        ? file.read({ offset: document.offset, length })
        : once(document.subarray(0, length));
    return sendChunks(reply, chunks, { contentType: mediaType, length });
  });
}

function isPdf(dataSet: DataSet): boolean {
  const isDocument = dataSet.text(Tags.SOPClassUID) === SopClasses.EncapsulatedPDFStorage;
  return isDocument && dataSet.text(Tags.MIMETypeOfEncapsulatedDocument)?.trim() === mediaType;
}

/** Values have an even length: a byte 0 at the end is padding (PS3.5 6.2, OB), and no PDF ends in one. */
async function unpaddedLength(file: InstanceFile, document: BulkValue | Uint8Array): Promise<number> {
  const { length } = document;
  if (length === 0) return 0;
  const last =
    document instanceof BulkValue
      ? await file.readBytes({ offset: document.offset + length - 1, length: 1 })
      : document.subarray(length - 1);
  return last[0] === 0 ? length - 1 : length;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
