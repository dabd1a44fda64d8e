import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataSet } from '@isocenter/dicom';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

const requestAttributes = 0x00400275;

/** Request attributes with one procedure, the meaning of whose code is not in Latin 1. */
function request(dataSet: DataSet): void {
  const code = new DataSet({ parent: dataSet }).set(0x00080100, 'SH', 'C1').set(0x00080104, 'LO', '頭');
  const item = new DataSet({ parent: dataSet }).set(0x00401001, 'SH', 'RP1').set(0x00400008, 'SQ', [code]);
  dataSet.set(requestAttributes, 'SQ', [item]);
}

/** With a binary value: the index leaves it to the file. */
function binaryRequest(dataSet: DataSet): void {
  const item = new DataSet().set(0x00401001, 'SH', 'RP1').set(0x00420011, 'OB', Uint8Array.of(1, 2));
  dataSet.set(requestAttributes, 'SQ', [item]);
}

const full = {
  Name: 'RequestAttributesSequence',
  Type: 'Sequence',
  Value: [
    {
      '0040,0008': {
        Name: 'ScheduledProtocolCodeSequence',
        Type: 'Sequence',
        Value: [
          {
            '0008,0100': { Name: 'CodeValue', Type: 'String', Value: 'C1' },
            '0008,0104': { Name: 'CodeMeaning', Type: 'String', Value: '頭' },
          },
        ],
      },
      '0040,1001': { Name: 'RequestedProcedureID', Type: 'String', Value: 'RP1' },
    },
  ],
};
const short = [{ '0040,0008': [{ '0008,0100': 'C1', '0008,0104': '頭' }], '0040,1001': 'RP1' }];
const simplified = [
  { RequestedProcedureID: 'RP1', ScheduledProtocolCodeSequence: [{ CodeMeaning: '頭', CodeValue: 'C1' }] },
];

test('a series shows its request attributes among its main tags in each format', async (t) => {
  const { app } = await startArchive(t);
  const { ParentSeries } = await upload(app, { fill: request });
  const mainTags = async (query: string) => (await app.inject(`/series/${ParentSeries}${query}`)).json().MainDicomTags;
  assert.deepEqual((await mainTags('')).RequestAttributesSequence, simplified);
  assert.deepEqual((await mainTags('?short'))['0040,0275'], short);
  assert.deepEqual((await mainTags('?full'))['0040,0275'], full);
  assert.deepEqual(Object.keys(await mainTags('?short')), ['0008,0060', '0020,000e', '0020,0011', '0040,0275']);
  assert.deepEqual((await mainTags('?response-content=MainDicomTags&short'))['0040,0275'], short);
});

test('the sequence is metadata of the series alone', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentPatient, ParentSeries, ParentStudy } = await upload(app, { fill: request });
  const metadata = async (path: string) => (await app.inject(`${path}?response-content=Metadata`)).json().Metadata;
  const { MainDicomSequences: text } = await metadata(`/series/${ParentSeries}`);
  assert.deepEqual(JSON.parse(text), { '0040,0275': full.Value });
  for (const path of [`/patients/${ParentPatient}`, `/studies/${ParentStudy}`, `/instances/${ID}`]) {
    assert.equal('MainDicomSequences' in (await metadata(path)), false, path);
  }
});

test('a series without the sequence has neither the tag nor the metadata', async (t) => {
  const { app } = await startArchive(t);
  const { ParentSeries } = await upload(app);
  const series = (await app.inject(`/series/${ParentSeries}?response-content=MainDicomTags;Metadata`)).json();
  assert.equal('RequestAttributesSequence' in series.MainDicomTags, false);
  assert.equal('MainDicomSequences' in series.Metadata, false);
});

test('a sequence that the index leaves to the file is TooLong', async (t) => {
  const { app } = await startArchive(t);
  const { ParentSeries } = await upload(app, { fill: binaryRequest });
  const mainTags = (await app.inject(`/series/${ParentSeries}?full`)).json().MainDicomTags;
  assert.deepEqual(mainTags['0040,0275'], { Name: full.Name, Type: 'TooLong', Value: null });
});

test('requested tags show the sequence, of lower levels and left to the file too', async (t) => {
  const { app } = await startArchive(t);
  const { ParentSeries, ParentStudy } = await upload(app, { fill: request });
  const { ParentSeries: left } = await upload(app, { series: 2, instance: 2, fill: binaryRequest });
  const { ParentSeries: without } = await upload(app, { series: 3, instance: 3 });
  const requested = async (path: string, format = '') => {
    const url = `${path}?requested-tags=RequestAttributesSequence${format}`;
    return (await app.inject(url)).json().RequestedTags;
  };
  assert.deepEqual(await requested(`/series/${ParentSeries}`), { RequestAttributesSequence: simplified });
  assert.deepEqual(await requested(`/series/${ParentSeries}`, '&full'), { '0040,0275': full });
  assert.deepEqual(await requested(`/series/${left}`, '&short'), {
    '0040,0275': [{ '0040,1001': 'RP1', '0042,0011': null }],
  });
  assert.deepEqual(await requested(`/series/${without}`), { RequestAttributesSequence: null });
  assert.equal(Array.isArray((await requested(`/studies/${ParentStudy}`)).RequestAttributesSequence), true);
});
