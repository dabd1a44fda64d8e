import { test } from 'node:test';
import { openPostgresIndex } from '../../src/index/postgres/open-postgres-index.ts';
import { dropSchema, newSchemaName, postgresIsMissing, postgresSettings } from '../support/postgres.ts';
import { indexStoreContract } from './contract/index-store-contract.ts';
import { jobOutputContract } from './contract/job-output-contract.ts';
import { jobStoreContract } from './contract/job-store-contract.ts';
import type { OpenedIndex } from './contract/opened-index.ts';

async function open(): Promise<OpenedIndex> {
  const schema = newSchemaName();
  let current = await openPostgresIndex(postgresSettings(schema));
  const opened = (): OpenedIndex => ({
    ...current,
    reopen: async () => {
      await current.index.close();
      current = await openPostgresIndex(postgresSettings(schema));
      return opened();
    },
    remove: async () => {
      await current.index.close();
      await dropSchema(schema);
    },
  });
  return opened();
}

if (postgresIsMissing === false) {
  indexStoreContract('PostgreSQL', open);
  jobStoreContract('PostgreSQL', open);
  jobOutputContract('PostgreSQL', open);
} else {
  test('PostgreSQL: index and jobs', { skip: postgresIsMissing }, () => undefined);
}
