import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSet, encodeDataSetToBytes, encodeFileMeta, Tags, TransferSyntaxes } from '@isocenter/dicom';
import type { FastifyInstance } from 'fastify';
import { startArchive } from './archive.ts';
import { uids, upload } from './sample-instances.ts';

function withItems(dataSet: DataSet): void {
  const inner = (code: string) => new DataSet().set(Tags.CodeValue, 'SH', code);
  const outer = new DataSet().set(Tags.PurposeOfReferenceCodeSequence, 'SQ', [inner('one'), inner('two')]);
  dataSet.set(Tags.SourceImageSequence, 'SQ', [outer, new DataSet()]);
  dataSet.set(Tags.StationName, 'SH', 'LOGIQBOOK');
  dataSet.set(Tags.PatientComments, 'LT', 'x'.repeat(70_001));
  dataSet.set(Tags.RedPaletteColorLookupTableData, 'OW', Uint8Array.of());
  dataSet.set(0x7fe1_0010, 'LO', 'AFTER');
}

async function get(app: FastifyInstance, url: string) {
  const response = await app.inject(url);
  const type = String(response.headers['content-type'] ?? '');
  return type.startsWith('application/json') ? response.json() : [response.statusCode, response.rawPayload.toString()];
}

test('a path leads to tags, to items, and to values as they are encoded', async (t) => {
  const { app } = await startArchive(t);
  const root = `/instances/${(await upload(app, { fill: withItems })).ID}/content`;
  const top = await get(app, root);
  assert.ok(top.includes('0008-1010') && top.includes('7fe1-0010'), String(top));
  assert.ok(!top.some((tag: string) => tag.startsWith('0002')));
  assert.deepEqual(await get(app, `${root}/`), top);
  assert.deepEqual(await get(app, `${root}/0008-2112`), ['0', '1']);
  assert.deepEqual(await get(app, `${root}/0008-2112/0`), ['0040-a170']);
  assert.deepEqual(await get(app, `${root}/0008-2112/1`), []);
  assert.deepEqual(await get(app, `${root}/0008-2112/0/0040-a170`), ['0', '1']);
  assert.deepEqual(await get(app, `${root}/0008-2112/0/0040-a170/1/0008-0100`), [200, 'two ']);
  for (const name of ['0008-1010', '0008,1010', '00081010', 'StationName']) {
    assert.deepEqual(await get(app, `${root}/${name}`), [200, 'LOGIQBOOK '], name);
  }
  assert.deepEqual(await get(app, `${root}/0010-4000`), [200, `${'x'.repeat(70_001)} `]);
  assert.deepEqual(await get(app, `${root}/0028-1201`), [200, '']);
  assert.deepEqual(await get(app, `${root}/7fe1-0010`), [200, 'AFTER ']);
  const { headers } = await app.inject(`${root}/0008-1010`);
  assert.equal(headers['content-type'], 'application/octet-stream');
  assert.equal(headers['content-length'], '10');
});

test('what is not there is 404, what is no tag 500', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app, { fill: withItems });
  for (const path of [
    '0008-1011',
    '0002-0010',
    '0008-1010/0',
    '0008-2112/2',
    '0008-2112/x',
    '0008-2112/-1',
    '0008-2112/0/0010-0010',
    '7fe0-0010/1',
    '7fe0-0010/0/0',
  ]) {
    assert.deepEqual(await get(app, `/instances/${ID}/content/${path}`), [404, ''], path);
  }
  const unknownTag = await app.inject(`/instances/${ID}/content/nonsense`);
  assert.deepEqual([unknownTag.statusCode, unknownTag.json().OrthancStatus], [500, 27]);
  const unknown = await app.inject('/instances/nowhere/content/0008-0018');
  assert.deepEqual([unknown.statusCode, unknown.json().OrthancStatus], [404, 17]);
});

test('native pixel data has one part', async (t) => {
  const { app } = await startArchive(t);
  const root = `/instances/${(await upload(app)).ID}/content/7fe0-0010`;
  assert.deepEqual(await get(app, root), ['0']);
  assert.deepEqual((await app.inject(`${root}/0`)).rawPayload, Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]));
});

/** A data set of explicit VR big endian (PS3.5 A.3), made by hand. */
function bigEndianFile(): Buffer {
  const uid = uids.instance(1, 1, 1);
  const identity = new DataSet()
    .set(Tags.SOPClassUID, 'UI', '1.2.840.10008.5.1.4.1.1.4')
    .set(Tags.SOPInstanceUID, 'UI', uid)
    .set(Tags.StudyInstanceUID, 'UI', '1.2')
    .set(Tags.SeriesInstanceUID, 'UI', '1.3')
    .set(Tags.Rows, 'US', 258);
  const meta = encodeFileMeta({
    mediaStorageSopClassUid: '1.2.840.10008.5.1.4.1.1.4',
    mediaStorageSopInstanceUid: uid,
    transferSyntaxUid: TransferSyntaxes.ExplicitVRBigEndian.uid,
    implementationClassUid: '1.2.826.0.1.99',
  });
  return Buffer.concat([meta, encodeDataSetToBytes(identity, TransferSyntaxes.ExplicitVRBigEndian)]);
}

test('values of a big endian file are told in little endian', async (t) => {
  const { app } = await startArchive(t);
  const file = bigEndianFile();
  // (0028,0010) US, 2 bytes, 258: as PS3.5 7.1.2 lays it out with the high byte first.
  assert.ok(file.includes(Buffer.from([0x00, 0x28, 0x00, 0x10, 0x55, 0x53, 0x00, 0x02, 0x01, 0x02])));
  const { ID } = (await app.inject({ method: 'POST', url: '/instances', payload: file })).json();
  const value = await app.inject(`/instances/${ID}/content/0028-0010`);
  assert.deepEqual(value.rawPayload, Buffer.from([0x02, 0x01]));
});
