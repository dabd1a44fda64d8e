import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import fc from 'fast-check';
import { afterPrefix, likePattern, literalPrefix } from '../../src/index/sql/pattern.ts';
import { identifier, join, literal, sql, statementOf } from '../../src/index/sql/sql.ts';
import { sqliteDialect } from '../../src/index/sqlite/sqlite-dialect.ts';

test('the characters of LIKE in a pattern are no wildcards', () => {
  assert.equal(likePattern('50%_*A?!'), '50!%!_%A_!!');
  assert.equal(literalPrefix('DOE^J*N?'), 'DOE^J');
  assert.equal(literalPrefix('?X'), '');
});

test('the end of a prefix is the next text that does not begin with it', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['10', '11'],
    ['9', ':'],
    ['a\u{10ffff}', 'b'],
    ['\ud7ff', '\ue000'],
    ['\u{10ffff}', undefined],
    ['', undefined],
  ];
  for (const [prefix, end] of rows) assert.equal(afterPrefix(prefix), end);
});

test('texts are between a prefix and its end exactly when they begin with it', () => {
  const database = new DatabaseSync(':memory:');
  const between = database.prepare('SELECT ?1 >= ?2 AND ?1 < ?3 AS inside');
  const text = fc.string({ unit: fc.constantFrom('A', 'B', 'é', '^', '😀', '\uffff'), maxLength: 4 });
  fc.assert(
    fc.property(text, text, (value, prefix) => {
      const end = afterPrefix(prefix);
      fc.pre(end !== undefined);
      assert.equal(between.get(value, prefix, end)?.inside, value.startsWith(prefix) ? 1 : 0);
    }),
  );
});

test('several values are split at backslashes, whatever else they hold', () => {
  const database = new DatabaseSync(':memory:');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\\', '"', "'", ',', '[', '\n', 'é') }), (text) => {
      const query = sql`SELECT part.value FROM ${sqliteDialect.valuesOf(sql`${text}`)} AS part`;
      const { sql: statement, parameters } = statementOf(sqliteDialect, query);
      const values = database
        .prepare(statement)
        .all(...parameters)
        .map(({ value }) => value);
      assert.deepEqual(values, text.split('\\'));
    }),
  );
});

test('pieces are composed, values become numbered parameters', () => {
  const condition = join([sql`a = ${1}`, sql`b = ${'x'}`], ' AND ');
  const query = sql`SELECT ${identifier('t.a"b')}, ${literal("it's")} FROM t WHERE ${condition} LIMIT ${null}`;
  assert.deepEqual(statementOf({ placeholder: (position) => `$${position}` }, query), {
    sql: `SELECT "t"."a""b", 'it''s' FROM t WHERE a = $1 AND b = $2 LIMIT $3`,
    parameters: [1, 'x', null],
  });
});
