import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type DataSet, parseDataSet, TransferSyntaxes } from '@isocenter/dicom';
import { FindAnswerEncoder } from '../../src/dimse-in/find-answer.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { MainTags } from '../../src/model/main-tags.ts';
import { findMatches } from '../../src/query/find-matches.ts';
import { planFind } from '../../src/query/find-plan.ts';
import { MemoryArchive, memoryInstance } from '../query/memory-index.ts';
import { findSettings } from '../support/find-settings.ts';

const requestAttributes = 0x00400275;
const mainTags = new MainTags();

/** The answer of C-FIND at SERIES level about a series with this metadata, and no file. */
async function answer(
  mainSequences: string,
  transferSyntax = TransferSyntaxes.ImplicitVRLittleEndian,
): Promise<DataSet> {
  const keys = [{ tag: requestAttributes, vr: 'SQ', keys: [] }] as const;
  const settings = findSettings({ mainTags });
  const matching = { caseSensitive: true, caseSensitivePersonNames: false };
  const plan = planFind({ level: 'Series', dialect: 'c-find', keys, requested: keys, matching }, settings);
  const archive = new MemoryArchive([{ ...memoryInstance('1', {}), mainSequences }]);
  const encoder = new FindAnswerEncoder({
    identifier: { level: 'Series', levelText: 'SERIES', keys },
    sources: plan.sources,
    transferSyntax,
    characterSet: settings.characterSet,
    retrieveAet: 'ISOCENTER',
  });
  for await (const [match] of findMatches(plan, { ...archive, settings, logger: silentLogger })) {
    assert.ok(match !== undefined);
    assert.deepEqual(archive.blobsRead, []);
    return parseDataSet(encoder.encode(match), transferSyntax);
  }
  throw new Error('no match');
}

const tag = (Value: string) => ({ Name: 'any', Type: 'String', Value });

describe('an answer of C-FIND with a main sequence of the index', () => {
  it('has its items, nested ones and empty values too, in each transfer syntax', async () => {
    const code = { '0008,0100': tag('C1'), '0008,0104': tag('') };
    const item = {
      '0008,1155': tag('1.2.3'),
      '0040,0008': { Name: 'any', Type: 'Sequence', Value: [code] },
      '0040,1001': tag('RP1'),
    };
    const text = JSON.stringify({ '0040,0275': [item, {}] });
    const { ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian } = TransferSyntaxes;
    for (const transferSyntax of [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian]) {
      const [first, second] = (await answer(text, transferSyntax)).sequence(requestAttributes);
      assert.equal(second?.size, 0);
      assert.equal(Buffer.from(first?.bytes(0x00081155) ?? []).toString('latin1'), '1.2.3\0');
      assert.equal(first?.text(0x00401001), 'RP1');
      assert.equal(first?.has(0x00080005), false);
      const [inner] = first?.sequence(0x00400008) ?? [];
      assert.equal(inner?.text(0x00080100), 'C1');
      assert.equal(inner?.bytes(0x00080104)?.length, 0);
    }
  });

  it('keeps every character: items beyond ASCII say that they are in UTF-8', async () => {
    const items = [{ '0008,0005': tag('ISO_IR 13'), '0040,1001': tag('山') }, { '0040,1001': tag('A') }];
    const found = await answer(JSON.stringify({ '0040,0275': items }));
    assert.equal(found.text(0x00080005), 'ISO_IR 100');
    const [first, second] = found.sequence(requestAttributes);
    assert.deepEqual([first?.text(0x00080005), first?.text(0x00401001)], ['ISO_IR 192', '山']);
    assert.deepEqual([second?.has(0x00080005), second?.text(0x00401001)], [false, 'A']);
  });

  it('has an empty sequence where the index has none', async () => {
    assert.deepEqual((await answer('{}')).sequence(requestAttributes), []);
    assert.equal((await answer('{"0040,0275":[]}')).has(requestAttributes), true);
  });
});
