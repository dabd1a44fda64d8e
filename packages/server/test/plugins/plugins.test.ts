import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { associate, keys, moveStudy, store, studyRootFind } from '../faults/archive-client.ts';
import { generatedInstance } from '../faults/generated-instances.ts';
import { modalityAt, type RunningIsocenter, startIsocenter } from '../peers/running-isocenter.ts';
import { temporaryFolder } from '../peers/temporary-folder.ts';
import { sampleFile, uids } from '../rest/sample-instances.ts';

/** A module with these fields of a plugin. */
function pluginFile(t: TestContext, fields: string): string {
  const file = join(temporaryFolder(t), 'example.mjs');
  const note = 'function note(...entry) { (globalThis.noted ??= []).push(entry); }';
  writeFileSync(file, `let server;\n${note}\nexport default { name: 'example', version: '1.2', ${fields} };`);
  return file;
}

/** Keeps what the events bring, and shows it at /noted. */
const noting = `
  start: (given) => { server = given; },
  routes: [{ method: 'GET', url: '/noted', handle: () => ({
    headers: { 'content-type': 'application/json' }, body: JSON.stringify(globalThis.noted ?? []) }) }],`;

async function noted(server: RunningIsocenter, count: number): Promise<readonly unknown[]> {
  const deadlineMs = performance.now() + 20_000;
  for (;;) {
    const list = await server.rest.json('/noted');
    if (Array.isArray(list) && list.length >= count) return list;
    if (performance.now() > deadlineMs) throw new Error(`noted so far: ${JSON.stringify(list)}`);
  }
}

const status = async (server: RunningIsocenter, path: string, init: RequestInit = {}) =>
  (await fetch(`${server.rest.url}${path}`, init)).status;

test('a plugin is listed, and told of what happens, in order', async (t) => {
  const file = pluginFile(
    t,
    `${noting} description: 'An example', events: {
      async stored({ publicId }) { note('stored', (await server.json('/instances/' + publicId + '/simplified-tags')).PatientID); },
      created: ({ level }) => note('created', level),
      deleted: ({ level }) => note('deleted', level),
    }`,
  );
  const server = await startIsocenter(t, { Plugins: [file] });
  assert.deepEqual(await server.rest.json('/plugins'), ['explorer.js', 'example']);
  assert.deepEqual(await server.rest.json('/plugins/example'), {
    ID: 'example',
    Version: '1.2',
    Description: 'An example',
    ExtendsOrthancExplorer: false,
  });
  const { ParentPatient } = await server.rest.post('/instances', sampleFile());
  // Its tags are read after it was stored: it has to be there still.
  await noted(server, 4);
  await server.rest.delete(`/patients/${ParentPatient}`);
  const entries = await noted(server, 8);
  const kinds = entries.map((entry) => (Array.isArray(entry) ? entry[0] : ''));
  assert.deepEqual(kinds.slice(0, 4).toSorted(), ['created', 'created', 'created', 'stored']);
  assert.deepEqual(kinds.slice(4, 8), ['deleted', 'deleted', 'deleted', 'deleted']);
});

test('heartbeats come again and again', async (t) => {
  const fields = `${noting} heartbeatSeconds: 0.1, events: { heartbeat: () => note('heartbeat') }`;
  const server = await startIsocenter(t, { Plugins: [pluginFile(t, fields)] });
  assert.deepEqual((await noted(server, 3)).slice(0, 3), [['heartbeat'], ['heartbeat'], ['heartbeat']]);
});

test('the routes of a plugin get parameters and bodies, and answer as the plugin says', async (t) => {
  const file = pluginFile(
    t,
    `routes: [
      { method: 'POST', url: '/example/:what', handle: ({ body, headers, params, method }) => ({ status: 201,
        headers: { 'x-what': params.what }, body: [method, headers['x-in'], Buffer.from(body).toString()].join(' ') }) },
      { method: 'GET', url: '/example/wrong', handle: () => ({ status: 'no' }) },
      { method: 'GET', url: '/example/thrown', handle: () => { throw new Error('boom'); } },
    ]`,
  );
  const server = await startIsocenter(t, { Plugins: [file] });
  const init = { method: 'POST', body: 'hello', headers: { 'x-in': 'in' } };
  const response = await fetch(`${server.rest.url}/example/a%20b`, init);
  assert.deepEqual([response.status, response.headers.get('x-what')], [201, 'a b']);
  assert.equal(await response.text(), 'POST in hello');
  assert.equal(await status(server, '/example/wrong'), 503);
  assert.equal(await status(server, '/example/thrown'), 503);
});

