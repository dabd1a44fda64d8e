import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encode } from 'fast-png';
import type { FastifyInstance } from 'fastify';
import { encode as encodeJpeg } from 'jpeg-js';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

const url = '/tools/create-dicom';

const uri = (type: string, bytes: Uint8Array) => `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;

async function create(app: FastifyInstance, payload: object): Promise<{ ID: string; Path: string }> {
  const answer = await app.inject({ method: 'POST', url, payload });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
}

async function tagsOf(app: FastifyInstance, { ID }: { ID: string }): Promise<Record<string, unknown>> {
  return (await app.inject(`/instances/${ID}/simplified-tags`)).json();
}

async function contentOf(app: FastifyInstance, { ID }: { ID: string }, tag: string): Promise<Buffer> {
  return (await app.inject(`/instances/${ID}/content/${tag}`)).rawPayload;
}

test('tags become an instance with identifiers, dates and a character set of its own', async (t) => {
  const { app } = await startArchive(t);
  const tags = await tagsOf(
    app,
    await create(app, { Tags: { PatientName: 'Doé^Jane', '0008-0060': 'OT', TimeRange: '3.12\\4.12' } }),
  );
  assert.equal(tags.PatientName, 'Doé^Jane');
  assert.equal(tags.Modality, 'OT');
  assert.equal(tags.TimeRange, '3.12\\4.12');
  assert.equal(tags.SpecificCharacterSet, 'ISO_IR 100');
  for (const uidTag of ['StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID'])
    assert.match(String(tags[uidTag]), /^2\.25\.\d+$/);
  for (const date of ['StudyDate', 'SeriesDate', 'ContentDate', 'InstanceCreationDate'])
    assert.match(String(tags[date]), /^\d{8}$/);
  assert.match(String(tags.PatientID), /^[0-9a-f-]{36}$/);
  const japanese = await tagsOf(app, await create(app, { Tags: { PatientName: '日本' } }));
  assert.deepEqual([japanese.PatientName, japanese.SpecificCharacterSet], ['日本', 'ISO_IR 192']);
});

test('a body without Tags is the tags, and its pixel data the content', async (t) => {
  const { app } = await startArchive(t);
  const png = encode({ width: 1, height: 1, data: Uint8Array.of(200), channels: 1, depth: 8 });
  const created = await create(app, { PatientName: 'A', StudyInstanceUID: '1.2.3', PixelData: uri('image/png', png) });
  const tags = await tagsOf(app, created);
  assert.deepEqual(
    [tags.PatientName, tags.StudyInstanceUID, tags.Rows, tags.StudyDate],
    ['A', '1.2.3', '1', undefined],
  );
});

test('sequences nest, and private tags belong to their creator; data URIs are bytes unless they are to stay', async (t) => {
  const { app } = await startArchive(t);
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  const Tags = {
    ReferencedStudySequence: [{ StudyDescription: 'é', ReferencedStudySequence: [{ StudyDescription: 'Toto' }] }],
    '8899-8899': uri('application/octet-stream', bytes),
  };
  const created = await create(app, { Tags, PrivateCreator: 'Test' });
  const inner = 'ReferencedStudySequence/0/ReferencedStudySequence/0/StudyDescription';
  assert.equal((await contentOf(app, created, inner)).toString('latin1'), 'Toto');
  assert.deepEqual(
    await contentOf(app, created, 'ReferencedStudySequence/0/StudyDescription'),
    Buffer.from('é ', 'latin1'),
  );
  assert.equal((await contentOf(app, created, '8899-0088')).toString(), 'Test');
  assert.deepEqual(await contentOf(app, created, '8899-8899'), Buffer.from(bytes));
  const kept = await create(app, { Tags, PrivateCreator: 'Test', InterpretBinaryTags: false });
  assert.equal((await contentOf(app, kept, '8899-8899')).toString().replace(/\0$/, ''), Tags['8899-8899']);
});

/** PNGs and what becomes of their pixels. */
const images = [
  {
    name: 'grey',
    png: { channels: 1, depth: 8, data: Uint8Array.of(0, 128, 255, 1) },
    samples: 1,
    bits: 8,
    pixels: [0, 128, 255, 1],
  },
  {
    name: 'grey, 16 bits',
    png: { channels: 1, depth: 16, data: Uint16Array.of(0, 256, 65535, 1) },
    samples: 1,
    bits: 16,
    pixels: [0, 0, 0, 1, 255, 255, 1, 0],
  },
  {
    name: 'colour',
    png: { channels: 3, depth: 8, data: Uint8Array.from({ length: 12 }, (_, at) => at) },
    samples: 3,
    bits: 8,
    pixels: Array.from({ length: 12 }, (_, at) => at),
  },
  {
    name: 'colour and transparency',
    png: { channels: 4, depth: 8, data: Uint8Array.from({ length: 16 }, (_, at) => at) },
    samples: 3,
    bits: 8,
    pixels: [0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14],
  },
  {
    name: 'grey and transparency',
    png: { channels: 2, depth: 8, data: Uint8Array.of(9, 1, 8, 1, 7, 1, 6, 1) },
    samples: 1,
    bits: 8,
    pixels: [9, 8, 7, 6],
  },
] as const;

for (const { bits, name, pixels, png, samples } of images) {
  test(`a PNG in ${name} becomes native pixels`, async (t) => {
    const { app } = await startArchive(t);
    const Content = uri('image/png', encode({ width: 2, height: 2, ...png }));
    const created = await create(app, { Tags: { PatientName: 'A' }, Content });
    const tags = await tagsOf(app, created);
    assert.deepEqual(
      [tags.SamplesPerPixel, tags.PhotometricInterpretation, tags.BitsAllocated, tags.HighBit, tags.Rows, tags.Columns],
      [String(samples), samples === 1 ? 'MONOCHROME2' : 'RGB', String(bits), String(bits - 1), '2', '2'],
    );
    assert.deepEqual([...(await contentOf(app, created, '7fe0-0010/0'))].length > 0, true);
    assert.deepEqual(
      [...(await app.inject(`/instances/${created.ID}/frames/0/raw`)).rawPayload].slice(0, pixels.length),
      [...pixels],
    );
  });
}

test('portable maps are read, of which words are big endian', async (t) => {
  const { app } = await startArchive(t);
  const grey = Buffer.concat([Buffer.from('P5\n# made by hand\n2 1 65535\n'), Buffer.from([1, 2, 3, 4])]);
  const arbitrary = Buffer.concat([
    Buffer.from('P7\nWIDTH 1\nHEIGHT 1\nDEPTH 3\nMAXVAL 255\nTUPLTYPE RGB\nENDHDR\n'),
    Buffer.from([7, 8, 9]),
  ]);
  const raw = async (Content: string) => {
    const { ID } = await create(app, { Tags: {}, Content });
    return [...(await app.inject(`/instances/${ID}/frames/0/raw`)).rawPayload];
  };
  assert.deepEqual(await raw(uri('image/x-portable-graymap', grey)), [2, 1, 4, 3]);
  assert.deepEqual((await raw(uri('image/x-portable-arbitrarymap', arbitrary))).slice(0, 3), [7, 8, 9]);
});

test('a JPEG is decoded, or stays as it is', async (t) => {
  const { app } = await startArchive(t);
  const jpeg = encodeJpeg({ width: 8, height: 8, data: Buffer.alloc(256, 128) }, 90).data;
  const Content = uri('image/jpeg', jpeg);
  const decoded = await create(app, { Tags: {}, Content });
  assert.equal((await app.inject(`/instances/${decoded.ID}/frames/0/raw`)).rawPayload.length, 192);
  const kept = await create(app, { Tags: {}, Content, Encapsulate: true });
  const tags = await tagsOf(app, kept);
  assert.deepEqual([tags.PhotometricInterpretation, tags.PlanarConfiguration, tags.Rows], ['YBR_FULL_422', '0', '8']);
  assert.equal((await app.inject(`/instances/${kept.ID}/metadata/TransferSyntax`)).body, '1.2.840.10008.1.2.4.50');
  assert.deepEqual((await contentOf(app, kept, '7fe0-0010/1')).subarray(0, jpeg.length), Buffer.from(jpeg));
});

test('documents are encapsulated as they are', async (t) => {
  const { app } = await startArchive(t);
  const pdf = Buffer.from('%PDF-1.4 odd');
  const created = await create(app, { Tags: { Modality: 'CT' }, Content: uri('application/pdf', pdf.subarray(0, 11)) });
  const tags = await tagsOf(app, created);
  assert.deepEqual(
    [tags.SOPClassUID, tags.MIMETypeOfEncapsulatedDocument, tags.ConversionType, tags.Modality],
    ['1.2.840.10008.5.1.4.1.1.104.1', 'application/pdf', 'WSD', 'CT'],
  );
  assert.deepEqual(await contentOf(app, created, '0042-0011'), Buffer.concat([pdf.subarray(0, 11), Buffer.alloc(1)]));
  assert.deepEqual((await app.inject(`/instances/${created.ID}/pdf`)).rawPayload, pdf.subarray(0, 11));
  for (const [type, number] of [
    ['model/stl', 3],
    ['model/obj', 4],
    ['model/mtl', 5],
  ] as const) {
    const model = await tagsOf(app, await create(app, { Tags: {}, Content: uri(type, pdf) }));
    assert.deepEqual([model.SOPClassUID, model.Modality], [`1.2.840.10008.5.1.4.1.1.104.${number}`, 'M3D']);
  }
});

test('several contents are a series that is complete', async (t) => {
  const { app } = await startArchive(t);
  const png = uri('image/png', encode({ width: 1, height: 1, data: Uint8Array.of(1), channels: 1, depth: 8 }));
  const Content = [png, { Content: png, Tags: { ImageComments: 'second' } }];
  const created = await create(app, { Tags: { PatientName: 'A' }, Content });
  assert.equal(created.Path, `/series/${created.ID}`);
  const series = (await app.inject(created.Path)).json();
  assert.deepEqual([series.Status, series.ExpectedNumberOfInstances, series.Instances.length], ['Complete', 2, 2]);
  const comments = await Promise.all(
    series.Instances.map(async (ID: string) => (await tagsOf(app, { ID })).ImageComments),
  );
  assert.deepEqual(comments.toSorted(), ['second', undefined]);
});

test('an instance joins a patient, a study or a series, and takes over what describes it', async (t) => {
  const { app } = await startArchive(t);
  const parent = await upload(app, { patientName: 'Dupré^Anne' });
  const Content = uri('application/pdf', Buffer.from('%PDF'));
  const joined = async (Parent: string) =>
    (await create(app, {
      Tags: { SeriesDescription: 'new' },
      Parent,
      Content,
      Force: true,
    })) as unknown as typeof parent;
  const ofPatient = await joined(parent.ParentPatient);
  assert.equal(ofPatient.ParentPatient, parent.ParentPatient);
  assert.notEqual(ofPatient.ParentStudy, parent.ParentStudy);
  const ofStudy = await joined(parent.ParentStudy);
  assert.equal(ofStudy.ParentStudy, parent.ParentStudy);
  assert.notEqual(ofStudy.ParentSeries, parent.ParentSeries);
  const ofSeries = await joined(parent.ParentSeries);
  assert.equal(ofSeries.ParentSeries, parent.ParentSeries);
  const tags = await tagsOf(app, ofSeries);
  assert.deepEqual([tags.PatientName, tags.StudyDescription, tags.Modality], ['Dupré^Anne', 'Study 1', 'MR']);
});

const pngUri = uri('image/png', encode({ width: 1, height: 1, data: Uint8Array.of(1), channels: 1, depth: 8 }));
const hugePng = encode({ width: 1, height: 1, data: Uint8Array.of(1), channels: 1, depth: 8 });
new DataView(hugePng.buffer, hugePng.byteOffset).setUint32(16, 65535);
new DataView(hugePng.buffer, hugePng.byteOffset).setUint32(20, 65535);

/** Requests that make nothing, and the peer's numbers for it. */
const refusals = [
  { name: 'a value that is no text', body: { Tags: { PatientName: 5 } }, status: 400, code: 5 },
  { name: 'an identifier without Force', body: { Tags: { SOPInstanceUID: '1.2' } }, status: 400, code: 2020 },
  { name: 'pixel data among the tags', body: { Tags: { PixelData: pngUri } }, status: 400, code: 2021 },
  {
    name: 'an instance of a series without content',
    body: { Tags: {}, Content: [{ Tags: {} }] },
    status: 400,
    code: 2022,
  },
  { name: 'an unknown parent', body: { Tags: {}, Parent: 'nope' }, status: 400, code: 2024 },
  { name: 'content that is no data URI', body: { Tags: {}, Content: 'hello' }, status: 400, code: 15 },
  {
    name: 'content of an unknown type',
    body: { Tags: {}, Content: 'data:foo/bar;base64,aGVsbG8=' },
    status: 400,
    code: 3,
  },
  { name: 'a PNG that is none', body: { Tags: {}, Content: 'data:image/png;base64,aGVsbG8=' }, status: 400, code: 15 },
  { name: 'a PNG that is cut off', body: { Tags: {}, Content: pngUri.slice(0, -24) }, status: 400, code: 15 },
  { name: 'a PNG that is far too large', body: { Tags: {}, Content: uri('image/png', hugePng) }, status: 400, code: 3 },
  {
    name: 'a JPEG that is damaged',
    body: { Tags: {}, Content: uri('image/jpeg', Buffer.from('ffd8ffc0000b080008000801011100', 'hex')) },
    status: 400,
    code: 15,
  },
  { name: 'an unknown tag', body: { Tags: { Nope: 'x' } }, status: 500, code: 27 },
  { name: 'a number that is none', body: { Tags: { Rows: 'abc' } }, status: 400, code: 15 },
  { name: 'an array', body: [], status: 400, code: 8 },
] as const;

for (const { body, code, name, status } of refusals) {
  test(`${name} is refused, and nothing is stored`, async (t) => {
    const { app } = await startArchive(t);
    const answer = await app.inject({ method: 'POST', url, payload: body });
    assert.deepEqual([answer.statusCode, answer.json().OrthancStatus], [status, code], answer.body);
    assert.deepEqual((await app.inject('/instances')).json(), []);
  });
}

test('what comes from the parent is replaced with Force only, and an instance is no parent', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentStudy } = await upload(app);
  const replacing = { Tags: { PatientName: 'X' }, Parent: ParentStudy };
  const refused = await app.inject({ method: 'POST', url, payload: replacing });
  assert.deepEqual([refused.statusCode, refused.json().OrthancStatus], [400, 2020]);
  assert.equal((await tagsOf(app, await create(app, { ...replacing, Force: true }))).PatientName, 'X');
  const ofInstance = await app.inject({ method: 'POST', url, payload: { Tags: {}, Parent: ID } });
  assert.deepEqual([ofInstance.statusCode, ofInstance.json().OrthancStatus], [400, 2025]);
});
