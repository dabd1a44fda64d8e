import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { migrate } from '../../src/index/postgres/migrate.ts';
import { migrations } from '../../src/index/postgres/migrations.ts';
import { openPostgresIndex } from '../../src/index/postgres/open-postgres-index.ts';
import { dropSchema, newSchemaName, postgresIsMissing, postgresSettings, withClient } from '../support/postgres.ts';
import { newInstance, noLimits } from './contract/new-instance.ts';
import { findAll } from './contract/opened-index.ts';

const rowsOfVersion1 = `
  INSERT INTO patient (public_id, patient_id, patient_name, birth_date, tags, metadata, last_update, recycling_order_ms)
    VALUES ('p', 'P1', '', '', '{"0010,0020":"P1"}', '{}', '20260101T000000', 0);
  INSERT INTO label (level, resource_id, label) VALUES (0, (SELECT id FROM patient), 'kept');
  INSERT INTO property (name, value) VALUES ('id', 'this database');`;

describe('PostgreSQL: schema', { skip: postgresIsMissing }, () => {
  for (let version = 1; version < migrations.length; version += 1) {
    test(`an index of version ${version} is brought to the newest with all that it holds`, async () => {
      const schema = newSchemaName();
      try {
        await withClient(async (client) => {
          await client.query(`SET search_path TO "${schema}"`);
          await migrate(client, schema, migrations.slice(0, version));
          await client.query(rowsOfVersion1);
        });
        const { exports, index, jobs } = await openPostgresIndex(postgresSettings(schema));
        try {
          const patients = await findAll(index, 'Patient', { want: { tags: true, labels: true } });
          assert.deepEqual(
            patients.map(({ publicId, tags, labels }) => ({ publicId, tags, labels })),
            [{ publicId: 'p', tags: { '0010,0020': 'P1' }, labels: ['kept'] }],
          );
          assert.equal(await index.getProperty('id'), 'this database');
          assert.deepEqual(await jobs.listJobs(), []);
          // What later versions have added works.
          assert.deepEqual(await exports.listExports({ since: 0, limit: 1 }), { exports: [], done: true });
          assert.equal((await index.storeInstance(newInstance(), noLimits)).status, 'Success');
          const full = { maximumStorageBytes: 1, maximumPatients: 1, mode: 'Reject' } as const;
          await assert.rejects(index.storeInstance(newInstance({ instance: '2' }), full), { code: 'FullStorage' });
        } finally {
          await index.close();
        }
      } finally {
        await dropSchema(schema);
      }
    });
  }
});