test('filters decide on instances, requests, queries and retrieves', async (t) => {
  const file = pluginFile(
    t,
    `filters: {
      receivedInstance: ({ tags, origin, hasPixelData }) => tags.PatientID === 'P1' && hasPixelData
        ? { kind: 'store' } : origin.RequestOrigin === 'RestApi' ? { kind: 'discard' } : { kind: 'refuse', dimseStatus: 0xb006 },
      httpRequest: ({ uri }) => uri !== '/system',
      incomingFind: ({ keys }) => ({ ...keys, '0010,0020': 'P1' }),
      incomingMove: ({ targetAet, level }) => !(targetAet === 'DEST' && level === 'Study'),
    }`,
  );
  const server = await startIsocenter(t, { Plugins: [file], DicomModalities: { dest: modalityAt('DEST', 1) } });
  assert.equal((await server.rest.post('/instances', sampleFile())).Status, 'Success');
  assert.equal((await server.rest.post('/instances', sampleFile({ patientId: 'P2' }))).Status, 'FilteredOut');
  assert.equal(await status(server, '/system'), 403);
  const association = await associate(server.dicomPort);
  assert.equal(await store(association, generatedInstance({ number: 1, patientId: 'P3' })), 0xb006);
  const identifier = keys({ '0008,0052': ['CS', 'STUDY'], '0010,0020': ['LT', 'P9'], '0020,000d': ['UI', ''] });
  const statuses: number[] = [];
  for await (const answer of association.find({ sopClassUid: studyRootFind, identifier })) statuses.push(answer.status);
  assert.deepEqual(statuses, [0xff00, 0]);
  const [moved] = await moveStudy(association, uids.study(1), 'DEST');
  assert.equal(moved?.status, 0x0124);
  await association.release();
});

test('a plugin that hangs or dies is started again, and what it would have decided is refused or accepted', async (t) => {
  const hanging = `filters: { receivedInstance({ tags }) {
      if (tags.PatientID === 'HANG') while (true);
      if (tags.PatientID === 'DIE') process.exit(1);
      if (tags.PatientID === 'HOG') { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); }
      if (tags.PatientID === 'NONSENSE') return 'yes';
      return { kind: 'store' };
    } },`;
  for (const onFailure of ['refuse', 'accept'] as const) {
    const file = pluginFile(t, `${hanging} onFailure: '${onFailure}'`);
    const server = await startIsocenter(t, { Plugins: [file], PluginTimeLimit: 1, PluginMemoryLimit: 32 });
    const send = (patientId: string) =>
      status(server, '/instances', { method: 'POST', body: sampleFile({ patientId }) });
    for (const patientId of ['HANG', 'DIE', 'NONSENSE', 'HOG']) {
      assert.equal(await send(patientId), onFailure === 'refuse' ? 503 : 200, `${patientId} ${onFailure}`);
    }
    // It waits for the plugin as long as it would for an answer.
    const deadlineMs = performance.now() + 20_000;
    while ((await send('P1')) !== 200) assert.ok(performance.now() < deadlineMs);
    const counted = await (await fetch(`${server.rest.url}/tools/metrics-prometheus`)).text();
    assert.match(counted, /isocenter_plugin_failures_total\{plugin="example"\} [1-9]/);
  }
});

test('an event that throws harms neither the server nor the next event', async (t) => {
  const file = pluginFile(
    t,
    `${noting} events: { stored({ publicId }) {
      note(publicId);
      if (globalThis.noted.length === 1) throw new Error('boom');
    } }`,
  );
  const server = await startIsocenter(t, { Plugins: [file] });
  const first = await server.rest.post('/instances', sampleFile({ instance: 1 }));
  const second = await server.rest.post('/instances', sampleFile({ instance: 2 }));
  assert.deepEqual(await noted(server, 2), [[first.ID], [second.ID]]);
});

test('plugins of the peer are told of and left out; a module that is no plugin keeps the server from starting', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'plugins'));
  writeFileSync(join(folder, 'plugins', 'libOrthancDicomWeb.so'), 'ELF');
  writeFileSync(join(folder, 'plugins', 'README'), 'text');
  writeFileSync(join(folder, 'plugins', 'good.mjs'), "export default { name: 'good', version: '1' };");
  const server = await startIsocenter(t, { Plugins: [join(folder, 'plugins'), join(folder, 'missing')] });
  assert.deepEqual(await server.rest.json('/plugins'), ['explorer.js', 'good']);

  const broken: readonly (readonly [text: string, message: RegExp])[] = [
    ['export default 5;', /its default export must be a plugin/],
    ["export default { name: 'a b', version: '1' };", /its name must be made of/],
    ["export default { name: 'a', version: '1', routes: [{}] };", /a route must have a method/],
    ["throw new Error('no luck');", /no luck/],
    ['while (true);', /loading took longer than 1 s/],
  ];
  for (const [text, message] of broken) {
    const file = join(folder, `broken${broken.findIndex((entry) => entry[0] === text)}.mjs`);
    writeFileSync(file, text);
    await assert.rejects(startIsocenter(t, { Plugins: [file], PluginTimeLimit: 1 }), { code: 'Plugin', message });
  }
  const taken = pluginFile(t, "routes: [{ method: 'GET', url: '/system', handle: () => ({}) }]");
  await assert.rejects(startIsocenter(t, { Plugins: [taken] }), { code: 'Plugin', message: /already: GET \/system/ });
  await assert.rejects(startIsocenter(t, { Plugins: [join(folder, 'missing.mjs')] }), { code: 'InexistentFile' });
});
