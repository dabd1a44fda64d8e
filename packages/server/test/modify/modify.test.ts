import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BulkValue, DataSet, Tags, type VR } from '@isocenter/dicom';
import { modified, testContext } from './modified-data-set.ts';

function image(): DataSet {
  return new DataSet()
    .set(Tags.SpecificCharacterSet, 'CS', 'ISO_IR 100')
    .set(Tags.SOPClassUID, 'UI', '1.2.840.10008.5.1.4.1.1.4')
    .set(Tags.SOPInstanceUID, 'UI', '1.2.3.4.5')
    .set(Tags.StationName, 'SH', 'STATION')
    .set(Tags.PatientName, 'PN', 'Müller^Zoé')
    .set(Tags.PatientID, 'LO', 'P1')
    .set(Tags.StudyInstanceUID, 'UI', '1.2.3')
    .set(Tags.SeriesInstanceUID, 'UI', '1.2.3.4')
    .set(Tags.FrameOfReferenceUID, 'UI', '1.2.9')
    .set(0x0009_0010, 'LO', 'ACME')
    .set(0x0009_1001, 'LO', 'private');
}

/** The identifiers from the patient down, `new` where they are not what they were. */
function identifiers(dataSet: DataSet): string[] {
  const [before, after] = [image(), dataSet];
  return [Tags.PatientID, Tags.StudyInstanceUID, Tags.SeriesInstanceUID, Tags.SOPInstanceUID].map((tag) => {
    const text = after.text(tag) ?? '';
    if (text === before.text(tag)) return 'same';
    return /^2\.25\.\d{1,39}$/.test(text) ? 'new' : text;
  });
}

describe('identifiers of what is modified', () => {
  const force = { Force: true };
  const cases = [
    ['Instance', {}, ['same', 'same', 'same', 'new']],
    ['Series', {}, ['same', 'same', 'new', 'new']],
    ['Study', {}, ['same', 'new', 'new', 'new']],
    ['Patient', {}, ['same', 'new', 'new', 'new']],
    ['Instance', { Replace: { SOPInstanceUID: 'i' }, ...force }, ['same', 'same', 'same', 'i']],
    ['Instance', { Replace: { SeriesInstanceUID: 's' }, ...force }, ['same', 'same', 's', 'new']],
    ['Instance', { Replace: { StudyInstanceUID: 's' }, ...force }, ['same', 's', 'new', 'new']],
    ['Instance', { Replace: { PatientID: 'p' }, ...force }, ['p', 'new', 'new', 'new']],
    ['Study', { Keep: ['StudyInstanceUID', 'SeriesInstanceUID'], ...force }, ['same', 'same', 'same', 'new']],
    [
      'Patient',
      { Keep: ['StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID'], Replace: { PatientID: 'p' }, ...force },
      ['p', 'same', 'same', 'same'],
    ],
  ] as const;
  for (const [level, request, expected] of cases) {
    test(`${level} ${JSON.stringify(request)}`, () => {
      assert.deepEqual(identifiers(modified(image(), request, { level })), expected);
    });
  }

  test('touching one needs Force; none can be removed', () => {
    for (const keyword of ['PatientID', 'StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID']) {
      for (const request of [{ Keep: [keyword] }, { Remove: [keyword] }, { Replace: { [keyword]: 'x' } }]) {
        assert.throws(() => modified(image(), request), { code: 'BadRequest' }, JSON.stringify(request));
      }
    }
    for (const keyword of ['PatientID', 'StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID']) {
      assert.throws(() => modified(image(), { Remove: [keyword], Force: true }), { code: 'BadRequest' }, keyword);
    }
    assert.throws(() => modified(image(), { Replace: { StudyInstanceUID: '' }, Force: true }), {
      code: 'BadFileFormat',
    });
  });

  test('other UIDs stay, but for references to what has a new one', () => {
    const dataSet = image().set(Tags.ReferencedImageSequence, 'SQ', [
      new DataSet().set(Tags.ReferencedSOPInstanceUID, 'UI', '1.2.3.4.6'),
      new DataSet().set(Tags.ReferencedSOPInstanceUID, 'UI', '9.9.9'),
      new DataSet().set(Tags.StudyInstanceUID, 'UI', '1.2.3'),
    ]);
    const references = new Map([['1.2.3.4.6', '1.1.1']]);
    modified(dataSet, {}, { level: 'Study', references });
    assert.equal(dataSet.text(Tags.FrameOfReferenceUID), '1.2.9');
    const [sibling, stranger, study] = dataSet.sequence(Tags.ReferencedImageSequence);
    assert.equal(sibling?.text(Tags.ReferencedSOPInstanceUID), '1.1.1');
    assert.equal(stranger?.text(Tags.ReferencedSOPInstanceUID), '9.9.9');
    assert.equal(study?.text(Tags.StudyInstanceUID), dataSet.text(Tags.StudyInstanceUID));
  });
});

