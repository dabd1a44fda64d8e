import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createIsocenterClient, untilJobEnds } from '@isocenter/client';
import { apiTypes } from '../scripts/api-types.ts';

test('the types are those of the routes that the server has', async () => {
  const written = await readFile(new URL('../src/generated/api.ts', import.meta.url), 'utf8');
  assert.ok(written === (await apiTypes()), 'run scripts/generate-types.ts');
});

interface Seen {
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** A server that answers each request with the next of the given documents. */
async function serve(t: TestContext, answers: readonly (readonly [status: number, document: unknown])[]) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const [status, document] = answers[seen.length] ?? [500, {}];
    seen.push({ url: request.url, authorization: request.headers.authorization, body });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { seen, baseUrl: `http://127.0.0.1:${port}` };
}

test('requests carry the user, the path and the arguments; answers are typed data', async (t) => {
  const { seen, baseUrl } = await serve(t, [[200, ['a', 'b']]]);
  const client = createIsocenterClient({ baseUrl, username: 'alice', password: 'secret' });
  const { data } = await client.GET('/jobs', { params: { query: { expand: false } } });
  assert.deepEqual(data, ['a', 'b']);
  assert.deepEqual(seen, [{ url: '/jobs?expand=false', authorization: 'Basic YWxpY2U6c2VjcmV0', body: '' }]);
});

test('a job is waited for until it has ended', async (t) => {
  const states = ['Pending', 'Running', 'Failure'];
  const { seen, baseUrl } = await serve(
    t,
    states.map((State) => [200, { ID: 'x', State }]),
  );
  const job = await untilJobEnds(createIsocenterClient({ baseUrl }), 'x', { intervalMs: 1 });
  assert.equal(job.State, 'Failure');
  assert.deepEqual(
    seen.map(({ url }) => url),
    ['/jobs/x', '/jobs/x', '/jobs/x'],
  );
});

test('waiting for a job that does not exist, and waiting that is given up, end with an error', async (t) => {
  const { baseUrl } = await serve(t, [
    [404, {}],
    [200, { State: 'Running' }],
  ]);
  const client = createIsocenterClient({ baseUrl });
  await assert.rejects(untilJobEnds(client, 'x'), /answers 404/);
  const aborted = AbortSignal.timeout(20);
  await assert.rejects(untilJobEnds(client, 'x', { signal: aborted, intervalMs: 60_000 }));
});
