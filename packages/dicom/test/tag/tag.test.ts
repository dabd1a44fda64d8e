import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  elementOf,
  formatTag,
  groupOf,
  isGroupLength,
  isPrivate,
  isPrivateCreator,
  parseTag,
  tag,
  tagHex,
} from '../../src/tag.ts';

describe('a tag', () => {
  it('is unsigned, whatever its group', () => {
    assert.equal(tag(0xfffe, 0xe000), 4294893568);
    assert.equal(tag(0x0010, 0x0020), 1048608);
  });

  it('is written with lower-case digits and a comma, and in JSON as eight upper-case digits', () => {
    assert.equal(formatTag(0x00280a1f), '0028,0a1f');
    assert.equal(tagHex(0x7fe00010), '7FE00010');
    assert.equal(tagHex(0x00080005), '00080005');
  });

  it('is read in every common form and no other', () => {
    for (const text of ['7FE0,0010', '7fe0-0010', '7fE00010', '7fe0,0010']) assert.equal(parseTag(text), 0x7fe00010);
    for (const text of ['', '10,20', '0010 0020', '(0010,0020)', '001000200', '0x100020', 'PatientID', '0010,002g']) {
      assert.equal(parseTag(text), undefined, text);
    }
  });

  it('comes back from its parts and from its forms', () => {
    const word = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(word, word, (group, element) => {
        const made = tag(group, element);
        assert.deepEqual([groupOf(made), elementOf(made)], [group, element]);
        assert.equal(parseTag(formatTag(made)), made);
        assert.equal(parseTag(tagHex(made)), made);
      }),
    );
  });
});

describe('the kind of a tag', () => {
  it('is private in odd groups, and a private creator in elements 10 to FF of them', () => {
    const rows = [
      // tag, private, private creator
      [0x00090010, true, true],
      [0x000900ff, true, true],
      [0x0009000f, true, false],
      [0x00091001, true, false],
      [0xffff0010, true, true],
      [0x00100010, false, false],
      [0xfffee000, false, false],
    ] as const;
    for (const [value, inPrivateGroup, creator] of rows) {
      assert.deepEqual([isPrivate(value), isPrivateCreator(value)], [inPrivateGroup, creator], formatTag(value));
    }
  });

  it('is a group length in element 0000', () => {
    assert.equal(isGroupLength(0x00080000), true);
    assert.equal(isGroupLength(0x00080001), false);
  });
});
