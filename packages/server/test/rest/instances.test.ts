import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DataSet, Tags } from '@isocenter/dicom';
import { startArchive } from './archive.ts';
import { sampleFile, uids, upload } from './sample-instances.ts';

test('an uploaded file is answered with its public ids and its path', async (t) => {
  const { app } = await startArchive(t);
  const stored = await upload(app);
  assert.deepEqual(Object.keys(stored).toSorted(), [
    'ID',
    'ParentPatient',
    'ParentSeries',
    'ParentStudy',
    'Path',
    'Status',
  ]);
  assert.equal(stored.Status, 'Success');
  assert.equal(stored.Path, `/instances/${stored.ID}`);
  assert.match(stored.ID, /^[0-9a-f]{8}(-[0-9a-f]{8}){4}$/);
  assert.equal((await upload(app)).Status, 'AlreadyStored');
});

test('an upload compressed with gzip is stored as what it unpacks to', async (t) => {
  const { app } = await startArchive(t);
  const file = sampleFile();
  const headers = { 'content-encoding': 'gzip' };
  const response = await app.inject({ method: 'POST', url: '/instances', payload: gzipSync(file), headers });
  assert.equal(response.statusCode, 200);
  const download = await app.inject(`/instances/${response.json().ID}/file`);
  assert.deepEqual(download.rawPayload, file);
});

/** Bodies that are no DICOM file, and what they are answered with. */
const refusals = [
  { name: 'an empty body', payload: Buffer.alloc(0), status: 400, code: 15 },
  { name: 'text', payload: Buffer.from('This is not DICOM at all'), status: 400, code: 15 },
  {
    name: 'a file without study',
    payload: sampleFile({ fill: (d) => d.delete(Tags.StudyInstanceUID) }),
    status: 400,
    code: 15,
  },
  { name: 'a body that only says it is gzip', payload: sampleFile(), status: 400, code: 15, coding: 'gzip' },
  { name: 'another content encoding', payload: sampleFile(), status: 415, code: 3000, coding: 'br' },
] as const;

for (const { name, payload, status, code, ...rest } of refusals) {
  test(`${name} is refused and leaves nothing behind`, async (t) => {
    const { app } = await startArchive(t);
    const headers = 'coding' in rest ? { 'content-encoding': rest.coding } : {};
    const response = await app.inject({ method: 'POST', url: '/instances', payload, headers });
    assert.equal(response.statusCode, status);
    assert.equal(response.json().OrthancStatus, code);
    assert.deepEqual((await app.inject('/instances')).json(), []);
  });
}

test('a body longer than allowed is 413, and what it unpacks to has its own limit', async (t) => {
  const { app } = await startArchive(t, { configuration: { MaximumRequestBodySizeMB: 1 } });
  const large = Buffer.alloc(1024 * 1024 + 1);
  const response = await app.inject({ method: 'POST', url: '/instances', payload: large });
  assert.equal(response.statusCode, 413);

  const unpacking = await startArchive(t, { configuration: { MaximumFileSizeInArchiveMB: 1 } });
  const bomb = await unpacking.app.inject({
    method: 'POST',
    url: '/instances',
    payload: gzipSync(Buffer.concat([sampleFile(), large])),
    headers: { 'content-encoding': 'gzip' },
  });
  assert.equal(bomb.statusCode, 413);
});

test('a read-only server has no upload and no deletion', async (t) => {
  const { app } = await startArchive(t, { configuration: { ReadOnly: true } });
  assert.equal((await app.inject({ method: 'POST', url: '/instances', payload: sampleFile() })).statusCode, 405);
  assert.equal((await app.inject({ method: 'DELETE', url: '/studies/x' })).statusCode, 405);
});

test('a file is downloaded byte by byte as it came, under a safe name', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  const file = sampleFile();
  const response = await app.inject(`/instances/${ID}/file`);
  assert.equal(response.statusCode, 200);
  assert.equal(response.headers['content-type'], 'application/dicom');
  assert.equal(response.headers['content-length'], String(file.length));
  assert.equal(response.headers['content-disposition'], `filename="${ID}.dcm"`);
  assert.deepEqual(response.rawPayload, file);
  const hostile = await app.inject(`/instances/${ID}/file?filename=a%22%0d%0aSet-Cookie:%20x%2f..%5c%C3%A9`);
  assert.equal(hostile.headers['content-disposition'], 'filename="aSet-Cookie: x_..__"');
  assert.equal(hostile.headers['set-cookie'], undefined);
});

