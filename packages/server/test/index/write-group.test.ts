import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, test } from 'node:test';
import type { ThreadReply } from '../../src/index/sqlite/thread/messages.ts';
import { WriteGroup } from '../../src/index/sqlite/write-group.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';

let database: DatabaseSync;
let group: WriteGroup;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE note (text TEXT)');
  const insert = database.prepare('INSERT INTO note (text) VALUES (?)');
  const add = ({ text }: { readonly text: string }) => Number(insert.run(text).changes);
  const methods = {
    add,
    addAndFail: (request: { readonly text: string }) => {
      add(request);
      throw new IsocenterError('Revision', 'not now');
    },
    misspelled: () => database.exec('SELEKT'),
  };
  group = new WriteGroup(database, methods, new Set());
});

function run(...requests: readonly (readonly [method: string, text: string])[]): readonly (readonly ThreadReply[])[] {
  const answered: (readonly ThreadReply[])[] = [];
  group.run(
    requests.map(([method, text], id) => ({ id, method, request: { text } })),
    (replies) => answered.push(replies),
  );
  return answered;
}

const notes = () =>
  database
    .prepare('SELECT text FROM note')
    .all()
    .map(({ text }) => text);

describe('a group of writes', () => {
  test('a request that fails leaves nothing, the others are kept', () => {
    const [replies] = run(['add', 'a'], ['addAndFail', 'b'], ['add', 'c']);
    assert.deepEqual(replies, [
      { id: 0, answer: 1 },
      { id: 1, error: { code: 'Revision', message: 'not now', transient: false } },
      { id: 2, answer: 1 },
    ]);
    assert.deepEqual(notes(), ['a', 'c']);
  });

  test('what the database refuses and what is unknown is told apart', () => {
    const [replies] = run(['misspelled', ''], ['nothing', '']);
    assert.deepEqual(
      replies?.map((reply) => ('error' in reply ? reply.error.code : undefined)),
      ['Database', 'InternalError'],
    );
  });

  test('a full disk is told as full storage, and smaller writes go on', () => {
    database.exec('PRAGMA max_page_count = 10');
    const [replies] = run(['add', 'a'], ['add', 'x'.repeat(1_000_000)]);
    const second = replies?.[1];
    assert.ok(second !== undefined && 'error' in second);
    assert.equal(second.error.code, 'FullStorage');
    assert.deepEqual(run(['add', 'b']), [[{ id: 0, answer: 1 }]]);
    assert.equal(notes().at(-1), 'b');
    // Exactly what was acknowledged is kept.
    assert.equal(notes().includes('a'), replies?.[0] !== undefined && 'answer' in replies[0]);
  });

  test('nothing is acknowledged when the commit fails', () => {
    database.exec('PRAGMA foreign_keys = ON');
    database.exec('CREATE TABLE owner (id INTEGER PRIMARY KEY)');
    database.exec('CREATE TABLE owned (owner INTEGER REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED)');
    database.exec('CREATE TRIGGER orphan AFTER INSERT ON note BEGIN INSERT INTO owned VALUES (7); END');
    const [replies] = run(['add', 'a'], ['add', 'b']);
    assert.deepEqual(
      replies?.map((reply) => ('error' in reply ? reply.error.code : undefined)),
      ['Database', 'Database'],
    );
    assert.deepEqual(notes(), []);
  });

  test('many requests are answered in several transactions, in their order', () => {
    const answered = run(...Array.from({ length: 600 }, (_, number) => ['add', String(number)] as const));
    assert.ok(answered.length > 1);
    assert.deepEqual(
      answered.flat().map(({ id }) => id),
      Array.from({ length: 600 }, (_, number) => number),
    );
  });
});
