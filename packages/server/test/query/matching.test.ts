import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataDictionary, type Tag } from '@isocenter/dicom';
import { silentLogger } from '../../src/logging/logger.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { MainTags } from '../../src/model/main-tags.ts';
import { findMatches } from '../../src/query/find-matches.ts';
import { planFind } from '../../src/query/find-plan.ts';
import type { FindQuery } from '../../src/query/find-query.ts';
import { fileOf, MemoryArchive, memoryInstance } from './memory-index.ts';

/** One attribute of each VR; none is a main tag by default. */
const attributes = {
  AE: 0x00080055,
  AS: 0x00101010,
  CS: 0x00080068,
  DA: 0x00080022,
  DS: 0x00180050,
  DT: 0x0008002a,
  IS: 0x00181152,
  LO: 0x00181000,
  LT: 0x00104000,
  PN: 0x00101005,
  SH: 0x00102160,
  ST: 0x00080081,
  TM: 0x00080032,
  UC: 0x00080119,
  UI: 0x00200052,
  UR: 0x00081190,
  UT: 0x0040a160,
} as const satisfies Record<string, Tag>;

type TextVr = keyof typeof attributes;
type Verdict = 'matches' | 'no match' | 'refused';
type Row = readonly [vr: TextVr, stored: string | undefined, asked: string, verdict: Verdict];

