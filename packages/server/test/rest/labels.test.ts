import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

/** What the peer answers: status and body. */
async function answer(app: FastifyInstance, method: 'GET' | 'PUT' | 'DELETE', url: string) {
  const { body, statusCode } = await app.inject({ method, url });
  return [statusCode, body];
}

test('labels are put on resources of every level and taken off again, in any order and any number of times', async (t) => {
  const { app } = await startArchive(t);
  const { ID, ParentPatient, ParentSeries, ParentStudy } = await upload(app);
  const all = async () => (await app.inject('/tools/labels')).json();
  for (const url of [
    `/patients/${ParentPatient}`,
    `/studies/${ParentStudy}`,
    `/series/${ParentSeries}`,
    `/instances/${ID}`,
  ]) {
    const labels = async () => (await app.inject(`${url}/labels`)).json();
    assert.deepEqual(await labels(), [], url);
    assert.deepEqual(await answer(app, 'GET', `${url}/labels/hello`), [404, ''], url);
    assert.deepEqual(await answer(app, 'DELETE', `${url}/labels/hello`), [200, ''], url);
    for (const label of ['world', 'hello', 'hello']) {
      assert.deepEqual(await answer(app, 'PUT', `${url}/labels/${label}`), [200, ''], url);
    }
    assert.deepEqual(await answer(app, 'GET', `${url}/labels/hello`), [200, ''], url);
    assert.deepEqual(await labels(), ['hello', 'world'], url);
    assert.deepEqual((await app.inject(url)).json().Labels, ['hello', 'world'], url);
    assert.deepEqual(await all(), ['hello', 'world'], url);
    for (const label of ['hello', 'world']) {
      assert.deepEqual(await answer(app, 'DELETE', `${url}/labels/${label}`), [200, ''], url);
    }
    assert.deepEqual(await labels(), [], url);
    assert.deepEqual(await all(), [], url);
  }
});

test('a label is 1 to 64 letters, digits, hyphens and underscores', async (t) => {
  const { app } = await startArchive(t);
  const url = `/instances/${(await upload(app)).ID}/labels`;
  for (const label of ['a'.repeat(64), 'AZaz09_-']) {
    assert.equal((await app.inject({ method: 'PUT', url: `${url}/${label}` })).statusCode, 200, label);
  }
  for (const label of ['@', 'a'.repeat(65), 'a%20b', '%C3%A9', '..%2Fx']) {
    const refused = await app.inject({ method: 'PUT', url: `${url}/${label}` });
    assert.deepEqual([refused.statusCode, refused.json().OrthancStatus], [400, 3], label);
  }
});

test('labels of what is not there are not found, and a read-only server lets nobody change any', async (t) => {
  const { app } = await startArchive(t);
  for (const method of ['GET', 'PUT', 'DELETE'] as const) {
    const response = await app.inject({ method, url: '/studies/nowhere/labels/a' });
    assert.deepEqual([response.statusCode, response.json().OrthancStatus], [404, 17], method);
  }
  assert.equal((await app.inject('/studies/nowhere/labels')).statusCode, 404);
  const readOnly = await startArchive(t, { configuration: { ReadOnly: true } });
  assert.equal((await readOnly.app.inject({ method: 'PUT', url: '/studies/x/labels/a' })).statusCode, 405);
});