describe('values that are set', () => {
  const cases: readonly (readonly [tag: string, value: unknown, vr: VR, bytes: string])[] = [
    ['0028,0010', '515', 'US', '0302'],
    ['0028,0106', '-1', 'SS', 'ffff'],
    ['0020,9165', '0020,9056', 'AT', '20005690'],
    ['0018,9073', '1.5', 'FD', '000000000000f83f'],
    ['0066,0016', '1\\-2', 'OF', '0000803f000000c0'],
    ['0070,150d', '1', 'OD', '000000000000f03f'],
    ['0066,0041', '42\\0', 'OL', '2a00000000000000'],
    ['0008,0020', '20200102', 'DA', '3230323030313032'],
    ['0008,0020', '', 'DA', ''],
    ['0008,0020', null, 'DA', ''],
    ['0042,0011', 'data:application/pdf;base64,AQI=', 'OB', '0102'],
    ['0008,0008', 'A\\BC', 'CS', '415c4243'],
    ['0010,1010', '030Y', 'AS', '30333059'],
    // One that is there already keeps its VR.
    ['0009,1001', 'odd', 'LO', '6f646420'],
    // Nobody knows it.
    ['0009,1002', 'odd', 'UN', '6f646400'],
  ];
  for (const [tag, value, vr, bytes] of cases) {
    test(`${tag} ${JSON.stringify(value)} is ${vr}`, () => {
      const dataSet = image();
      if (tag === '0028,0106') dataSet.set(0x0028_0106, 'SS', 0);
      modified(dataSet, { Replace: { [tag]: value } });
      const number = Number.parseInt(tag.replace(',', ''), 16);
      assert.equal(dataSet.get(number)?.vr, vr);
      assert.equal(Buffer.from(dataSet.bytes(number) ?? []).toString('hex'), bytes);
    });
  }

  test('a sequence is set item by item, as deep as it is written', () => {
    const inner = { '0008,1155': '1.2', PatientName: 'Zoé' };
    const dataSet = modified(image(), {
      Replace: { ReferencedStudySequence: [{ ReferencedSeriesSequence: [inner, {}] }, {}], '0008,1140': [] },
    });
    const [first, second] = dataSet.sequence(Tags.ReferencedStudySequence);
    assert.equal(second?.size, 0);
    const [deep, empty] = first?.sequence(Tags.ReferencedSeriesSequence) ?? [];
    assert.equal(deep?.text(Tags.PatientName), 'Zoé');
    assert.equal(deep.text(Tags.ReferencedSOPInstanceUID), '1.2');
    assert.equal(empty?.size, 0);
    assert.equal(dataSet.sequence(Tags.ReferencedImageSequence).length, 0);
    assert.ok(dataSet.has(Tags.ReferencedImageSequence));
  });

  test('paths lead into items; where there is none, nothing is set', () => {
    const items = () => [0, 1].map(() => new DataSet().set(Tags.StudyDescription, 'LO', 'old'));
    const dataSet = image().set(Tags.ReferencedStudySequence, 'SQ', items());
    modified(dataSet, {
      Replace: {
        'ReferencedStudySequence[1].StudyDescription': 'new',
        'ReferencedStudySequence[*].PatientName': 'all',
        'ReferencedStudySequence[7].PatientName': 'none',
        'ReferencedImageSequence[0].PatientName': 'none',
      },
      Remove: ['ReferencedStudySequence[0].StudyDescription', 'SharedFunctionalGroupsSequence[*].PatientName'],
    });
    const [first, second] = dataSet.sequence(Tags.ReferencedStudySequence);
    assert.deepEqual(
      [first, second].map((item) => item?.text(Tags.StudyDescription)),
      [undefined, 'new'],
    );
    assert.deepEqual(
      [first, second].map((item) => item?.text(Tags.PatientName)),
      ['all', 'all'],
    );
    assert.equal(dataSet.has(Tags.ReferencedImageSequence), false);
  });

  test('a request names a bounded number of tags', () => {
    const Remove = Array.from({ length: 10_001 }, () => 'StationName');
    assert.throws(() => modified(image(), { Remove }), { code: 'ParameterOutOfRange' });
  });

  test('what does not fit is refused as the peer refuses it', () => {
    const refused: readonly (readonly [Record<string, unknown>, string])[] = [
      [{ Nope: 'x' }, 'UnknownDicomTag'],
      [{ PatientName: 3 }, 'BadParameterType'],
      [{ PatientName: true }, 'BadParameterType'],
      [{ PatientName: ['a'] }, 'BadParameterType'],
      [{ PatientName: {} }, 'BadParameterType'],
      [{ Rows: 'abc' }, 'BadFileFormat'],
      [{ Rows: '70000' }, 'BadFileFormat'],
      [{ ReferencedStudySequence: 'abc' }, 'BadFileFormat'],
      [{ ReferencedStudySequence: ['abc'] }, 'BadParameterType'],
      [{ ReferencedStudySequence: { a: 1 } }, 'BadParameterType'],
      [{ ReferencedStudySequence: [{ Nope: '1' }] }, 'UnknownDicomTag'],
      [{ PixelData: 'x' }, 'NotImplemented'],
      [{ SpecificCharacterSet: 'nonsense' }, 'ParameterOutOfRange'],
    ];
    for (const [Replace, code] of refused) {
      assert.throws(() => modified(image(), { Replace }), { code }, JSON.stringify(Replace));
    }
  });

  test('file meta information is not part of the data set', () => {
    const dataSet = modified(image(), { Replace: { '0002,0010': '1.2.3', '0008,0000': '7' } });
    assert.equal(dataSet.has(0x0002_0010), false);
    assert.equal(dataSet.has(0x0008_0000), false);
  });
});

