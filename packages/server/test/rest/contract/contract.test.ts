import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { IsocenterError } from '../../../src/model/isocenter-error.ts';
import { checked } from '../../../src/rest/contract/read-body.ts';
import { readQuery } from '../../../src/rest/contract/read-query.ts';

const body = Type.Object({
  Resources: Type.Array(Type.Object({ ID: Type.String() })),
  Level: Type.Optional(Type.Enum(['Study', 'Series'])),
  Priority: Type.Optional(Type.Integer({ minimum: 0 })),
  Query: Type.Optional(Type.Union([Type.String(), Type.Boolean()])),
});

const query = Type.Object({
  expand: Type.Optional(Type.Boolean()),
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
  tags: Type.Optional(Type.Array(Type.String())),
  level: Type.Optional(Type.Enum(['study', 'series'])),
});

function requestWith(query: Record<string, string | string[]>): FastifyRequest {
  return { query } as unknown as FastifyRequest;
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof IsocenterError);
    return `${error.code}: ${error.message}`;
  }
  return 'nothing was refused';
}

test('a body that has the shape is given back, with fields that the shape does not name', () => {
  const value = { Resources: [{ ID: 'a', Other: 1 }], Extra: true };
  assert.deepEqual(checked(body, value), value);
});

test('a refused body is told where it is wrong and what was expected', () => {
  const cases: [unknown, string][] = [
    [[], 'BadRequest: The body must be an object'],
    ['text', 'BadRequest: The body must be an object'],
    [{}, 'BadRequest: The field Resources is missing'],
    [{ Resources: [{ ID: 'a' }, {}] }, 'BadRequest: The field Resources[1].ID is missing'],
    [{ Resources: [{ ID: 4 }] }, 'BadRequest: The field Resources[0].ID must be a string'],
    [{ Resources: [], Level: 'Image' }, 'BadRequest: The field Level must be Study or Series'],
    [{ Resources: [], Priority: 1.5 }, 'BadRequest: The field Priority must be an integer'],
    [{ Resources: [], Priority: -1 }, 'BadRequest: The field Priority must be at least 0'],
    [{ Resources: [], Query: 4 }, 'BadRequest: The field Query must be a string or true or false'],
  ];
  for (const [value, told] of cases)
    assert.equal(
      refusal(() => checked(body, value)),
      told,
    );
});

test('arguments of a query are read as their types say', () => {
  const read = readQuery(requestWith({ expand: '', limit: '7', tags: 'a;b', level: 'study', other: 'x' }), query);
  assert.deepEqual(read, { expand: true, limit: 7, tags: ['a', 'b'], level: 'study' });
  assert.deepEqual(readQuery(requestWith({ expand: '0' }), query), { expand: false });
  assert.deepEqual(readQuery(requestWith({}), query), {});
});

test('arguments that are not what was expected are refused', () => {
  const cases: [Record<string, string>, string][] = [
    [{ limit: 'many' }, 'BadParameterType: Syntax error in some user-supplied data'],
    [{ limit: '10' }, 'ParameterOutOfRange: The argument limit must be at least 0 and at most 9'],
    [{ level: 'image' }, 'ParameterOutOfRange: The argument level must be study, series'],
    [{ expand: 'maybe' }, 'BadParameterType: The argument expand is neither true nor false'],
  ];
  for (const [value, told] of cases)
    assert.equal(
      refusal(() => readQuery(requestWith(value), query)),
      told,
    );
  const needed = Type.Object({ level: Type.String() });
  assert.equal(
    refusal(() => readQuery(requestWith({}), needed)),
    'BadRequest: The argument level is missing',
  );
});

test('any JSON value is either accepted or refused as a bad request', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const told = refusal(() => checked(body, value));
      assert.match(told, /^(nothing was refused$|BadRequest: The (body|field) )/);
    }),
  );
});
