import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSet, encodeDataSetToBytes, encodeFileMeta, Tags, TransferSyntaxes } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import { startArchive, upload } from './archive.ts';

const encapsulatedPdf = '1.2.840.10008.5.1.4.1.1.104.1';
const syntax = TransferSyntaxes.ExplicitVRLittleEndian;

interface Document {
  readonly number: number;
  readonly bytes: Uint8Array | undefined;
  readonly sopClassUid?: string;
  readonly mimeType?: string | undefined;
}

async function uploadDocument(
  app: FastifyInstance,
  { bytes, number, sopClassUid = encapsulatedPdf, ...rest }: Document,
): Promise<string> {
  const mimeType = 'mimeType' in rest ? rest.mimeType : 'application/pdf';
  const dataSet = new DataSet()
    .set(Tags.SOPClassUID, 'UI', sopClassUid)
    .set(Tags.SOPInstanceUID, 'UI', `1.2.3.${number}`)
    .set(Tags.PatientID, 'LO', 'p')
    .set(Tags.StudyInstanceUID, 'UI', '1.2')
    .set(Tags.SeriesInstanceUID, 'UI', '1.2.3');
  if (bytes !== undefined) dataSet.set(Tags.EncapsulatedDocument, 'OB', bytes);
  if (mimeType !== undefined) dataSet.set(Tags.MIMETypeOfEncapsulatedDocument, 'LO', mimeType);
  const meta = {
    mediaStorageSopClassUid: sopClassUid,
    mediaStorageSopInstanceUid: `1.2.3.${number}`,
    transferSyntaxUid: syntax.uid,
    implementationClassUid: '1.2.826.0.1.99',
  };
  const payload = Buffer.concat([encodeFileMeta(meta), encodeDataSetToBytes(dataSet, syntax)]);
  const response = await app.inject({ method: 'POST', url: '/instances', payload });
  assert.equal(response.statusCode, 200, response.body);
  return response.json().ID;
}

test('an encapsulated PDF is answered as it was before it was padded, be it short or long', async (t) => {
  const { app } = await startArchive(t);
  const odd = Buffer.from('%PDF-1.4\n%%EOF');
  const long = Buffer.concat([Buffer.alloc(300_001, 'x'), odd.subarray(1)]);
  for (const [number, bytes] of [odd.subarray(1), odd, long, long.subarray(1)].entries()) {
    const id = await uploadDocument(app, { number, bytes });
    const response = await app.inject(`/instances/${id}/pdf`);
    assert.equal(response.headers['content-type'], 'application/pdf');
    assert.equal(Number(response.headers['content-length']), bytes.length);
    assert.ok(bytes.equals(response.rawPayload), `${number}`);
  }
});

test('whatever is no PDF is not found', async (t) => {
  const { app } = await startArchive(t);
  const bytes = Buffer.from('%PDF');
  const ids = [
    (await upload(app)).ID,
    await uploadDocument(app, { number: 1, bytes, mimeType: 'text/plain' }),
    await uploadDocument(app, { number: 2, bytes, mimeType: undefined }),
    await uploadDocument(app, { number: 3, bytes: undefined }),
    await uploadDocument(app, { number: 4, bytes, sopClassUid: '1.2.840.10008.5.1.4.1.1.104.2' }),
    '00000000-11111111-22222222-33333333-44444444',
  ];
  for (const id of ids) assert.equal((await app.inject(`/instances/${id}/pdf`)).statusCode, 404, id);
});
