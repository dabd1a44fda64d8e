import type { TestContext } from 'node:test';
import { openPostgresIndex, type PostgresIndex } from '../../src/index/postgres/open-postgres-index.ts';
import type { PostgresSettings } from '../../src/index/postgres/settings.ts';
import { dropSchema, newSchemaName, postgresSettings, withClient } from '../support/postgres.ts';

/** Opens servers on one schema; each closes with the test, unless it was closed before. */
export function cluster(t: TestContext) {
  const schema = newSchemaName();
  const servers = new Set<PostgresIndex>();
  t.after(async () => {
    for (const { index } of servers) await index.close();
    await dropSchema(schema);
  });
  return {
    schema,
    async open(choice: Partial<PostgresSettings> = {}): Promise<PostgresIndex> {
      const server = await openPostgresIndex(postgresSettings(schema, choice));
      servers.add(server);
      return server;
    },
    async close(server: PostgresIndex): Promise<void> {
      servers.delete(server);
      await server.index.close();
    },
    /** As if it had been silent for an hour, and the collector had found out: answers the batches that it has taken over. */
    bury: (serverId: string, collector: string): Promise<readonly string[]> =>
      withClient(async (client) => {
        await client.query(`SET search_path TO "${schema}"; BEGIN`);
        await client.query("UPDATE server SET seen_at = seen_at - interval '1 hour' WHERE id = $1", [serverId]);
        const { rows } = await client.query('SELECT take_left_batches($1, 60000) AS prefix', [collector]);
        await client.query('COMMIT');
        return rows.map(({ prefix }) => prefix);
      }),
  };
}
