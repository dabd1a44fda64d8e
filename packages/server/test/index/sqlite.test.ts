import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { migrate, migrations } from '../../src/index/sqlite/migrate.ts';
import { indexFileName, openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { indexStoreContract } from './contract/index-store-contract.ts';
import { jobOutputContract } from './contract/job-output-contract.ts';
import { jobStoreContract } from './contract/job-store-contract.ts';
import { newInstance, noLimits } from './contract/new-instance.ts';
import { findAll, type OpenedIndex } from './contract/opened-index.ts';

async function openIn(directory: string): Promise<OpenedIndex> {
  let current = await openSqliteIndex(directory);
  const opened = (): OpenedIndex => ({
    ...current,
    reopen: async () => {
      await current.index.close();
      current = await openSqliteIndex(directory);
      return opened();
    },
    remove: async () => {
      await current.index.close();
      await rm(directory, { recursive: true });
    },
  });
  return opened();
}

const open = async () => openIn(await mkdtemp(join(tmpdir(), 'isocenter-index-')));

indexStoreContract('SQLite', open);
jobStoreContract('SQLite', open);
jobOutputContract('SQLite', open);

const rowsOfVersion1 = `
  INSERT INTO patient (public_id, patient_id, patient_name, birth_date, tags, metadata, last_update, recycling_order_ms)
    VALUES ('p', 'P1', '', '', '{"0010,0020":"P1"}', '{}', '20260101T000000', 0);
  INSERT INTO label (level, resource_id, label) VALUES (0, (SELECT id FROM patient), 'kept');
  INSERT INTO property (name, value) VALUES ('id', 'this database');`;

describe('SQLite: schema', () => {
  test('a step that fails leaves the version before it', () => {
    const database = new DatabaseSync(':memory:');
    assert.throws(() => migrate(database, [...migrations, ['CREATE TABLE extra (id INTEGER)', 'no SQL']]));
    assert.equal(database.prepare('PRAGMA user_version').get()?.user_version, migrations.length);
    migrate(database, [...migrations, ['CREATE TABLE extra (id INTEGER)']]);
    assert.deepEqual({ ...database.prepare('SELECT count(*) AS count FROM extra').get() }, { count: 0 });
  });

  for (let version = 1; version < migrations.length; version += 1) {
    test(`an index of version ${version} is brought to the newest with all that it holds`, async () => {
      const directory = await mkdtemp(join(tmpdir(), 'isocenter-index-'));
      try {
        const earlier = new DatabaseSync(join(directory, indexFileName));
        migrate(earlier, migrations.slice(0, version));
        earlier.exec(rowsOfVersion1);
        earlier.close();
        const { index, jobs } = await openSqliteIndex(directory);
        const patients = await findAll(index, 'Patient', { want: { tags: true, labels: true } });
        assert.deepEqual(
          patients.map(({ publicId, tags, labels }) => ({ publicId, tags, labels })),
          [{ publicId: 'p', tags: { '0010,0020': 'P1' }, labels: ['kept'] }],
        );
        assert.equal(await index.getProperty('id'), 'this database');
        assert.deepEqual(await jobs.listJobs(), []);
        // What later versions have added works.
        await index.putSetting('modality', { name: 'a', value: {} });
        assert.equal((await index.storeInstance(newInstance(), noLimits)).status, 'Success');
        await index.close();
      } finally {
        await rm(directory, { recursive: true });
      }
    });
  }

  test('a database of a newer version, or of something else, is refused and left alone', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'isocenter-index-'));
    try {
      await (await openSqliteIndex(directory)).index.close();
      const path = join(directory, indexFileName);
      const newer = new DatabaseSync(path);
      newer.exec(`PRAGMA user_version = ${migrations.length + 1}`);
      newer.close();
      await assert.rejects(openSqliteIndex(directory), { code: 'IncompatibleDatabaseVersion' });
      await rm(path);
      const foreign = new DatabaseSync(path);
      foreign.exec('CREATE TABLE something (id INTEGER)');
      foreign.close();
      await assert.rejects(openSqliteIndex(directory), { code: 'IncompatibleDatabaseVersion' });
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('a closed index answers that it is closed', async () => {
    const opened = await open();
    await opened.index.close();
    await assert.rejects(opened.index.statistics(), { code: 'Database' });
    await assert.rejects(opened.index.deleteChanges(), { code: 'Database' });
  });
});
