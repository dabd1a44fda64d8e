import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataDictionary } from '../../src/dictionary/data-dictionary.ts';
import { Tags } from '../../src/dictionary/generated/tags.ts';
import { formatTag } from '../../src/tag.ts';

const { standard } = DataDictionary;

/** Restated from PS3.6 6, 7, 8 and PS3.7 Annex E. */
const attributes = [
  // tag, keyword, name, VR, VM, retired
  [0x00000110, 'MessageID', 'Message ID', 'US', '1', false],
  [0x00001031, 'MoveOriginatorMessageID', 'Move Originator Message ID', 'US', '1', false],
  [0x00020010, 'TransferSyntaxUID', 'Transfer Syntax UID', 'UI', '1', false],
  [0x00041220, 'DirectoryRecordSequence', 'Directory Record Sequence', 'SQ', '1', false],
  [0x00080005, 'SpecificCharacterSet', 'Specific Character Set', 'CS', '1-n', false],
  [0x00080018, 'SOPInstanceUID', 'SOP Instance UID', 'UI', '1', false],
  [0x00100010, 'PatientName', "Patient's Name", 'PN', '1', false],
  [0x00101010, 'PatientAge', "Patient's Age", 'AS', '1', false],
  [0x00101000, 'OtherPatientIDs', 'Other Patient IDs', 'LO', '1-n', true],
  [0x00120064, 'DeidentificationMethodCodeSequence', 'De-identification Method Code Sequence', 'SQ', '1', false],
  [0x0016001d, 'ISOSpeed', 'ISO Speed', 'IS', '1', false],
  [0x00189074, 'FrameAcquisitionDateTime', 'Frame Acquisition DateTime', 'DT', '1', false],
  [0x00200032, 'ImagePositionPatient', 'Image Position (Patient)', 'DS', '3', false],
  [0x00280010, 'Rows', 'Rows', 'US', '1', false],
  [0x00280034, 'PixelAspectRatio', 'Pixel Aspect Ratio', 'IS', '2', false],
  [0x0040a160, 'TextValue', 'Text Value', 'UT', '1', false],
  [0x00720082, 'SelectorSVValue', 'Selector SV Value', 'SV', '1-n', false],
  [0x00741202, 'WorklistLabel', 'Worklist Label', 'LO', '1', false],
  [0x40080040, 'ResultsID', 'Results ID', 'SH', '1', true],
  [0x7fe00001, 'ExtendedOffsetTable', 'Extended Offset Table', 'OV', '1', false],
  [0x7fe00003, 'EncapsulatedPixelDataValueTotalLength', 'Encapsulated Pixel Data Value Total Length', 'UV', '1', false],
  [0xfffafffa, 'DigitalSignaturesSequence', 'Digital Signatures Sequence', 'SQ', '1', false],
] as const;

