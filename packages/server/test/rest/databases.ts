import { openPostgresIndex } from '../../src/index/postgres/open-postgres-index.ts';
import { openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { dropSchema, newSchemaName, postgresIsMissing, postgresSettings } from '../support/postgres.ts';
import type { OpenIndex } from './archive.ts';

/** What `startArchive` opens in tests that are for every database. */
export const databases: readonly { readonly name: string; readonly openIndex: OpenIndex }[] = [
  { name: 'SQLite', openIndex: openSqliteIndex },
  ...(postgresIsMissing === false ? [{ name: 'PostgreSQL', openIndex: openPostgresSchema }] : []),
];

/** In a schema of its own, which goes when the index is closed. */
async function openPostgresSchema() {
  const schema = newSchemaName();
  const opened = await openPostgresIndex(postgresSettings(schema));
  const close = opened.index.close.bind(opened.index);
  opened.index.close = async () => {
    await close();
    await dropSchema(schema);
  };
  return opened;
}