/** What the peer answers; RFC 9110 14.1.2 means the last bytes by `-n`. */
const ranges = [
  { range: 'bytes=0-3', from: 0, to: 4 },
  { range: 'bytes=128-131', from: 128, to: 132 },
  { range: 'bytes=-131', from: 0, to: 132 },
  { range: 'bytes=-', from: 0, to: undefined },
  { range: 'bytes=10-', from: 10, to: undefined },
  { range: 'bytes=10-999999', from: 10, to: undefined },
] as const;

for (const { range, from, to } of ranges) {
  test(`a download of ${range} is partial content`, async (t) => {
    const { app } = await startArchive(t);
    const { ID } = await upload(app);
    const file = sampleFile();
    const expected = file.subarray(from, to);
    const response = await app.inject({ url: `/instances/${ID}/file`, headers: { range } });
    assert.equal(response.statusCode, 206);
    assert.deepEqual(response.rawPayload, expected);
    assert.equal(response.headers['content-type'], 'application/octet-stream');
    assert.equal(response.headers['content-range'], `bytes ${from}-${from + expected.length - 1}/${file.length}`);
  });
}

test('a range outside of the file is 416, one in another unit is ignored', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  for (const range of ['bytes=999999-', 'bytes=5-2', 'bytes=x-y']) {
    const response = await app.inject({ url: `/instances/${ID}/file`, headers: { range } });
    assert.equal(response.statusCode, 416, range);
    assert.equal(response.json().OrthancStatus, 41, range);
    assert.equal(response.headers['content-disposition'], undefined, range);
  }
  assert.equal((await app.inject({ url: `/instances/${ID}/file`, headers: { range: 'lines=1-2' } })).statusCode, 200);
});

test('a file is not sent in a syntax that the server cannot make; who accepts no form gets the file', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  const url = `/instances/${ID}/file`;
  for (const accept of ['image/png', 'image/png, */*;q=0.1', 'application/*']) {
    const { headers } = await app.inject({ url, headers: { accept } });
    assert.equal(headers['content-type'], 'application/dicom', accept);
  }
  assert.equal((await app.inject(`${url}?transcode=1.2.840.10008.1.2.1`)).statusCode, 200);
  const unknown = await app.inject(`${url}?transcode=1.2.3`);
  assert.deepEqual([unknown.statusCode, unknown.json().OrthancStatus], [400, 3]);
  const other = await app.inject(`${url}?transcode=1.2.840.10008.1.2.4.90`);
  assert.deepEqual([other.statusCode, other.json().OrthancStatus], [500, 2]);
});

/** An instance with one of everything that section 3 tells apart. */
function withEverything(dataSet: DataSet): void {
  const item = new DataSet();
  item.set(Tags.CodeValue, 'SH', 'T-1');
  dataSet.set(Tags.ProcedureCodeSequence, 'SQ', [item]);
  dataSet.set(Tags.PatientBirthDate, 'DA', '');
  dataSet.set(Tags.ImageType, 'CS', ['ORIGINAL', 'PRIMARY']);
  dataSet.set(Tags.PatientComments, 'LT', 'x'.repeat(257));
  dataSet.set(0x00090010, 'LO', 'ACME');
  dataSet.set(0x00091001, 'OB', Uint8Array.of(1, 2));
  dataSet.set(0x00091002, 'LO', 'private');
  dataSet.set(Tags.PointCoordinatesData, 'OF', Uint8Array.of(0, 0, 0x80, 0x3f, 0, 0, 0x20, 0xc0));
  dataSet.set(Tags.DataSetTrailingPadding, 'OB', Uint8Array.of(0, 0));
  dataSet.set(0xfffa0000, 'UL', 4);
}

