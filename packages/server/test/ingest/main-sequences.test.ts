import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  DataDictionary,
  DataSet,
  DataSetParser,
  encodeDataSetToBytes,
  Sequence,
  TransferSyntaxes,
} from '@isocenter/dicom';
import { HeaderCollector } from '../../src/ingest/header-collector.ts';
import { MainTags } from '../../src/model/main-tags.ts';
import { mainSequencesText } from '../../src/tag-json/main-sequences.ts';

const requestAttributes = 0x00400275;
const seriesNumber = 0x00200011;
const mainTags = new MainTags();
const syntax = TransferSyntaxes.ExplicitVRLittleEndian;

/** What ingest keeps of a data set that arrives in pieces. */
function kept(dataSet: DataSet, chunkBytes = 1000): unknown {
  const collector = new HeaderCollector(mainTags.all, 'ISO_IR 100');
  const parser = new DataSetParser(syntax, collector);
  const bytes = encodeDataSetToBytes(dataSet, syntax);
  for (let at = 0; at < bytes.length; at += chunkBytes) parser.write(bytes.subarray(at, at + chunkBytes));
  parser.end();
  // What follows the sequence is read whatever became of it.
  assert.equal(collector.dataSet.text(0x00540081), '7');
  const text = mainSequencesText(collector.dataSet, mainTags.sequencesOf('Series'), DataDictionary.standard);
  return text === undefined ? undefined : JSON.parse(text);
}

function series(items?: readonly DataSet[], undefinedLength = false): DataSet {
  const dataSet = new DataSet().set(seriesNumber, 'IS', '1').set(0x00540081, 'US', 7);
  if (items !== undefined) {
    const value = new Sequence(items, undefinedLength);
    dataSet.setElement({ tag: requestAttributes, vr: 'SQ', value, encoding: undefined });
  }
  return dataSet;
}

const procedure = (id: string) => new DataSet().set(0x00401001, 'SH', id);

describe('the main sequences that ingest keeps', () => {
  it('are none where the data set has none', () => {
    assert.equal(kept(series()), undefined);
  });

  it('have their items in the full format, nested ones too', () => {
    const code = new DataSet().set(0x00080100, 'SH', 'C1').set(0x00080104, 'LO', 'Head');
    const item = procedure('RP1').set(0x00400007, 'LO', '').set(0x00400008, 'SQ', [code]);
    const expected = {
      '0040,0275': [
        {
          '0040,0007': { Name: 'ScheduledProcedureStepDescription', Type: 'String', Value: '' },
          '0040,0008': {
            Name: 'ScheduledProtocolCodeSequence',
            Type: 'Sequence',
            Value: [
              {
                '0008,0100': { Name: 'CodeValue', Type: 'String', Value: 'C1' },
                '0008,0104': { Name: 'CodeMeaning', Type: 'String', Value: 'Head' },
              },
            ],
          },
          '0040,1001': { Name: 'RequestedProcedureID', Type: 'String', Value: 'RP1' },
        },
      ],
    };
    for (const undefinedLength of [false, true]) {
      for (const chunkBytes of [1, 7, 1000]) {
        assert.deepEqual(kept(series([item], undefinedLength), chunkBytes), expected);
      }
    }
  });

  it('are empty where the sequence is', () => {
    assert.deepEqual(kept(series([])), { '0040,0275': [] });
  });

  it('have a text above 256 characters as TooLong', () => {
    const tag = (length: number) => {
      const { '0040,0275': items } = kept(series([new DataSet().set(0x00401400, 'LT', 'x'.repeat(length))])) as {
        '0040,0275': Record<string, unknown>[];
      };
      return items[0]?.['0040,1400'];
    };
    const Name = 'RequestedProcedureComments';
    assert.deepEqual(tag(256), { Name, Type: 'String', Value: 'x'.repeat(256) });
    assert.deepEqual(tag(257), { Name, Type: 'TooLong', Value: null });
  });

  it('are null with binary values at any depth: only the file has them', () => {
    const binary = () => new DataSet().set(0x00420011, 'OB', Uint8Array.of(1, 2));
    const unknown = new DataSet().set(0x00091001, 'UN', Uint8Array.of(1, 2));
    for (const item of [binary(), unknown, procedure('RP1').set(0x00400008, 'SQ', [binary()])]) {
      assert.deepEqual(kept(series([item])), { '0040,0275': null });
    }
  });

  it('are null above 64 KiB in all, whatever the form of their length', () => {
    // Each item: 8 bytes of its own, 8 of its element, 8 of text.
    const items = (count: number) => Array.from({ length: count }, () => procedure('RP345678'));
    const most = Math.floor((64 * 1024) / 24);
    const isKept = (count: number, undefinedLength: boolean) => {
      const { '0040,0275': found } = kept(series(items(count), undefinedLength)) as { '0040,0275': unknown };
      return Array.isArray(found) ? found.length : found;
    };
    assert.equal(isKept(most, false), most);
    assert.equal(isKept(most + 1, false), null);
    assert.equal(isKept(most - 1, true), most - 1);
    assert.equal(isKept(most + 1, true), null);
    assert.equal(isKept(4 * most, true), null);
    const nested = procedure('RP1').set(0x00400008, 'SQ', items(2 * most));
    assert.deepEqual(kept(series([nested], true)), { '0040,0275': null });
  });
});
