import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DataSet, Tags } from '@isocenter/dicom';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

const json = { accept: 'application/dicom+json' };
const xml = { accept: 'application/dicom+xml' };

test('a file is sent as DICOM JSON or Native DICOM to who prefers that, pixels and all', async (t) => {
  const { app } = await startArchive(t);
  const pixels = Buffer.alloc(300_001, 7);
  const fill = (dataSet: DataSet) => {
    dataSet.set(Tags.PixelData, 'OB', pixels).set(0x7fe1_0010, 'LO', 'AFTER');
    dataSet.set(Tags.PointCoordinatesData, 'OF', Uint8Array.of(0, 0, 0x80, 0x3f));
  };
  const url = `/instances/${(await upload(app, { fill, patientName: 'Müller^Ç' })).ID}/file`;
  const asJson = await app.inject({ url, headers: json });
  assert.equal(asJson.headers['content-type'], 'application/dicom+json');
  const document = asJson.json();
  assert.deepEqual(document['00100010'], { vr: 'PN', Value: [{ Alphabetic: 'Müller^Ç' }] });
  // An odd value gets its padding (PS3.5 6.2).
  const inline = Buffer.from(document['7FE00010'].InlineBinary, 'base64');
  assert.deepEqual([document['7FE00010'].vr, inline], ['OB', Buffer.concat([pixels, Buffer.alloc(1)])]);
  assert.deepEqual(document['7FE10010'], { vr: 'LO', Value: ['AFTER'] });
  assert.deepEqual(document['00660016'], { vr: 'OF', Value: [1] });
  assert.equal(document['00020010'], undefined);

  const asXml = await app.inject({ url, headers: xml });
  assert.equal(asXml.headers['content-type'], 'application/dicom+xml');
  assert.match(asXml.body, /^<\?xml version="1\.0" encoding="utf-8"\?>\n<NativeDicomModel /);
  assert.ok(asXml.body.includes('<FamilyName>Müller</FamilyName><GivenName>Ç</GivenName>'));
  assert.ok(asXml.body.includes(`<InlineBinary>${inline.toString('base64')}</InlineBinary>`));
});

test('the preferred of the accepted forms counts', async (t) => {
  const { app } = await startArchive(t);
  const url = `/instances/${(await upload(app)).ID}/file`;
  const accepted = [
    [undefined, 'application/dicom'],
    ['*/*', 'application/dicom'],
    ['application/dicom+json, */*;q=0.1', 'application/dicom+json'],
    ['application/dicom+xml;q=0.5, application/dicom+json;q=0.2', 'application/dicom+xml'],
    ['application/json', 'application/dicom'],
  ] as const;
  for (const [accept, type] of accepted) {
    const { headers } = await app.inject({ url, headers: accept === undefined ? {} : { accept } });
    assert.equal(headers['content-type'], type, accept ?? 'nothing');
  }
  const unknown = await app.inject({ url: '/instances/nowhere/file', headers: json });
  assert.deepEqual([unknown.statusCode, unknown.json().OrthancStatus], [404, 17]);
});