/** Matching in C-FIND: PS3.4 C.2.2.2, and the peer where the standard leaves it open. */
const cFind: Readonly<Record<string, readonly Row[]>> = {
  'single value (C.2.2.2.1)': [
    ['LO', 'SN-1', 'SN-1', 'matches'],
    ['LO', 'SN-1', 'SN-2', 'no match'],
    ['LO', 'SN-1', 'sn-1', 'no match'],
    ['LO', 'SN-10', 'SN-1', 'no match'],
    ['LO', 'Müller', 'Muller', 'no match'],
    ['LO', 'A.C', 'ABC', 'no match'],
    ['LO', '', 'SN-1', 'no match'],
    ['LO', undefined, 'SN-1', 'no match'],
    ['SH', 'A', ' A ', 'matches'],
    ['CS', 'FOR PROCESSING', 'FOR PROCESSING', 'matches'],
    ['CS', 'FOR PROCESSING', 'for processing', 'no match'],
    ['AS', '018M', '018M', 'matches'],
    ['IS', '12', '12', 'matches'],
    ['DS', '-1.5', '-1.5', 'matches'],
    ['DA', '20200229', '20200229', 'matches'],
    ['DA', '20200229', '20200228', 'no match'],
    ['TM', '1015', '10', 'no match'],
    ['UI', '1.2.3', '1.2.3', 'matches'],
    ['UI', '1.2.3', '1.2', 'no match'],
    ['LT', 'a\\b', 'a\\b', 'matches'],
    ['LT', 'a\\b', 'a', 'no match'],
  ],
  'person names ignore case and accents': [
    ['PN', 'Doe^John', 'doe^JOHN', 'matches'],
    ['PN', 'Müller^Zoé', 'muller^zoe', 'matches'],
    ['PN', 'Muller', 'MÜLLER', 'matches'],
    ['PN', 'Doe^John^^', 'Doe^John', 'matches'],
    ['PN', 'Doe^John', 'Doe^John^^^', 'matches'],
    ['PN', 'Doe^John', 'Doe', 'no match'],
    ['PN', 'Doe^John', 'Doe^Jane', 'no match'],
    ['PN', 'Yamada^Tarou=山田^太郎=やまだ^たろう', 'yamada^tarou', 'matches'],
    ['PN', 'Yamada^Tarou=山田^太郎=やまだ^たろう', '山田^太郎', 'matches'],
    ['PN', 'Yamada^Tarou=山田^太郎=やまだ^たろう', 'やまだ^たろう', 'matches'],
    ['PN', 'Yamada^Tarou=山田^太郎=やまだ^たろう', '山田*', 'matches'],
    ['PN', 'Yamada^Tarou=山田^太郎', 'Yamada^Tarou=山田^太郎', 'matches'],
    ['PN', 'Yamada^Tarou=山田^太郎', '太郎', 'no match'],
    ['PN', 'ハナコ', 'バナコ', 'no match'],
  ],
  'list of UIDs and several values (C.2.2.2.2)': [
    ['UI', '1.2.3', '1.2.4\\1.2.3', 'matches'],
    ['UI', '1.2.3', '1.2.4\\1.2.5', 'no match'],
    ['UI', '1.2.3', '1.2.3\\', 'matches'],
    ['LO', 'B', 'A\\B', 'matches'],
    ['LO', 'C', 'A\\B', 'no match'],
    ['DA', '20200102', '20200101\\20200102', 'matches'],
    ['DA', '20200103', '20200101\\20200102', 'no match'],
    ['DA', '20200315', '20200101\\20200301-20200331', 'matches'],
    ['DA', '20200401', '20200101\\20200301-20200331', 'no match'],
    ['IS', '3', '1\\3', 'matches'],
    ['PN', 'Doe^John', 'Roe^Jane\\DOE^JOHN', 'matches'],
    ['SH', 'xay', 'q*\\x?y', 'matches'],
  ],
  'universal (C.2.2.2.3)': [
    ['LO', 'A', '', 'matches'],
    ['LO', '', '', 'matches'],
    ['LO', undefined, '', 'matches'],
    ['UI', undefined, '', 'matches'],
    ['LO', '', '*', 'matches'],
    ['LO', undefined, '*', 'matches'],
    ['PN', undefined, '*', 'matches'],
    ['LO', undefined, 'A\\*', 'matches'],
    ['DA', undefined, '-', 'matches'],
  ],
  'wildcard (C.2.2.2.4)': [
    ['LO', 'CHEST PA', 'CHEST*', 'matches'],
    ['LO', 'CHEST', 'CHEST*', 'matches'],
    ['LO', 'CHEST PA', '*PA', 'matches'],
    ['LO', 'CHEST PA', 'C*T*A', 'matches'],
    ['LO', 'CHEST PA', 'C*X*A', 'no match'],
    ['LO', 'CHEST PA', 'chest*', 'no match'],
    ['LO', 'CAT', 'C?T', 'matches'],
    ['LO', 'CT', 'C?T', 'no match'],
    ['LO', 'COAT', 'C?T', 'no match'],
    ['LO', '山川', '山?', 'matches'],
    ['LO', '𠮷田', '?田', 'matches'],
    ['LO', '', '?*', 'no match'],
    ['LO', '100%', '100_', 'no match'],
    ['LO', 'a[b]c', 'a[b]*', 'matches'],
    ['LO', 'abc', 'a[b]*', 'no match'],
    ['PN', 'Doe^John', 'doe^j*', 'matches'],
    ['PN', 'Doe^John', '*JOHN', 'matches'],
    ['PN', 'Doe^John', 'd?e*', 'matches'],
    ['AE', 'STORE1', 'STORE?', 'matches'],
    ['CS', 'FOR PROCESSING', 'FOR*', 'matches'],
    ['SH', 'ABC', 'A*', 'matches'],
    ['ST', 'Main St', 'Main*', 'matches'],
    ['LT', 'line one', '*one', 'matches'],
    ['UC', 'LONG-CODE', 'LONG*', 'matches'],
    ['UR', 'http://host/a', 'http*', 'matches'],
    ['UT', 'some text', '*text', 'matches'],
    ['UI', '1.2.3', '1.2.*', 'refused'],
    ['UI', '1.2.3', '*', 'refused'],
    ['DA', '20200101', '2020*', 'refused'],
    ['DA', '20200101', '*', 'refused'],
    ['TM', '10', '1?', 'refused'],
    ['DT', '2020', '*', 'refused'],
    ['IS', '1', '*', 'refused'],
    ['DS', '1', '?', 'refused'],
    ['AS', '018M', '018*', 'refused'],
  ],
  'range (C.2.2.2.5)': [
    ['DA', '20200101', '20200101-20201231', 'matches'],
    ['DA', '20201231', '20200101-20201231', 'matches'],
    ['DA', '20210101', '20200101-20201231', 'no match'],
    ['DA', '20191231', '20200101-20201231', 'no match'],
    ['DA', '20191231', '-20191231', 'matches'],
    ['DA', '20200101', '-20191231', 'no match'],
    ['DA', '20300101', '20200101-', 'matches'],
    ['DA', '', '20200101-', 'no match'],
    ['DA', undefined, '-20191231', 'no match'],
    ['DA', '20201231', '2020-2020', 'matches'],
    ['TM', '115959.999999', '10-11', 'matches'],
    ['TM', '120000', '10-11', 'no match'],
    ['TM', '10', '100000-11', 'matches'],
    ['TM', '095959', '100000-11', 'no match'],
    ['TM', '101530', '101530-101530', 'matches'],
    ['TM', '101530.5', '-101530', 'matches'],
    ['TM', '000000', '0000-01', 'matches'],
    ['DT', '20200101', '2020-2021', 'matches'],
    ['DT', '20211231235959', '2020-2021', 'matches'],
    ['DT', '20220101', '2020-2021', 'no match'],
    ['DT', '20200101120000', '20200101-', 'matches'],
    ['DT', '20191231', '20200101-', 'no match'],
    ['DT', '20200101120000-0500', '20200101120000-0500', 'matches'],
    ['DT', '20200101130000-0500', '20200101120000-0500', 'no match'],
    ['DT', '20200101170000+0000', '20200101120000-0500-20200101123000-0500', 'matches'],
    ['DT', '20200101120000+0000', '20200101120000-0500-20200101123000-0500', 'no match'],
    ['DT', '20200101173000.5+0000', '20200101120000-0500-20200101123000-0500', 'matches'],
    ['DT', '20200102', '20200101120000-0500-', 'matches'],
    ['DT', '20200101', '-20200101120000-0500', 'matches'],
    ['LO', '2020', '2019-2021', 'no match'],
  ],
};

