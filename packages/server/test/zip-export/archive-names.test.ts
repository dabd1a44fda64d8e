import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { distinctName, fileName, folderName, isNumberedByIndex } from '../../src/zip-export/archive-names.ts';

const patient = (id: string, name = '') => ({ '0010,0020': id, '0010,0010': name });

describe('names within an archive', () => {
  it('joins what is there, in the order of the peer', () => {
    assert.equal(folderName('Patient', patient('887', 'KNEE'), false), '887 - KNEE');
    assert.equal(folderName('Patient', patient('', 'KNEE'), false), 'KNEE');
    const study = { '0008,0050': 'A1', '0008,1030': 'IRM DU GENOU' };
    assert.equal(folderName('Study', study, false), 'A1 - IRM DU GENOU');
    const series = { '0020,0011': '301', '0008,0060': 'MR', '0008,103e': 'sT2W/FLAIR' };
    assert.equal(folderName('Series', series, false), '301 - MR - sT2W FLAIR');
  });

  it('says that a level is unknown when nothing is left of its name', () => {
    for (const name of ['', '  ', '^^^', '..', '/', '\u0007', '日本']) {
      assert.equal(folderName('Patient', patient('', name), false), 'Unknown Patient', JSON.stringify(name));
    }
    assert.equal(folderName('Series', {}, true), 'Unknown Series');
  });

  it('drops what is not ASCII unless UTF-8 is wanted', () => {
    const study = { '0008,1030': 'IRM cérébrale, neuro-crâne' };
    assert.equal(folderName('Study', study, false), 'IRM crbrale, neuro-crne');
    assert.equal(folderName('Study', study, true), 'IRM cérébrale, neuro-crâne');
  });

  it('never makes a name that leaves its folder or that a file system refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.boolean(), (id, name, utf8) => {
        const folder = folderName('Patient', patient(id, name), utf8);
        assert.doesNotMatch(folder, /[/\\:*?"<>|]|\p{Cc}/u);
        assert.doesNotMatch(folder, /^[. ]*$|[. ]$|^ /);
        assert.ok([...folder].length <= 100);
        if (!utf8) assert.match(folder, /^[\x20-\x7e]+$/);
      }),
    );
  });

  it('numbers files with the letters of the modality, eight characters in all', () => {
    assert.equal(fileName('US', 8), 'US000008.dcm');
    assert.equal(fileName('mr', 1), 'MR000001.dcm');
    assert.equal(fileName('C', 5), 'C0000005.dcm');
    assert.equal(fileName('', 0), '00000000.dcm');
    assert.equal(fileName('RTDOSE', 12), 'RT000012.dcm');
    assert.equal(fileName('../', 3), '00000003.dcm');
  });

  it('numbers by the index in the series only where that tells instances apart', () => {
    assert.equal(isNumberedByIndex([3, 1, 2]), true);
    assert.equal(isNumberedByIndex([1, 1]), false);
    assert.equal(isNumberedByIndex([1, null]), false);
    assert.equal(isNumberedByIndex([-1, 1]), false);
  });

  it('gives a second folder of the same name a number, whatever its case', () => {
    const taken = new Set<string>();
    assert.deepEqual(
      ['S', 's', 'S', 'T'].map((name) => distinctName(name, taken)),
      ['S', 's-2', 'S-3', 'T'],
    );
  });
});