describe('the standard dictionary', () => {
  for (const [tag, keyword, name, vr, vm, retired] of attributes) {
    it(`has ${keyword}`, () => {
      const entry = { tag, keyword, name, vr, vm, retired };
      assert.deepEqual(standard.lookup(tag), entry);
      assert.deepEqual(standard.byKeyword(keyword), entry);
      assert.equal(standard.vrOf(tag), vr);
      assert.equal(standard.keywordOf(tag), keyword);
      assert.equal(Tags[keyword], tag);
    });
  }

  it('finds every keyword and only those whose items have no VR lack an entry', () => {
    const withoutEntry = Object.entries(Tags).filter(
      ([keyword, tag]) => standard.byKeyword(keyword)?.keyword !== keyword || standard.byKeyword(keyword)?.tag !== tag,
    );
    assert.deepEqual(
      withoutEntry.map(([keyword]) => keyword),
      ['Item', 'ItemDelimitationItem', 'SequenceDelimitationItem'],
    );
    assert.ok(Object.keys(Tags).length > 5000);
  });

  it('names all VRs of an ambiguous attribute and assumes the one of implicit VR (PS3.5 Annex A.1)', () => {
    const rows = [
      [0x7fe00010, 'OW', ['OB', 'OW']],
      [0x60003000, 'OW', ['OB', 'OW']],
      [0x54001010, 'OW', ['OB', 'OW']],
      [0x00280106, 'US', ['SS', 'US']],
      [0x00281101, 'US', ['SS', 'US']],
      [0x00283006, 'OW', ['OW', 'US']],
      [0x00281200, 'OW', ['OW', 'SS', 'US']],
    ] as const;
    for (const [tag, vr, all] of rows) {
      assert.equal(standard.vrOf(tag), vr, formatTag(tag));
      assert.deepEqual(standard.lookup(tag)?.ambiguousVrs?.toSorted(), all, formatTag(tag));
    }
  });

  it('has the repeating groups and elements (PS3.5 7.6)', () => {
    const rows = [
      [0x60000010, 'OverlayRows', 'US'],
      [0x601e3000, 'OverlayData', 'OW'],
      [0x50022500, 'CurveLabel', 'LO'],
      [0x7f020010, 'VariablePixelData', 'OW'],
      [0x00203106, 'SourceImageIDs', 'CS'],
      [0x00280420, 'RowsForNthOrderCoefficients', 'US'],
      [0x00280833, 'CodeTableLocation', 'AT'],
      [0x10001234, 'ShiftTableSize', 'US'],
      [0x10101234, 'ZonalMap', 'US'],
    ] as const;
    for (const [tag, keyword, vr] of rows) {
      assert.equal(standard.keywordOf(tag), keyword, formatTag(tag));
      assert.equal(standard.lookup(tag)?.tag, tag);
      assert.equal(standard.vrOf(tag), vr, formatTag(tag));
    }
    assert.equal(standard.keywordOf(0x00280400), 'TransformLabel');
    assert.equal(standard.keywordOf(0x7fe00010), 'PixelData');
  });

  it('gives group lengths and private creators their VR in every group', () => {
    for (const tag of [0x00020000, 0x00080000, 0x00090000, 0x77760000]) assert.equal(standard.vrOf(tag), 'UL');
    for (const tag of [0x00090010, 0x60010011]) {
      assert.equal(standard.vrOf(tag), 'LO');
      assert.equal(standard.keywordOf(tag), 'PrivateCreator');
    }
    assert.equal(standard.lookup(0x00080000)?.vr, 'UL');
    assert.equal(standard.lookup(0x00090000)?.vr, 'UL');
  });

  it('does not know other private elements, items, and what PS3.6 does not have', () => {
    for (const tag of [0x00091001, 0x60011000, 0x0009000f, 0xfffee000, 0xfffee00d, 0x00100003, 0x7ffe1234]) {
      assert.equal(standard.vrOf(tag), undefined, formatTag(tag));
      assert.equal(standard.lookup(tag), undefined, formatTag(tag));
    }
    for (const keyword of ['', 'PatientsName', 'toString', '__proto__']) {
      assert.equal(standard.byKeyword(keyword), undefined, keyword);
    }
  });
});

describe('an extended dictionary', () => {
  const privateAttribute = {
    tag: 0x00091023,
    keyword: 'AcmeDose',
    name: 'Acme Dose',
    vr: 'FD',
    vm: '1',
    retired: false,
    privateCreator: 'ACME 1.0',
  } as const;
  const extended = standard.extend([privateAttribute]);

  it('finds a private attribute in whatever block its creator has reserved', () => {
    for (const tag of [0x00091023, 0x00091123, 0x0009ff23]) {
      assert.equal(extended.vrOf(tag, 'ACME 1.0'), 'FD', formatTag(tag));
      assert.equal(extended.lookup(tag, 'ACME 1.0')?.keyword, 'AcmeDose');
    }
    assert.equal(extended.byKeyword('AcmeDose')?.privateCreator, 'ACME 1.0');
  });

  it('does not mistake the attributes of another creator, group or element for it', () => {
    assert.equal(extended.vrOf(0x00091023), undefined);
    assert.equal(extended.vrOf(0x00091023, 'OTHER'), undefined);
    assert.equal(extended.vrOf(0x000b1023, 'ACME 1.0'), undefined);
    assert.equal(extended.vrOf(0x00091024, 'ACME 1.0'), undefined);
  });

  it('leaves the standard one as it was and still has its attributes', () => {
    assert.equal(standard.vrOf(0x00091023, 'ACME 1.0'), undefined);
    assert.equal(extended.vrOf(0x00100010), 'PN');
    assert.equal(extended.vrOf(0x00090010), 'LO');
  });

  it('adds to and replaces attributes of even groups', () => {
    const again = extended.extend([
      { tag: 0x00100003, keyword: 'NewAttribute', name: 'New Attribute', vr: 'SV', vm: '1', retired: false },
      { tag: 0x00100010, keyword: 'PatientName', name: 'Name', vr: 'LO', vm: '1', retired: false },
    ]);
    assert.equal(again.vrOf(0x00100003), 'SV');
    assert.equal(again.byKeyword('NewAttribute')?.tag, 0x00100003);
    assert.equal(again.vrOf(0x00100010), 'LO');
    assert.equal(again.vrOf(0x00091023, 'ACME 1.0'), 'FD');
  });
});