/** /tools/find with CaseSensitive left out. */
const toolsFind: Readonly<Record<string, readonly Row[]>> = {
  'text ignores case and accents': [
    ['LO', 'Thorax Müller', 'THORAX MULLER', 'matches'],
    ['CS', 'FOR PROCESSING', 'for*', 'matches'],
    ['PN', 'Doe^John', 'DOE^*', 'matches'],
    ['UI', '1.2.3', '1.2.3\\1.2.4', 'matches'],
    ['DA', '20200101', '2020*', 'refused'],
  ],
};

const dictionary = DataDictionary.standard;

async function verdictOf([vr, stored, asked]: Row, query: Pick<FindQuery, 'dialect' | 'matching'>, inIndex: boolean) {
  const tag = attributes[vr];
  const hex = tag.toString(16).padStart(8, '0');
  const key = `${hex.slice(0, 4)},${hex.slice(4)}`;
  const archive = inIndex
    ? new MemoryArchive([memoryInstance('1', { Study: stored === undefined ? {} : { [key]: stored } })])
    : new MemoryArchive([
        memoryInstance('1', {}, fileOf(stored === undefined ? [] : [[tag, vr, stored || null]], 'ISO_IR 192')),
      ]);
  const settings = {
    mainTags: new MainTags(inIndex ? { Study: [tag] } : {}),
    dictionary,
    characterSet: ['ISO_IR 100'],
    storageAccess: 'Always',
    limitFindResults: 0,
    limitFindInstances: 0,
  } as const;
  const keys = [{ tag, vr, value: asked }];
  try {
    const plan = planFind({ ...query, level: 'Study', keys, requested: [] }, settings);
    const page = await findMatches(plan, { ...archive, settings, logger: silentLogger }).next();
    return page.done ? 'no match' : 'matches';
  } catch (error) {
    assert.ok(error instanceof IsocenterError && error.code === 'ParameterOutOfRange', String(error));
    return 'refused';
  }
}

const tables = [
  ['C-FIND', cFind, { dialect: 'c-find', matching: { caseSensitive: true, caseSensitivePersonNames: false } }],
  [
    'tools/find',
    toolsFind,
    { dialect: 'tools-find', matching: { caseSensitive: false, caseSensitivePersonNames: false } },
  ],
] as const;

for (const [name, table, query] of tables) {
  for (const inIndex of [true, false]) {
    describe(`${name}, the attribute ${inIndex ? 'kept in the index' : 'read from the file'}`, () => {
      for (const [kind, rows] of Object.entries(table)) {
        it(kind, async () => {
          for (const row of rows) {
            const [vr, stored, asked, verdict] = row;
            assert.equal(await verdictOf(row, query, inIndex), verdict, `${vr} ${stored} asked for ${asked}`);
          }
        });
      }
    });
  }
}

describe('options of the matching', () => {
  const row: Row = ['PN', 'Doe^John', 'doe^john', 'no match'];

  it('person names are compared with case where CaseSensitivePN says so', async () => {
    const query = { dialect: 'c-find', matching: { caseSensitive: true, caseSensitivePersonNames: true } } as const;
    for (const inIndex of [true, false]) assert.equal(await verdictOf(row, query, inIndex), 'no match');
    for (const inIndex of [true, false]) {
      assert.equal(await verdictOf(['PN', 'Doe^John', 'Doe^J*', 'matches'], query, inIndex), 'matches');
    }
  });

  it('two quotation marks find the empty value where negotiated, and are literal elsewhere (C.2.2.2.7)', async () => {
    const matching = { caseSensitive: true, caseSensitivePersonNames: false };
    const negotiated = { dialect: 'c-find', matching: { ...matching, emptyValueMatching: true } } as const;
    const literal = { dialect: 'c-find', matching } as const;
    for (const inIndex of [true, false]) {
      assert.equal(await verdictOf(['LO', '', '""', 'matches'], negotiated, inIndex), 'matches');
      assert.equal(await verdictOf(['LO', 'A', '""', 'matches'], negotiated, inIndex), 'no match');
      assert.equal(await verdictOf(['LO', '', '""', 'matches'], literal, inIndex), 'no match');
      assert.equal(await verdictOf(['LO', '""', '""', 'matches'], literal, inIndex), 'matches');
    }
  });

  it('a pattern of hostile length is refused', async () => {
    const query = { dialect: 'c-find', matching: { caseSensitive: true, caseSensitivePersonNames: false } } as const;
    assert.equal(await verdictOf(['LO', 'A', `${'*a'.repeat(5000)}`, 'refused'], query, true), 'refused');
    assert.equal(await verdictOf(['PN', 'A', `${'^'.repeat(500_000)}x`, 'refused'], query, true), 'refused');
  });
});