describe('character sets', () => {
  test('text that the character set has is written in it', () => {
    const dataSet = modified(image(), { Replace: { PatientName: 'Ängström' } });
    assert.equal(dataSet.text(Tags.SpecificCharacterSet), 'ISO_IR 100');
    const bytes = Buffer.from(dataSet.bytes(Tags.PatientName) ?? []);
    assert.equal(bytes.toString('latin1'), 'Ängström');
  });

  test('text that it has not makes the data set UTF-8, all other text with it', () => {
    const dataSet = modified(image(), { Replace: { StudyDescription: '日本' } });
    assert.equal(dataSet.text(Tags.SpecificCharacterSet), 'ISO_IR 192');
    assert.equal(dataSet.text(Tags.StudyDescription), '日本');
    assert.equal(
      Buffer.from(dataSet.bytes(Tags.PatientName) ?? [])
        .toString('utf8')
        .trim(),
      'Müller^Zoé',
    );
  });

  test('a new character set is what all text is written in, nested text too', () => {
    const dataSet = image().set(Tags.ReferencedStudySequence, 'SQ', [new DataSet()]);
    const [item] = dataSet.sequence(Tags.ReferencedStudySequence);
    item?.set(Tags.StudyDescription, 'LO', 'Schädel');
    modified(dataSet, { Replace: { SpecificCharacterSet: 'ISO_IR 192' } });
    assert.equal(Buffer.from(item?.bytes(Tags.StudyDescription) ?? []).toString('utf8'), 'Schädel');
    assert.equal(dataSet.text(Tags.PatientName), 'Müller^Zoé');
    assert.throws(() => modified(image(), { Replace: { SpecificCharacterSet: 'ISO_IR 6' } }), {
      code: 'BadFileFormat',
    });
    assert.throws(() => modified(image(), { Remove: ['SpecificCharacterSet'] }), { code: 'BadFileFormat' });
  });

  test('what the configuration assumes is written down when text needs it', () => {
    const bare = DataSet.fromElements(
      [...image()].filter(({ tag }) => tag !== Tags.SpecificCharacterSet && tag !== Tags.PatientName),
      { fallbackCharacterSet: 'ISO_IR 100' },
    );
    modified(bare, { Replace: { PatientName: 'plain' } });
    assert.equal(bare.has(Tags.SpecificCharacterSet), false);
    modified(bare, { Replace: { PatientName: 'Zoé' } });
    assert.equal(bare.text(Tags.SpecificCharacterSet), 'ISO_IR 100');
    assert.equal(bare.text(Tags.PatientName), 'Zoé');
  });
});

