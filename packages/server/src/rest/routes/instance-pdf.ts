import { BulkValue, type DataSet, SopClasses, Tags } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { contract } from '../contract/route-contract.ts';
import { openInstanceFile, withDicomFile } from '../instance-file.ts';
import type { TagReading } from '../instance-tags.ts';
import { sendChunks } from '../stream-answer.ts';
import type { IdParams } from './resources.ts';

export interface InstancePdfDeps extends TagReading {
  readonly index: Pick<IndexStore, 'getAttachment'>;
}

const pdf = 'application/pdf';

/** Longer documents are sent from the file. */
const maxBufferedValueBytes = 64 * 1024;

/** The PDF that an instance encapsulates (PS3.3 A.45.1). */
export function instancePdfRoutes(app: FastifyInstance, deps: InstancePdfDeps): void {
  app.get<{ Params: IdParams }>(
    '/instances/:id/pdf',
    {
      config: contract({
        tag: 'Instances',
        summary: 'The PDF that an instance encapsulates',
        answer: [{ bytes: 'The PDF', mediaType: pdf }],
      }),
    },
    (request, reply) =>
      withDicomFile(deps.index, request.params.id, async (attachment) => {
        const file = await openInstanceFile(deps.blobs, attachment);
        const { dictionary } = deps.settings;
        const stopAt = Tags.EncapsulatedDocumentLength + 1;
        const dataSet = await file.readDataSet({ dictionary, maxBufferedValueBytes, stopAt });
        const value = dataSet.get(Tags.EncapsulatedDocument)?.value;
        const isPdf =
          dataSet.text(Tags.SOPClassUID) === SopClasses.EncapsulatedPDFStorage &&
          dataSet.text(Tags.MIMETypeOfEncapsulatedDocument) === pdf;
        if (!isPdf || !(value instanceof BulkValue || value instanceof Uint8Array)) {
          throw new IsocenterError('UnknownResource', 'The instance encapsulates no PDF');
        }
        const filename = `${request.params.id}.pdf`;
        const lastByte =
          value instanceof BulkValue
            ? (await file.readBytes({ offset: value.offset + value.length - 1, length: 1 }))[0]
            : value.at(-1);
        const length = documentBytes(dataSet, value.length, lastByte);
        const chunks =
          value instanceof BulkValue
            ? file.read({ offset: value.offset, length })
            : oneChunk(value.subarray(0, length));
        return sendChunks(reply, chunks, { contentType: pdf, length, filename });
      }),
  );
}

/** Without padding: as long as the instance says, or without a zero at the end. */
function documentBytes(dataSet: DataSet, valueBytes: number, lastByte: number | undefined): number {
  const told = dataSet.number(Tags.EncapsulatedDocumentLength);
  if (told !== undefined && told <= valueBytes && told >= valueBytes - 1) return told;
  return lastByte === 0 ? valueBytes - 1 : valueBytes;
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
