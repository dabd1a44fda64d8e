import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { RouteOptions } from 'fastify';
import { Type } from 'typebox';
import { openApiDocument } from '../../../src/rest/openapi/openapi-document.ts';
import { startArchive } from '../archive.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
}

test('the document of the server is valid OpenAPI 3.1, and every operation has a name of its own', async (t) => {
  const { app } = await startArchive(t);
  const document = (await app.inject('/api/openapi.json')).json();
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  assert.deepEqual(errors, undefined);
  assert.equal(valid, true);
  const operations = Object.values<Record<string, Operation>>(document.paths).flatMap((path) => Object.values(path));
  const names = operations.map(({ operationId }) => operationId);
  assert.deepEqual(names, [...new Set(names)]);
});

/** Redirections, and what the page is made of. */
const withoutContract = new Set([
  'GET /',
  'GET /api',
  'GET /api/page.js',
  'GET /api/swagger-ui.css',
  'GET /api/swagger-ui-bundle.js',
]);

test('every route has a contract, and stands in the document', async (t) => {
  const routes: RouteOptions[] = [];
  const { app } = await startArchive(t, { onRoute: (route) => routes.push(route) });
  // WebDAV is a protocol of its own (RFC 4918), with methods that OpenAPI does not know.
  const missing = routes
    .filter(({ config, url }) => config?.contract === undefined && !url.startsWith('/webdav'))
    .map(nameOf);
  assert.deepEqual(missing.filter((name) => !withoutContract.has(name)).toSorted(), []);
  const { paths } = (await app.inject('/api/openapi.json')).json();
  for (const { method, url, config } of routes) {
    if (config?.contract === undefined) continue;
    const path = url.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{path}');
    for (const name of [method].flat()) assert.ok(paths[path][name.toLowerCase()], `${name} ${url}`);
  }
});

function nameOf({ method, url }: RouteOptions): string {
  return `${method} ${url}`;
}

test('a contract becomes parameters, bodies, answers and named schemas', () => {
  const part = Type.Object({ ID: Type.String() }, { $id: 'Part' });
  const document = openApiDocument(
    [
      {
        method: 'POST',
        url: '/studies/:id/content/*',
        contract: {
          tag: 'Studies',
          summary: 'Does something',
          query: Type.Object({
            expand: Type.Optional(Type.Boolean({ description: 'All of it' })),
            tags: Type.Array(Type.String()),
          }),
          headers: { 'if-match': 'What is replaced' },
          body: [{ json: Type.Array(part) }, { text: 'An id' }],
          answer: [{ bytes: 'The file', mediaType: 'application/dicom' }],
          otherAnswers: { 304: 'Not changed' },
        },
      },
    ],
    { version: '1.2.3', serverUrl: '..' },
  ) as { paths: Record<string, Record<string, unknown>>; components: { schemas: Record<string, unknown> } };
  assert.deepEqual(document.paths['/studies/{id}/content/{path}']?.post, {
    operationId: 'postStudiesIdContentPath',
    tags: ['Studies'],
    summary: 'Does something',
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        description: 'Public id of the resource, or the name of what the group is about',
        schema: { type: 'string' },
      },
      { name: 'path', in: 'path', required: true, description: 'The rest of the path', schema: { type: 'string' } },
      {
        name: 'expand',
        in: 'query',
        required: false,
        description: 'All of it',
        schema: { type: 'boolean' },
        allowEmptyValue: true,
      },
      { name: 'tags', in: 'query', required: true, schema: { type: 'string' } },
      {
        name: 'if-match',
        in: 'header',
        required: false,
        description: 'What is replaced',
        schema: { type: 'string' },
      },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Part' } } },
        'text/plain': { schema: { type: 'string', description: 'An id' } },
      },
    },
    responses: {
      200: { description: 'Success', content: { 'application/dicom': { schema: { description: 'The file' } } } },
      304: { description: 'Not changed' },
      default: { $ref: '#/components/responses/Error' },
    },
  });
  assert.deepEqual(document.components.schemas.Part, {
    type: 'object',
    required: ['ID'],
    properties: { ID: { type: 'string' } },
  });
});
