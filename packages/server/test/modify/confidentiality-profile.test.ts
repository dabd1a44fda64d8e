import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseTag } from '@isocenter/dicom';
import {
  ConfidentialityProfile,
  defaultProfileEdition,
  isProfileEdition,
  type ProfileAction,
  type ProfileEdition,
  profileEditions,
} from '../../src/modify/profiles/confidentiality-profile.ts';

/** Rows of PS3.15 Table E.1-1 as they are printed in each edition; undefined: the edition does not have the row. */
const rows: readonly (readonly [string, ...(ProfileAction | undefined)[]])[] = [
  // tag, 2008, 2017c, 2021b, 2023b
  ['0008,0014', 'replaceUid', 'replaceUid', 'replaceUid', 'replaceUid'],
  ['0008,0018', 'replaceUid', 'replaceUid', 'replaceUid', 'replaceUid'],
  ['0008,0020', undefined, 'empty', 'empty', 'empty'],
  ['0008,0050', 'remove', 'empty', 'empty', 'empty'],
  ['0008,0080', 'remove', 'remove', 'remove', 'remove'],
  ['0008,0090', 'remove', 'empty', 'empty', 'empty'],
  ['0008,1140', undefined, undefined, undefined, undefined],
  ['0008,1155', 'replaceUid', 'replaceUid', 'replaceUid', 'replaceUid'],
  ['0010,0010', 'empty', 'empty', 'empty', 'empty'],
  ['0010,0020', 'empty', 'empty', 'empty', 'empty'],
  ['0010,0030', 'remove', 'empty', 'empty', 'empty'],
  ['0010,1060', undefined, 'remove', 'remove', 'remove'],
  ['0016,0071', undefined, undefined, 'remove', 'remove'],
  ['0020,0052', 'replaceUid', 'replaceUid', 'replaceUid', 'replaceUid'],
  ['0032,1033', undefined, 'remove', 'remove', 'remove'],
  ['0034,0005', undefined, undefined, 'empty', 'empty'],
  ['0040,a730', 'remove', 'remove', 'empty', 'empty'],
  ['0050,0020', undefined, undefined, 'remove', 'remove'],
  ['3006,0002', undefined, undefined, 'empty', 'empty'],
  ['0008,0012', undefined, undefined, undefined, 'remove'],
  ['0040,a121', undefined, undefined, undefined, 'empty'],
  ['300a,000b', undefined, undefined, undefined, 'remove'],
  // (50xx,xxxx), (60xx,3000), (60xx,4000)
  ['5002,3000', undefined, 'remove', 'remove', 'remove'],
  ['6000,3000', undefined, 'remove', 'remove', 'remove'],
  ['601e,4000', undefined, 'remove', 'remove', 'remove'],
  ['6000,0010', undefined, undefined, undefined, undefined],
  ['5200,9230', undefined, undefined, undefined, undefined],
  // What makes an image an image
  ['0008,0016', undefined, undefined, undefined, undefined],
  ['0028,0010', undefined, undefined, undefined, undefined],
  ['7fe0,0010', undefined, undefined, undefined, undefined],
];

const editions = ['2008', '2017c', '2021b', '2023b'] as const satisfies readonly ProfileEdition[];

describe('confidentiality profiles', () => {
  test('the editions are those of the peer, the newest by default', () => {
    assert.deepEqual([...profileEditions].sort(), [...editions].sort());
    assert.equal(defaultProfileEdition, '2023b');
    assert.equal(isProfileEdition('2021b'), true);
    for (const text of ['nope', '2011', '', 'constructor']) assert.equal(isProfileEdition(text), false, text);
  });

  for (const [position, edition] of editions.entries()) {
    test(`PS3.15-${edition} Table E.1-1`, () => {
      const profile = new ConfidentialityProfile(edition);
      for (const [text, ...actions] of rows) {
        assert.equal(profile.actionOf(parseTag(text) ?? 0), actions[position], `${edition} ${text}`);
      }
    });
  }

  test('each is named as the method of de-identification', () => {
    const titles = editions.map((edition) => new ConfidentialityProfile(edition).title);
    assert.deepEqual(titles, [
      'PS 3.15-2008 Table E.1-1',
      'PS 3.15-2017c Table E.1-1 Basic Profile',
      'PS 3.15-2021b Table E.1-1 Basic Profile',
      'PS 3.15-2023b Table E.1-1 Basic Profile',
    ]);
  });
});
