import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DataDictionary, DataSet } from '@isocenter/dicom';
import fc from 'fast-check';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { itemsAt } from '../../src/modify/sequence-items.ts';
import { isAt, leadsThrough, parseTagPath, tagIn } from '../../src/modify/tag-path.ts';

const dictionary = DataDictionary.standard.extend([
  {
    tag: 0x4321_0012,
    keyword: 'RadioButton3',
    name: 'RadioButton3',
    vr: 'LO',
    vm: '1',
    retired: false,
    privateCreator: 'RadioLogic',
  },
]);
const parse = (text: string) => parseTagPath(text, dictionary);

describe('paths to tags', () => {
  test('a tag is written by keyword or by number, with or without parentheses', () => {
    for (const text of ['PatientName', '0010,0010', '0010-0010', '00100010', '(0010,0010)', ' PatientName ']) {
      assert.deepEqual(parse(text), { steps: [], target: { tag: 0x0010_0010, privateCreator: undefined } }, text);
    }
  });

  test('a path names items by position, or all of them', () => {
    const { steps, target } = parse('(5200,9230)[*].2005,140f[2].SOPInstanceUID');
    assert.equal(target.tag, 0x0008_0018);
    assert.deepEqual(
      steps.map(({ item, sequence }) => [sequence.tag, item]),
      [
        [0x5200_9230, '*'],
        [0x2005_140f, 2],
      ],
    );
  });

  test('what is no path is refused as the peer refuses it', () => {
    const refused = [
      ['Nope', 'UnknownDicomTag'],
      ['', 'UnknownDicomTag'],
      ['ReferencedStudySequence[0]', 'UnknownDicomTag'],
      ['Nope[0].PatientName', 'UnknownDicomTag'],
      ['ReferencedStudySequence[x].PatientName', 'ParameterOutOfRange'],
      ['ReferencedStudySequence[-1].PatientName', 'ParameterOutOfRange'],
      ['ReferencedStudySequence[].PatientName', 'ParameterOutOfRange'],
      ['ReferencedStudySequence.PatientName', 'ParameterOutOfRange'],
      [`${'ReferencedStudySequence[0].'.repeat(100)}PatientName`, 'ParameterOutOfRange'],
    ] as const;
    for (const [text, code] of refused) assert.throws(() => parse(text), { code }, text);
  });

  test('any text is a path or an error that clients are told of', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('PatientName', '0010,0010', '[0]', '[*]', '.', '(', ')'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          parse(pieces.join(''));
        } catch (error) {
          assert.ok(error instanceof IsocenterError);
        }
      }),
    );
  });

  test('items are found where they are, and missing ones lead nowhere', () => {
    const first = new DataSet().set(0x0010_0010, 'PN', 'A');
    const second = new DataSet().set(0x0010_0010, 'PN', 'B');
    const dataSet = new DataSet().set(0x0008_1110, 'SQ', [first, second]);
    assert.deepEqual(itemsAt(dataSet, parse('ReferencedStudySequence[*].PatientName').steps), [first, second]);
    assert.deepEqual(itemsAt(dataSet, parse('ReferencedStudySequence[1].PatientName').steps), [second]);
    assert.deepEqual(itemsAt(dataSet, parse('ReferencedStudySequence[2].PatientName').steps), []);
    assert.deepEqual(itemsAt(dataSet, parse('PatientName[0].PatientName').steps), []);
    const place = [{ sequence: 0x0008_1110, item: 1, parent: dataSet }];
    assert.equal(isAt(parse('ReferencedStudySequence[1].PatientName'), place, second, 0x0010_0010), true);
    assert.equal(isAt(parse('ReferencedStudySequence[0].PatientName'), place, second, 0x0010_0010), false);
    assert.equal(isAt(parse('PatientName'), place, second, 0x0010_0010), false);
    assert.equal(leadsThrough(parse('ReferencedStudySequence[1].PatientName'), [], dataSet, 0x0008_1110), true);
    assert.equal(leadsThrough(parse('ReferencedStudySequence'), [], dataSet, 0x0008_1110), false);
  });

  test('a private keyword is in the block that its creator has reserved', () => {
    const { target } = parse('RadioButton3');
    const dataSet = new DataSet().set(0x4321_0010, 'LO', 'Other').set(0x4321_0011, 'LO', 'RadioLogic');
    assert.equal(tagIn(dataSet, target), 0x4321_1112);
    assert.equal(tagIn(new DataSet(), target), undefined);
  });
});
