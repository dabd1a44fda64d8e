import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { DataSet, parseDataSet, parseFileHeader, Tags, TransferSyntaxes } from '@isocenter/dicom';
import { DicomDirectory } from '../../src/zip-export/dicomdir/dicom-directory.ts';
import { missingTool, runTool } from '../peers/dcmtk-tool.ts';

interface Instance {
  readonly patient: string;
  readonly study: string;
  readonly series: string;
  readonly number: number;
  readonly sopClass?: string;
  readonly fill?: (dataSet: DataSet) => void;
}

const mrImage = '1.2.840.10008.5.1.4.1.1.4';

function dataSetOf({ fill, number, patient, series, sopClass = mrImage, study }: Instance): DataSet {
  const dataSet = new DataSet();
  dataSet.set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 100');
  dataSet.set(Tags.SOPClassUID, 'UI', sopClass);
  dataSet.set(Tags.SOPInstanceUID, 'UI', `${series}.${number}`);
  dataSet.set(Tags.StudyDate, 'DA', '20260131');
  dataSet.set(Tags.StudyTime, 'TM', '101112');
  dataSet.set(Tags.Modality, 'CS', 'MR');
  dataSet.set(Tags.StudyDescription, 'LO', 'IRM cérébrale');
  dataSet.set(Tags.SeriesDescription, 'LO', 'T1');
  dataSet.set(Tags.PatientName, 'PN', 'Doe^Jane');
  dataSet.set(Tags.PatientID, 'LO', patient);
  dataSet.set(Tags.StudyInstanceUID, 'UI', study);
  dataSet.set(Tags.SeriesInstanceUID, 'UI', series);
  dataSet.set(Tags.StudyID, 'SH', 'S');
  dataSet.set(Tags.SeriesNumber, 'IS', '1');
  dataSet.set(Tags.InstanceNumber, 'IS', String(number));
  dataSet.set(Tags.Rows, 'US', 2);
  fill?.(dataSet);
  return dataSet;
}

async function directoryOf(instances: readonly Instance[], extended = false): Promise<Buffer> {
  await using directory = new DicomDirectory({ extended, temporaryFolder: tmpdir(), fileSetId: 'TEST' });
  for (const [position, instance] of instances.entries()) {
    await directory.add(dataSetOf(instance), {
      fileId: ['IMAGES', `IM${position}`],
      sopClassUid: instance.sopClass ?? mrImage,
      sopInstanceUid: `${instance.series}.${instance.number}`,
      transferSyntaxUid: '1.2.840.10008.1.2.1',
    });
  }
  return Buffer.concat(await Array.fromAsync(directory.chunks()));
}

/** Follows the offsets of a DICOMDIR (PS3.3 F.2.2): each record with what hangs below it. */
function treeOf(file: Buffer): unknown[] {
  const header = parseFileHeader(file);
  assert.notEqual(header, 'need more');
  const offset = header === 'need more' ? 0 : header.dataSetOffset;
  const dataSet = parseDataSet(file.subarray(offset), TransferSyntaxes.ExplicitVRLittleEndian);
  const listed = dataSet.sequence(Tags.DirectoryRecordSequence).length;
  let visited = 0;
  const chain = (first: number): unknown[] => {
    const records: unknown[] = [];
    for (let at = first; at !== 0; ) {
      assert.equal(file.readUInt32BE(at), 0xfeff00e0, `no item at ${at}`);
      const record = parseDataSet(
        file.subarray(at + 8, at + 8 + file.readUInt32LE(at + 4)),
        TransferSyntaxes.ExplicitVRLittleEndian,
      );
      visited += 1;
      const below = chain(record.number(Tags.OffsetOfReferencedLowerLevelDirectoryEntity) ?? 0);
      const name = `${record.text(Tags.DirectoryRecordType)} ${record.texts(Tags.ReferencedFileID).join('/')}`.trim();
      records.push(below.length === 0 ? name : [name, below]);
      at = record.number(Tags.OffsetOfTheNextDirectoryRecord) ?? 0;
    }
    return records;
  };
  const tree = chain(dataSet.number(Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity) ?? 0);
  assert.equal(visited, listed, 'every record hangs on the tree');
  return tree;
}

const one: Instance = { patient: 'P', study: '1.2', series: '1.2.3', number: 1 };

