import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DataSet, formatTag, type Tag } from '@isocenter/dicom';
import type { BlobReader } from '../../src/blobs/blob-store.ts';
import type { IndexStore } from '../../src/index/index-store.ts';
import type { NewInstance } from '../../src/index/records.ts';
import type { ResourceCondition } from '../../src/index/resource-query.ts';
import { openSqliteIndex, type SqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { readInstanceHeader } from '../../src/ingest/instance-header.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { MainTags } from '../../src/model/main-tags.ts';
import { findMatches } from '../../src/query/find-matches.ts';
import { planFind } from '../../src/query/find-plan.ts';
import type { FindQuery } from '../../src/query/find-query.ts';
import { findSettings } from '../support/find-settings.ts';
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
    ['DA', undefined, '-', 'matches'],
  ],
  'wildcard (C.2.2.2.4)': [
    // The peer wants the attribute to be there; the standard makes no difference between `*` and an empty key.
    ['LO', '', '*', 'matches'],
    ['LO', undefined, '*', 'no match'],
    ['PN', undefined, '*', 'no match'],
    ['LO', undefined, 'A\\*', 'no match'],
    ['LO', 'B', '*', 'matches'],
    ['PN', 'B^C', '*', 'matches'],
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

const everyTag = Object.values(attributes);

/** Where the one study with the stored value is looked for. */
interface Place {
  readonly index: Pick<IndexStore, 'findResources'>;
  readonly blobs: BlobReader;
  readonly mainTags: MainTags;
  readonly conditions?: readonly ResourceCondition[];
}

type Keep = (vr: TextVr, stored: string | undefined) => Promise<Place>;

const inFile: Keep = async (vr, stored) => {
  const file = fileOf(stored === undefined ? [] : [[attributes[vr], vr, stored || null]], 'ISO_IR 192');
  return { ...new MemoryArchive([memoryInstance('1', {}, file)]), mainTags: new MainTags() };
};

const inMemory: Keep = async (vr, stored) => {
  const key = formatTag(attributes[vr]);
  const tags = stored === undefined ? {} : { [key]: stored };
  return { ...new MemoryArchive([memoryInstance('1', { Study: tags })]), mainTags: new MainTags({ Study: everyTag }) };
};

async function verdictOf([vr, stored, asked]: Row, query: Pick<FindQuery, 'dialect' | 'matching'>, keep: Keep) {
  const { mainTags, conditions = [], ...archive } = await keep(vr, stored);
  const settings = findSettings({ mainTags });
  const keys = [{ tag: attributes[vr], vr, value: asked }];
  try {
    const plan = planFind({ ...query, level: 'Study', keys, requested: [], conditions }, settings);
    const matches = findMatches(plan, { ...archive, settings, logger: silentLogger });
    const page = await matches.next();
    await matches.return({ limitReached: false });
    return page.done ? 'no match' : 'matches';
  } catch (error) {
    assert.ok(error instanceof IsocenterError && error.code === 'ParameterOutOfRange', String(error));
    return 'refused';
  }
}

const strict = { caseSensitive: true, caseSensitivePersonNames: false } as const;
const tables = [
  ['C-FIND', cFind, { dialect: 'c-find', matching: strict }],
  ['tools/find', toolsFind, { dialect: 'tools-find', matching: { ...strict, caseSensitive: false } }],
] as const;

function matchingTests(place: string, keep: Keep): void {
  for (const [name, table, query] of tables) {
    for (const [kind, rows] of Object.entries(table)) {
      it(`${name}: ${kind}`, async () => {
        for (const row of rows) {
          const [vr, stored, asked, verdict] = row;
          assert.equal(await verdictOf(row, query, keep), verdict, `${vr} ${stored} asked for ${asked}, ${place}`);
        }
      });
    }
  }
}

describe('matching of an attribute read from the file', () => matchingTests('file', inFile));

describe('matching of an attribute kept in an index', () => matchingTests('memory', inMemory));

describe('matching of an attribute kept in SQLite', () => {
  let directory = '';
  let sqlite: SqliteIndex | undefined;
  const mainTags = new MainTags({ Study: everyTag });

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'isocenter-matching-'));
    sqlite = await openSqliteIndex(directory);
  });
  after(async () => {
    await sqlite?.index.close();
    await rm(directory, { recursive: true });
  });

  let studies = 0;
  matchingTests('SQLite', async (vr, stored) => {
    assert.ok(sqlite);
    studies += 1;
    const instance = newInstance(`2.25.${studies}`, attributes[vr], vr, stored, mainTags);
    await sqlite.index.storeInstance(instance, { maximumStorageBytes: 0, maximumPatients: 0, mode: 'Recycle' });
    const { Study: publicId } = instance.publicIds;
    const { blobs } = new MemoryArchive([]);
    const conditions = [{ derived: true, kind: 'within', level: 'Study', publicId }] as const;
    return { index: sqlite.index, blobs, mainTags, conditions };
  });
});

/** What ingest makes of a data set with one attribute besides the identifiers. */
function newInstance(uid: string, tag: Tag, vr: TextVr, stored: string | undefined, mainTags: MainTags): NewInstance {
  const dataSet = new DataSet().set(0x00080005, 'CS', 'ISO_IR 192');
  for (const identifier of [0x00080016, 0x00080018, 0x0020000d, 0x0020000e]) dataSet.set(identifier, 'UI', uid);
  if (stored !== undefined) dataSet.set(tag, vr, stored || null);
  const header = readInstanceHeader(dataSet, mainTags);
  return {
    ...header,
    transferSyntaxUid: '1.2.840.10008.1.2.1',
    metadata: { Patient: {}, Study: {}, Series: {}, Instance: {} },
    attachments: [],
    overwrite: 'Never',
    receivedAtMs: 0,
  };
}

describe('options of the matching', () => {
  const row: Row = ['PN', 'Doe^John', 'doe^john', 'no match'];

  it('person names are compared with case where CaseSensitivePN says so', async () => {
    const query = { dialect: 'c-find', matching: { caseSensitive: true, caseSensitivePersonNames: true } } as const;
    for (const keep of [inFile, inMemory]) assert.equal(await verdictOf(row, query, keep), 'no match');
    for (const keep of [inFile, inMemory]) {
      assert.equal(await verdictOf(['PN', 'Doe^John', 'Doe^J*', 'matches'], query, keep), 'matches');
    }
  });

  it('two quotation marks find the empty value where negotiated, and are literal elsewhere (C.2.2.2.7)', async () => {
    const negotiated = { dialect: 'c-find', matching: { ...strict, emptyValueMatching: true } } as const;
    const literal = { dialect: 'c-find', matching: strict } as const;
    for (const keep of [inFile, inMemory]) {
      assert.equal(await verdictOf(['LO', '', '""', 'matches'], negotiated, keep), 'matches');
      assert.equal(await verdictOf(['LO', 'A', '""', 'matches'], negotiated, keep), 'no match');
      assert.equal(await verdictOf(['LO', '', '""', 'matches'], literal, keep), 'no match');
      assert.equal(await verdictOf(['LO', '""', '""', 'matches'], literal, keep), 'matches');
    }
  });

  it('a pattern of hostile length is refused', async () => {
    const query = { dialect: 'c-find', matching: strict } as const;
    assert.equal(await verdictOf(['LO', 'A', `${'*a'.repeat(5000)}`, 'refused'], query, inMemory), 'refused');
    assert.equal(await verdictOf(['PN', 'A', `${'^'.repeat(500_000)}x`, 'refused'], query, inMemory), 'refused');
  });
});
