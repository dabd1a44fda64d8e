import { IsocenterError } from '../../model/isocenter-error.ts';
import { depthOf, levels } from '../../model/level.ts';
import type { NewRemoteQuery, RemoteQuery, RemoteQueryStore } from '../remote-query-store.ts';
import { integerOf, textOf } from './row.ts';
import { join, sql } from './sql.ts';
import type { StatementRunner } from './statement-runner.ts';

/** Queries to modalities in either database. Answers are kept as base64: no driver changes anything in it. */
export class SqlRemoteQueryStore implements RemoteQueryStore {
  readonly #runner: StatementRunner;

  constructor(runner: StatementRunner) {
    this.#runner = runner;
  }

  async beginQuery({ asked, id, level, modality }: NewRemoteQuery, nowMs: number): Promise<void> {
    await this.#runner.write([
      sql`INSERT INTO remote_query (id, modality, level, asked, used_at_ms)
        VALUES (${id}, ${modality}, ${depthOf(level)}, ${JSON.stringify(asked)}, ${nowMs})`,
    ]);
  }

  async addAnswers(id: string, from: number, answers: readonly Uint8Array[]): Promise<boolean> {
    if (answers.length === 0) return true;
    const rows = answers.map(
      (bytes, offset) => sql`(${id}, ${from + offset}, ${Buffer.from(bytes).toString('base64')})`,
    );
    const [found = []] = await this.#runner.write([
      sql`UPDATE remote_query SET answer_count = ${from + answers.length} WHERE id = ${id} RETURNING id`,
      sql`INSERT INTO remote_answer (query_id, position, content) VALUES ${join(rows, ', ')}`,
      // Answers of a query that was dropped meanwhile are nobody's.
      sql`DELETE FROM remote_answer WHERE query_id = ${id}
        AND NOT EXISTS (SELECT 1 FROM remote_query WHERE id = ${id})`,
    ]);
    return found.length > 0;
  }

  async completeQuery(id: string, maximum: number): Promise<boolean> {
    const kept = sql`(SELECT id FROM remote_query ORDER BY used_at_ms DESC, id LIMIT ${maximum})`;
    const [found = []] = await this.#runner.write([
      sql`UPDATE remote_query SET complete = 1 WHERE id = ${id} RETURNING id`,
      sql`DELETE FROM remote_answer WHERE query_id NOT IN ${kept}`,
      sql`DELETE FROM remote_query WHERE id NOT IN ${kept}`,
    ]);
    return found.length > 0;
  }

  async getQuery(id: string, nowMs: number): Promise<RemoteQuery | undefined> {
    const [row] = await this.#runner.note(
      sql`UPDATE remote_query SET used_at_ms = ${nowMs} WHERE id = ${id} AND complete = 1
        RETURNING id, modality, level, asked, answer_count`,
    );
    if (row === undefined) return undefined;
    const level = levels[integerOf(row, 'level')];
    if (level === undefined) throw new IsocenterError('Database', 'Index: a query of an unknown level');
    return {
      id,
      level,
      modality: textOf(row, 'modality'),
      asked: JSON.parse(textOf(row, 'asked')),
      answerCount: integerOf(row, 'answer_count'),
    };
  }

  async listQueries(): Promise<readonly string[]> {
    const rows = await this.#runner.read(sql`SELECT id FROM remote_query WHERE complete = 1 ORDER BY id`);
    return rows.map((row) => textOf(row, 'id'));
  }

  async listAnswers(id: string, from: number, limit: number): Promise<readonly Uint8Array[]> {
    const rows = await this.#runner.read(
      sql`SELECT content FROM remote_answer WHERE query_id = ${id} AND position >= ${from}
        ORDER BY position LIMIT ${limit}`,
    );
    return rows.map((row) => Buffer.from(textOf(row, 'content'), 'base64'));
  }

  async deleteQuery(id: string): Promise<void> {
    await this.#runner.write([
      sql`DELETE FROM remote_answer WHERE query_id = ${id}`,
      sql`DELETE FROM remote_query WHERE id = ${id}`,
    ]);
  }
}
