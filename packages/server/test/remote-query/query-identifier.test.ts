import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataDictionary, type DataSet, formatTag } from '@isocenter/dicom';
import { type Manufacturer, manufacturers } from '../../src/config/modality.ts';
import type { Level } from '../../src/model/level.ts';
import { queryIdentifier } from '../../src/remote-query/query-identifier.ts';
import type { WrittenTags } from '../../src/tag-json/data-set-of-tags.ts';

const settings = { dictionary: DataDictionary.standard, characterSet: ['ISO_IR 100'] };

function identifier(level: Level, tags: WrittenTags, normalize = true, manufacturer: Manufacturer = 'Generic') {
  return shown(queryIdentifier({ level, tags, normalize }, manufacturer, settings));
}

function shown(dataSet: DataSet): Readonly<Record<string, string>> {
  return Object.fromEntries([...dataSet].map(({ tag }) => [formatTag(tag), dataSet.text(tag) ?? '']));
}

const characterSet = { '0008,0005': 'ISO_IR 100' };

describe('the Identifier of a query', () => {
  it('has the level and the identifiers of it and of the levels above', () => {
    const patient = { ...characterSet, '0008,0052': 'PATIENT', '0010,0020': '' };
    const study = { ...patient, '0008,0052': 'STUDY', '0008,0050': '', '0020,000d': '' };
    const series = { ...study, '0008,0052': 'SERIES', '0020,000e': '' };
    const instance = { ...series, '0008,0052': 'IMAGE', '0008,0018': '' };
    assert.deepEqual(identifier('Patient', {}), patient);
    assert.deepEqual(identifier('Study', {}), study);
    assert.deepEqual(identifier('Series', {}), series);
    assert.deepEqual(identifier('Instance', {}), instance);
  });

  it('has the identifiers without normalization, too, and does not lose what the client gave for them', () => {
    assert.deepEqual(identifier('Patient', { PatientID: 'P*' }, false), {
      ...characterSet,
      '0008,0052': 'PATIENT',
      '0010,0020': 'P*',
    });
  });

  it('says its own level, whatever the client writes', () => {
    assert.equal(identifier('Study', { QueryRetrieveLevel: 'IMAGE' }, false)['0008,0052'], 'STUDY');
  });

  const lower = { SeriesDescription: 'a', SOPInstanceUID: '1.2', Rows: '', '0009,1001': 'x' };
  it('loses what makes no sense at its level when it is normalized', () => {
    const asked = identifier('Study', { ...lower, StudyDescription: 'b', PatientName: 'c', ModalitiesInStudy: '' });
    const kept = [
      '0008,0005',
      '0008,0050',
      '0008,0052',
      '0008,0061',
      '0008,1030',
      '0010,0010',
      '0010,0020',
      '0020,000d',
    ];
    assert.deepEqual(Object.keys(asked), kept);
  });

  it('keeps everything when it is not', () => {
    const asked = identifier('Study', { ...lower }, false);
    assert.deepEqual(
      [asked['0008,103e'], asked['0008,0018'], asked['0028,0010'], asked['0009,1001']],
      ['a', '1.2', '', 'x'],
    );
  });

  it('has values in the right VR', () => {
    const dataSet = queryIdentifier(
      { level: 'Study', tags: { StudyDate: '20200101-', NumberOfStudyRelatedSeries: '2' }, normalize: true },
      'Generic',
      settings,
    );
    assert.deepEqual(
      [dataSet.get(0x0008_0020)?.vr, dataSet.get(0x0020_1206)?.vr, dataSet.get(0x0020_000d)?.vr],
      ['DA', 'IS', 'UI'],
    );
  });
});

describe('what products need', () => {
  const tags = { PatientName: '*', PatientID: 'P*', StudyDate: '*', StudyTime: '*', StudyDescription: '' };
  /** PatientName, PatientID, StudyDate, StudyTime, StudyDescription, StudyInstanceUID (added). */
  const expected: Readonly<Record<Manufacturer, readonly string[]>> = {
    Generic: ['*', 'P*', '*', '*', '', ''],
    GenericNoWildcardInDates: ['*', 'P*', '', '', '', ''],
    GenericNoUniversalWildcard: ['', 'P*', '', '', '', ''],
    GE: ['*', 'P*', '*', '*', '', '*'],
    Vitrea: ['*', 'P*', '*', '*', '', ''],
    SiemensSyngoCT: ['*', 'P*', '*', '*', '', ''],
  };
  const names = ['0010,0010', '0010,0020', '0008,0020', '0008,0030', '0008,1030', '0020,000d'];

  for (const manufacturer of manufacturers) {
    it(`wildcards for ${manufacturer}`, () => {
      const asked = identifier('Study', tags, true, manufacturer);
      assert.deepEqual(
        names.map((name) => asked[name]),
        expected[manufacturer],
      );
    });
  }

  it('nothing that the client wrote is changed without normalization', () => {
    for (const manufacturer of manufacturers) {
      const asked = identifier('Study', tags, false, manufacturer);
      assert.deepEqual([asked['0010,0010'], asked['0008,0020']], ['*', '*'], manufacturer);
    }
  });
});