describe('a DICOMDIR', () => {
  it('links patients, studies, series and instances, in whatever order they come', async () => {
    const file = await directoryOf([
      one,
      { ...one, study: '1.9', series: '1.9.1' },
      { ...one, patient: 'Q', study: '5.1', series: '5.1.1' },
      { ...one, number: 2 },
    ]);
    const image = (position: number) => `IMAGE IMAGES/IM${position}`;
    assert.deepEqual(treeOf(file), [
      [
        'PATIENT',
        [
          ['STUDY', [['SERIES', [image(0), image(3)]]]],
          ['STUDY', [['SERIES', [image(1)]]]],
        ],
      ],
      ['PATIENT', [['STUDY', [['SERIES', [image(2)]]]]]],
    ]);
  });

  it('without instances has no records', async () => {
    assert.deepEqual(treeOf(await directoryOf([])), []);
  });

  /** PS3.3 Table F.4-1. */
  const types = {
    '1.2.840.10008.5.1.4.1.1.2': 'IMAGE',
    '1.2.840.10008.5.1.4.1.1.481.2': 'RT DOSE',
    '1.2.840.10008.5.1.4.1.1.481.3': 'RT STRUCTURE SET',
    '1.2.840.10008.5.1.4.1.1.481.5': 'RT PLAN',
    '1.2.840.10008.5.1.4.1.1.11.1': 'PRESENTATION',
    '1.2.840.10008.5.1.4.1.1.9.1.1': 'WAVEFORM',
    '1.2.840.10008.5.1.4.1.1.88.11': 'SR DOCUMENT',
    '1.2.840.10008.5.1.4.1.1.88.59': 'KEY OBJECT DOC',
    '1.2.840.10008.5.1.4.1.1.104.1': 'ENCAP DOC',
    '1.2.840.10008.5.1.4.1.1.66': 'RAW DATA',
    '1.2.840.10008.5.1.4.1.1.66.1': 'REGISTRATION',
  };
  for (const [sopClass, type] of Object.entries(types)) {
    it(`has a record of type ${type} for ${sopClass}`, async () => {
      const fill = (dataSet: DataSet) => {
        if (type !== 'IMAGE') dataSet.delete(Tags.Rows);
      };
      const [[, studies] = []] = treeOf(await directoryOf([{ ...one, sopClass, fill }])) as [string, unknown[]][];
      assert.match(JSON.stringify(studies), new RegExp(`"${type} IMAGES/IM0"`));
    });
  }

  it('keeps thousands of records in a file, not in memory', async () => {
    const instances = Array.from({ length: 20_000 }, (_, number) => ({ ...one, series: `1.2.${number % 7}`, number }));
    const [[, studies] = []] = treeOf(await directoryOf(instances)) as [string, [string, unknown[]][]][];
    const series = studies?.[0]?.[1] as [string, unknown[]][];
    assert.deepEqual(series.map(([, images]) => images.length).toSorted(), [2857, 2857, 2857, 2857, 2857, 2857, 2858]);
  });

  it('describes series only when it is extended', async () => {
    assert.equal((await directoryOf([one])).includes('T1'), false);
    assert.equal((await directoryOf([one], true)).includes('T1'), true);
  });

  it('is what DCMTK takes for one', { skip: missingTool('dcmdump') }, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'isocenter-dicomdir-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'DICOMDIR');
    const strange = (dataSet: DataSet) => {
      for (const tag of [Tags.StudyDate, Tags.StudyTime, Tags.StudyID, Tags.SeriesNumber, Tags.InstanceNumber])
        dataSet.delete(tag);
    };
    await writeFile(
      path,
      await directoryOf([
        one,
        { ...one, number: 2, fill: strange },
        { ...one, patient: 'Q', study: '4', series: '4.1', fill: strange },
      ]),
    );
    const { exitCode, output } = await runTool('dcmdump', ['-q', '+P', '0004,1430', '+P', '0004,1200', path]);
    assert.equal(exitCode, 0, output);
    assert.deepEqual(
      [...output.matchAll(/\[([A-Z]+) ?\]/g)].map(([, type]) => type),
      ['PATIENT', 'STUDY', 'SERIES', 'IMAGE', 'IMAGE', 'PATIENT', 'STUDY', 'SERIES', 'IMAGE'],
    );
  });
});
