import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  DataDictionary,
  DataSet,
  encodeDataSetToBytes,
  encodeFileMeta,
  formatTag,
  parseDataSet,
  parseFileHeader,
  Sequence,
  type Tag,
  Tags,
  TransferSyntaxes,
  type VR,
} from '@isocenter/dicom';
import { startArchive } from '../rest/archive.ts';
import { sampleFile } from '../rest/sample-instances.ts';
import { orthancIsMissing, startOrthanc } from '../support/orthanc.ts';

/** Sends a POST to one of the two servers. */
type Post = (path: string, body: string | Uint8Array) => Promise<{ readonly status: number; readonly bytes: Buffer }>;

const skip = orthancIsMissing();

async function bothServers(t: TestContext): Promise<{ readonly peer: Post; readonly own: Post }> {
  const { url } = await startOrthanc(t, { OverwriteInstances: true });
  const { app } = await startArchive(t, { configuration: { OverwriteInstances: 'Always' } });
  return {
    async peer(path, body) {
      const bytes = typeof body === 'string' ? body : new Uint8Array(body);
      const response = await fetch(url + path, { method: 'POST', body: bytes });
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    },
    async own(path, body) {
      const payload = typeof body === 'string' ? body : Buffer.from(body);
      const { rawPayload, statusCode } = await app.inject({ method: 'POST', url: path, payload });
      return { status: statusCode, bytes: rawPayload };
    },
  };
}

/** Uploads a file to both, which give it the same public ids. */
async function upload(servers: { readonly peer: Post; readonly own: Post }, file: Uint8Array) {
  const [peer, own] = await Promise.all([servers.peer('/instances', file), servers.own('/instances', file)]);
  const ids: { ID: string; ParentStudy: string; ParentSeries: string } = JSON.parse(peer.bytes.toString());
  assert.equal(JSON.parse(own.bytes.toString()).ID, ids.ID);
  return ids;
}

const values: { readonly [V in VR]?: string | number | bigint } = {
  AE: 'AET',
  AS: '030Y',
  AT: 0x0010_0010,
  CS: 'CODE',
  DA: '20200101',
  DS: '1.5',
  DT: '20200101101010',
  FD: 1.5,
  FL: 1.5,
  IS: '3',
  LO: 'long',
  LT: 'text',
  PN: 'A^B',
  SH: 'short',
  SL: 1,
  SS: 1,
  ST: 'st',
  SV: 1n,
  TM: '101010',
  UC: 'uc',
  UI: '1.2.3',
  UL: 1,
  UR: 'http://x',
  US: 1,
  UT: 'ut',
  UV: 1n,
};

/** Groups of commands, file meta information, DICOMDIR, delimiters; retired ones that Orthanc 1.10 does not read. */
const leftOutGroups: ReadonlySet<number> = new Set([0x0000, 0x0002, 0x0004, 0x1000, 0x1010, 0x7f00, 0x7fe0, 0xfffe]);

/** A data set with an element for every attribute of the dictionary, and an item in every sequence. */
function everyAttribute(): DataSet {
  const dataSet = new DataSet().set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 100');
  for (const tag of Object.values(Tags)) {
    const group = tag >>> 16;
    // Repeating groups are compared by themselves; (0020,31xx) and (0028,04xx) repeat, too.
    const isRepeating = (group >= 0x5000 && group < 0x5200) || (group >= 0x6000 && group < 0x6100);
    const isRepeatingElement = tag >>> 8 === 0x0020_31 || tag >>> 8 === 0x0028_04;
    if (leftOutGroups.has(group) || isRepeating || isRepeatingElement || (tag & 0xffff) === 0) continue;
    if (tag === Tags.SpecificCharacterSet || tag === Tags.DataSetTrailingPadding) continue;
    const vr = DataDictionary.standard.vrOf(tag);
    if (vr === undefined) continue;
    if (vr === 'SQ') dataSet.set(tag, 'SQ', [nestedItem()]);
    else dataSet.set(tag, vr, values[vr] ?? new Uint8Array(8));
  }
  return dataSet
    .set(Tags.SOPClassUID, 'UI', '1.2.840.10008.5.1.4.1.1.2')
    .set(Tags.SOPInstanceUID, 'UI', '1.2.3.4.5')
    .set(Tags.StudyInstanceUID, 'UI', '1.2.3.4')
    .set(Tags.SeriesInstanceUID, 'UI', '1.2.3.4.6')
    .set(0x0009_0010, 'LO', 'ACME')
    .set(0x0009_1001, 'LO', 'private');
}