test('tags are shown in the full, short and simplified formats', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app, { fill: withEverything, patientName: 'Müller^Ç' });
  const full = (await app.inject(`/instances/${ID}/tags`)).json();
  assert.deepEqual(full['0010,0010'], { Name: 'PatientName', Type: 'String', Value: 'Müller^Ç' });
  assert.deepEqual(full['0010,0030'], { Name: 'PatientBirthDate', Type: 'String', Value: '' });
  assert.deepEqual(full['0008,0008'], { Name: 'ImageType', Type: 'String', Value: 'ORIGINAL\\PRIMARY' });
  assert.deepEqual(full['0028,0010'], { Name: 'Rows', Type: 'String', Value: '2' });
  assert.deepEqual(full['0010,4000'], { Name: 'PatientComments', Type: 'TooLong', Value: null });
  assert.deepEqual(full['7fe0,0010'], { Name: 'PixelData', Type: 'Null', Value: null });
  assert.deepEqual(full['0008,1032'], {
    Name: 'ProcedureCodeSequence',
    Type: 'Sequence',
    Value: [{ '0008,0100': { Name: 'CodeValue', Type: 'String', Value: 'T-1' } }],
  });
  assert.deepEqual(full['0009,1002'], {
    Name: 'Unknown Tag & Data',
    PrivateCreator: 'ACME',
    Type: 'String',
    Value: 'private',
  });
  assert.deepEqual(full['0009,1001'], {
    Name: 'Unknown Tag & Data',
    PrivateCreator: 'ACME',
    Type: 'Null',
    Value: null,
  });
  assert.deepEqual(full['0066,0016'], { Name: 'PointCoordinatesData', Type: 'String', Value: '1\\-2.5' });
  for (const absent of ['0002,0010', 'fffa,0000', 'fffc,fffc']) assert.equal(full[absent], undefined, absent);

  const short = (await app.inject(`/instances/${ID}/tags?short`)).json();
  assert.equal(short['0010,0010'], 'Müller^Ç');
  assert.equal(short['7fe0,0010'], null);
  assert.deepEqual(short['0008,1032'], [{ '0008,0100': 'T-1' }]);

  for (const url of [`/instances/${ID}/tags?simplify&short`, `/instances/${ID}/simplified-tags`]) {
    const simplified = (await app.inject(url)).json();
    assert.equal(simplified.PatientName, 'Müller^Ç', url);
    assert.equal(simplified.PatientComments, null, url);
    assert.equal(simplified['Unknown Tag & Data'], 'private', url);
    assert.deepEqual(simplified.ProcedureCodeSequence, [{ CodeValue: 'T-1' }], url);
  }
});

test('tags after the pixel data are shown only when the whole file is asked for', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app, { fill: (dataSet) => dataSet.set(0x7fe10010, 'LO', 'AFTER') });
  assert.equal((await app.inject(`/instances/${ID}/tags?short`)).json()['7fe1,0010'], undefined);
  assert.equal((await app.inject(`/instances/${ID}/tags?short&whole`)).json()['7fe1,0010'], 'AFTER');
});

test('long text is shown for the tags that ignore-length names', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app, { fill: withEverything });
  for (const list of ['PatientComments', '0010,4000', '0010-4000', 'Rows,0010,4000,Columns', '00104000;Rows']) {
    const tags = (await app.inject(`/instances/${ID}/simplified-tags?ignore-length=${list}`)).json();
    assert.equal(tags.PatientComments, 'x'.repeat(257), list);
  }
});

test('bytes that should be a sequence and are none are shown as bytes', async (t) => {
  const { app } = await startArchive(t);
  const fill = (dataSet: DataSet) => void dataSet.set(Tags.ProcedureCodeSequence, 'UN', Uint8Array.of(1, 2, 3, 4));
  const { ID } = await upload(app, { fill });
  assert.equal((await app.inject(`/instances/${ID}/tags`)).json()['0008,1032'].Type, 'Null');
  const document = await app.inject({ url: `/instances/${ID}/file`, headers: { accept: 'application/dicom+json' } });
  assert.deepEqual(document.json()['00081032'], { vr: 'UN', InlineBinary: 'AQIDBA==' });
});

test('the header is the file meta information', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  const header = (await app.inject(`/instances/${ID}/header?simplify`)).json();
  assert.equal(header.TransferSyntaxUID, '1.2.840.10008.1.2.1');
  assert.equal(header.MediaStorageSOPInstanceUID, uids.instance(1, 1, 1));
  assert.equal(header.PatientID, undefined);
  assert.equal('FileMetaInformationVersion' in header, false);
});

const samples = new URL('../../../../../shared/samples/', import.meta.url);
const sampleNames = await readdir(samples).catch(() => []);

test('real files come back byte by byte, and their tags can be shown', {
  skip: sampleNames.length === 0,
}, async (t) => {
  const { app } = await startArchive(t);
  for (const name of sampleNames.filter((file) => file.endsWith('.dcm'))) {
    const file = await readFile(new URL(name, samples));
    const stored = await app.inject({ method: 'POST', url: '/instances', payload: file });
    if (stored.statusCode === 400) continue;
    assert.equal(stored.statusCode, 200, name);
    const { ID, Status } = stored.json();
    if (Status === 'AlreadyStored') continue;
    if (file.subarray(128, 132).toString() === 'DICM') {
      assert.deepEqual((await app.inject(`/instances/${ID}/file`)).rawPayload, file, name);
    }
    const tags = await app.inject(`/instances/${ID}/simplified-tags`);
    assert.equal(tags.statusCode, 200, name);
    assert.equal(typeof tags.json().SOPClassUID, 'string', name);
  }
});
