import type { KeptWorklist, WorklistStore } from '../worklist-store.ts';
import { integerOf, type Row, textOf } from './row.ts';
import { sql } from './sql.ts';
import type { StatementRunner } from './statement-runner.ts';

/** Worklists in either database, their bytes as base64. */
export class SqlWorklistStore implements WorklistStore {
  readonly #runner: StatementRunner;

  constructor(runner: StatementRunner) {
    this.#runner = runner;
  }

  async putWorklist({ bytes, createdAtMs, id }: KeptWorklist): Promise<void> {
    const content = Buffer.from(bytes).toString('base64');
    await this.#runner.write([
      sql`INSERT INTO worklist (id, created_at_ms, content) VALUES (${id}, ${createdAtMs}, ${content})
        ON CONFLICT (id) DO UPDATE SET content = excluded.content`,
    ]);
  }

  async getWorklist(id: string): Promise<KeptWorklist | undefined> {
    const [row] = await this.#runner.read(sql`SELECT * FROM worklist WHERE id = ${id}`);
    return row && worklistOf(row);
  }

  async listWorklists(after: string, limit: number): Promise<readonly KeptWorklist[]> {
    const rows = await this.#runner.read(sql`SELECT * FROM worklist WHERE id > ${after} ORDER BY id LIMIT ${limit}`);
    return rows.map(worklistOf);
  }

  async deleteWorklist(id: string): Promise<boolean> {
    const [deleted = []] = await this.#runner.write([sql`DELETE FROM worklist WHERE id = ${id} RETURNING id`]);
    return deleted.length > 0;
  }
}

function worklistOf(row: Row): KeptWorklist {
  return {
    id: textOf(row, 'id'),
    createdAtMs: integerOf(row, 'created_at_ms'),
    bytes: Buffer.from(textOf(row, 'content'), 'base64'),
  };
}