function nestedItem(): DataSet {
  return new DataSet()
    .set(Tags.StudyDate, 'DA', '20200101')
    .set(Tags.CodeValue, 'SH', 'C')
    .set(Tags.ReferencedSOPInstanceUID, 'UI', '1.2.3.77');
}

function asFile(dataSet: DataSet): Buffer {
  const meta = encodeFileMeta({
    mediaStorageSopClassUid: dataSet.text(Tags.SOPClassUID) ?? '',
    mediaStorageSopInstanceUid: dataSet.text(Tags.SOPInstanceUID) ?? '',
    transferSyntaxUid: TransferSyntaxes.ExplicitVRLittleEndian.uid,
    implementationClassUid: '1.2.826.0.1.99',
  });
  return Buffer.concat([meta, encodeDataSetToBytes(dataSet, TransferSyntaxes.ExplicitVRLittleEndian)]);
}

function dataSetOf(file: Uint8Array): DataSet {
  const header = parseFileHeader(file, { complete: true });
  assert.ok(header !== 'need more');
  return parseDataSet(file.subarray(header.dataSetOffset), header.transferSyntax);
}

/** What became of each attribute that did not stay as it was: those of items as `sequence/tag`. */
function changesOf(before: DataSet, after: DataSet, prefix = ''): Record<string, string> {
  const changes: Record<string, string> = {};
  const tags = new Set<Tag>([...before, ...after].map(({ tag }) => tag));
  for (const tag of tags) {
    const name = `${prefix}${formatTag(tag)}`;
    const [old, made] = [before.get(tag), after.get(tag)];
    if (old === undefined) changes[name] = `new ${after.textField(tag)}`;
    else if (made === undefined) changes[name] = 'removed';
    else if (old.value instanceof Sequence && made.value instanceof Sequence) {
      const [oldItem] = old.value.items;
      const [item] = made.value.items;
      if (item === undefined) changes[name] = 'empty';
      else if (oldItem !== undefined) Object.assign(changes, changesOf(oldItem, item, `${name}/`));
    } else if (Buffer.compare(before.bytes(tag) ?? Buffer.alloc(0), after.bytes(tag) ?? Buffer.alloc(0)) !== 0) {
      changes[name] = after.bytes(tag)?.length === 0 ? 'empty' : 'replaced';
    }
  }
  return changes;
}

for (const DicomVersion of ['2008', '2017c', '2021b']) {
  test(`what the profile of ${DicomVersion} does to every attribute is what Orthanc does`, { skip }, async (t) => {
    const servers = await bothServers(t);
    const before = everyAttribute();
    const { ID } = await upload(servers, asFile(before));
    const path = `/instances/${ID}/anonymize`;
    const body = JSON.stringify({ DicomVersion });
    const [peer, own] = await Promise.all([servers.peer(path, body), servers.own(path, body)]);
    assert.deepEqual([peer.status, own.status], [200, 200]);
    const changes = changesOf(before, dataSetOf(own.bytes));
    assert.ok(Object.keys(changes).length > 50);
    assert.deepEqual(changes, changesOf(before, dataSetOf(peer.bytes)));
  });
}

test('modified instances hold what they hold when Orthanc has modified them', { skip }, async (t) => {
  const servers = await bothServers(t);
  const file = sampleFile({
    fill: (dataSet) =>
      dataSet
        .set(0x0009_0010, 'LO', 'ACME')
        .set(0x0009_1001, 'LO', 'private')
        .set(Tags.ReferencedStudySequence, 'SQ', [nestedItem(), nestedItem()]),
  });
  const before = dataSetOf(file);
  const { ID } = await upload(servers, file);
  const requests = [
    {},
    { Replace: { PatientName: 'René', StudyDate: '', Rows: '3', '0020,9165': '0020,9056' }, Remove: ['Modality'] },
    { RemovePrivateTags: true },
    { Replace: { PatientID: 'x' }, Force: true },
    { Keep: ['SOPInstanceUID'], Force: true },
    { Replace: { SOPInstanceUID: '1.2', SeriesInstanceUID: '1.3', StudyInstanceUID: '1.4' }, Force: true },
    {
      Replace: {
        'ReferencedStudySequence[1].StudyDate': '20210101',
        'ReferencedStudySequence[*].PatientName': 'all',
        'ReferencedStudySequence[5].PatientName': 'none',
      },
      Remove: ['ReferencedStudySequence[0].CodeValue'],
    },
    {
      Replace: {
        ReferencedStudySequence: [{ StudyDate: '20220202', ReferencedImageSequence: [{}] }],
        RequestAttributesSequence: [],
      },
    },
  ];
  for (const request of requests) {
    const [path, body] = [`/instances/${ID}/modify`, JSON.stringify(request)];
    const [peer, own] = await Promise.all([servers.peer(path, body), servers.own(path, body)]);
    assert.deepEqual([peer.status, own.status], [200, 200], body);
    const made = withoutNewUids(before, dataSetOf(own.bytes));
    assert.deepEqual(made, withoutNewUids(before, dataSetOf(peer.bytes)), body);
  }
});