describe('private attributes', () => {
  const dictionary = testContext.dictionary.extend([
    { tag: 0x4321_0012, keyword: 'Radio', name: 'Radio', vr: 'SH', vm: '1', retired: false, privateCreator: 'Logic' },
  ]);

  test('are removed with their creators, but for those that are named', () => {
    const dataSet = image().set(0x0011_0010, 'LO', 'OTHER').set(0x0011_1001, 'LO', 'x').set(0x0011_1002, 'LO', 'y');
    dataSet.set(Tags.ReferencedStudySequence, 'SQ', [
      new DataSet().set(0x0009_0010, 'LO', 'A').set(0x0009_1001, 'LO', 'b'),
    ]);
    modified(dataSet, { RemovePrivateTags: true, Keep: ['0011,1002'] });
    const privateTags = [...dataSet].filter(({ tag }) => (tag & 0x1_0000) !== 0).map(({ tag }) => tag);
    assert.deepEqual(privateTags, [0x0011_0010, 0x0011_1002]);
    assert.equal(dataSet.sequence(Tags.ReferencedStudySequence)[0]?.size, 0);
  });

  test('by keyword are set in the block of their creator, or in a free one', () => {
    const there = image().set(0x4321_0010, 'LO', 'Someone').set(0x4321_0011, 'LO', 'Logic');
    modified(there, { Replace: { Radio: 'on' } }, { context: { dictionary } });
    assert.equal(there.get(0x4321_1112)?.vr, 'SH');
    assert.equal(there.text(0x4321_1112), 'on');
    const new_ = modified(
      image().set(0x4321_0010, 'LO', 'Someone'),
      { Replace: { Radio: 'on' } },
      {
        context: { dictionary },
      },
    );
    assert.equal(new_.text(0x4321_0011), 'Logic');
    assert.equal(new_.text(0x4321_1112), 'on');
  });

  test('by number get the creator of the request, else of the configuration, where there is none', () => {
    const of = (request: object, privateCreator: string) => {
      const context = { dictionary, privateCreator };
      return modified(image(), { Replace: { '4321,1012': 'on', '0009,1001': 'kept' }, ...request }, { context });
    };
    assert.equal(of({ PrivateCreator: 'Logic' }, 'Other').text(0x4321_0010), 'Logic');
    assert.equal(of({ PrivateCreator: 'Logic' }, 'Other').get(0x4321_1012)?.vr, 'SH');
    assert.equal(of({}, 'Other').text(0x4321_0010), 'Other');
    assert.equal(of({}, '').has(0x4321_0010), false);
    assert.equal(of({ PrivateCreator: 'Logic' }, '').text(0x0009_0010), 'ACME');
    const nested = of({ Replace: { ReferencedStudySequence: [{ '4321,1012': 'on' }] } }, 'Logic');
    const [item] = nested.sequence(Tags.ReferencedStudySequence);
    assert.deepEqual(
      [...(item ?? [])].map(({ tag, vr }) => [tag, vr]),
      [[0x4321_1012, 'SH']],
    );
  });
});

test('values that stay in the file are not touched', () => {
  const bulk = new BulkValue(1000, 10_000_000);
  const dataSet = image();
  dataSet.setElement({ tag: Tags.PixelData, vr: 'OW', value: bulk, encoding: undefined });
  modified(dataSet, { Replace: { SpecificCharacterSet: 'ISO_IR 192', PatientName: 'x' } });
  assert.equal(dataSet.get(Tags.PixelData)?.value, bulk);
});