/** All elements as text, UIDs that were made up as such. */
function withoutNewUids(before: DataSet, after: DataSet): object {
  const shown = (dataSet: DataSet): object =>
    Object.fromEntries(
      [...dataSet].map(({ tag, value, vr }) => {
        if (value instanceof Sequence) return [formatTag(tag), value.items.map(shown)];
        const text = dataSet.textField(tag) ?? Buffer.from(dataSet.bytes(tag) ?? []).toString('hex');
        const isNew = vr === 'UI' && text.length > 20 && text !== before.textField(tag);
        return [formatTag(tag), isNew ? 'new' : text];
      }),
    );
  return shown(after);
}

test('what is refused is refused with the same status', { skip }, async (t) => {
  const servers = await bothServers(t);
  const { ID, ParentSeries, ParentStudy } = await upload(servers, sampleFile());
  const other = await upload(servers, sampleFile({ patientId: 'P2', study: 2 }));
  const bodies = [
    ...['', '[]', '1', '{', 'null', '"x"'],
    ...[
      { Replace: [] },
      { Replace: { Nope: 'x' } },
      { Replace: { '0010,0010': 3 } },
      { Replace: { '0010,0010': ['a'] } },
      { Replace: { Rows: 'abc' } },
      { Replace: { ReferencedStudySequence: 'abc' } },
      { Replace: { ReferencedStudySequence: [{ Nope: '1' }] } },
      { Replace: { 'ReferencedStudySequence[x].PatientName': '1' } },
      { Replace: { 'ReferencedStudySequence[0]': '1' } },
      { Replace: { PatientID: 'x' } },
      { Remove: {} },
      { Remove: ['Nope'] },
      { Remove: [1] },
      { Remove: ['StudyInstanceUID'] },
      { Keep: ['Nope'] },
      { Keep: ['SOPInstanceUID'] },
      { Force: 'a' },
      { PrivateCreator: 1 },
    ].map((body) => JSON.stringify(body)),
  ];
  const asked = [
    ...['modify', 'anonymize'].flatMap((operation) =>
      [`/instances/${ID}`, `/studies/${ParentStudy}`].flatMap((resource) =>
        bodies.map((body) => [`${resource}/${operation}`, body] as const),
      ),
    ),
    ...[{}, { Resources: 'x' }, { Resources: [1] }].flatMap((body) => [
      ['/tools/bulk-modify', JSON.stringify(body)] as const,
      ['/tools/bulk-anonymize', JSON.stringify(body)] as const,
      [`/studies/${ParentStudy}/merge`, JSON.stringify(body)] as const,
    ]),
    ...[
      {},
      { Series: [], Instances: [] },
      { Series: ['nope'] },
      { Series: [1] },
      { Instances: ['nope'] },
      { Series: [ParentSeries], Replace: { Modality: 'x' } },
      { Series: [ParentSeries], Remove: ['Modality'] },
      { Series: [ParentSeries], Replace: { StudyInstanceUID: '1.2' } },
    ].map((body) => [`/studies/${ParentStudy}/split`, JSON.stringify(body)] as const),
    ...[['nope'], [ParentStudy], [ParentSeries]].map(
      (Resources) => [`/studies/${ParentStudy}/merge`, JSON.stringify({ Resources })] as const,
    ),
    [`/studies/${other.ParentStudy}/merge`, JSON.stringify({ Resources: [] })] as const,
  ];
  for (const [path, body] of asked) {
    const [peer, own] = [await servers.peer(path, body), await servers.own(path, body)];
    assert.equal(own.status, peer.status, `${path} ${body}`);
  }
});
