import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { parsePeer } from '../../src/config/peer.ts';
import { startHttpPeer } from '../support/http-peer.ts';
import { closedPort } from '../support/remote-peer.ts';
import { type ArchiveOptions, startArchive } from './archive.ts';
import { sampleFile, upload } from './sample-instances.ts';

const unknownId = '00000000-11111111-22222222-33333333-44444444';

async function startWithPeer(t: TestContext, url = 'http://there.invalid/', options: ArchiveOptions = {}) {
  const archive = await startArchive(t, options);
  await archive.peers.put(parsePeer('there', [url, 'alice', 'secret']));
  const post = (route: string, payload: string | Buffer) =>
    archive.app.inject({ method: 'POST', url: `/peers/there/${route}`, payload });
  return { ...archive, post };
}

test('a store sends the instances of its resources, given in any form, with its options', async (t) => {
  const { app, post, runs } = await startWithPeer(t);
  const first = await upload(app, { instance: 1 });
  const second = await upload(app, { instance: 2 });
  const other = await upload(app, { study: 2 });
  const forms = [first.ID, `"${first.ID}"`, `["${first.ID}"]`, `{"Resources": ["${first.ID}"]}`];
  for (const form of forms) assert.equal((await post('store', form)).statusCode, 200, form);
  const body = { Resources: [other.ID, first.ParentSeries], Compress: true, Transcode: '1.2.840.10008.1.2' };
  assert.equal((await post('store', JSON.stringify(body))).statusCode, 200);
  const items = runs.map((run) => run.items);
  assert.deepEqual(items, [[first.ID], [first.ID], [first.ID], [first.ID], [other.ID, first.ID, second.ID]]);
  const parameters = runs.map((run) => Object.entries(run.parameters));
  const given = parameters.map((entries) => entries.filter(([name]) => /^(Peer|Compress|Transcode)$/.test(name)));
  const asFields = given.map((entries) => Object.fromEntries(entries));
  assert.deepEqual(asFields[0], { Peer: 'there', Compress: false });
  assert.deepEqual(asFields[4], { Peer: 'there', Compress: true, Transcode: '1.2.840.10008.1.2' });
});

test('the content of a job of a store names the peer without its password', async (t) => {
  const { app, post } = await startWithPeer(t);
  const { ID } = await upload(app);
  const response = await post('store', ID);
  const content = response.json();
  assert.equal(content.Description, 'REST API');
  assert.deepEqual(content.Peer, ['http://there.invalid/', 'alice', '']);
  assert.deepEqual(content.ParentResources, [ID]);
  assert.deepEqual([content.Size, content.SizeMB, content.Compress], ['0', 0, false]);
  assert.doesNotMatch(response.body, /secret/);
});

test('an asynchronous store is a job', async (t) => {
  const { app, post } = await startWithPeer(t);
  const { ID } = await upload(app);
  const response = await post('store', JSON.stringify({ Resources: [ID], Asynchronous: true }));
  const { ID: job, Path } = response.json();
  assert.equal(Path, `/jobs/${job}`);
  assert.equal((await app.inject(Path)).json().Type, 'OrthancPeerStore');
});

const refusals: readonly (readonly [why: string, status: number, body: string])[] = [
  ['nothing', 400, ''],
  ['an unknown resource', 500, unknownId],
  ['an unknown transfer syntax', 400, `{"Resources": [], "Transcode": "nope"}`],
  ['no resources', 400, '{"Compress": true}'],
  ['resources that are no texts', 400, '{"Resources": [5]}'],
  ['an option of another type', 400, '{"Resources": [], "Compress": "yes"}'],
];

for (const [why, status, body] of refusals) {
  test(`a store of ${why} is refused, and starts no job`, async (t) => {
    const { post, runs } = await startWithPeer(t);
    assert.equal((await post('store', body)).statusCode, status);
    assert.equal(runs.length, 0);
  });
}

test('a file goes straight to the peer, and its answer comes back', async (t) => {
  const there = await startHttpPeer(t);
  const { app, post } = await startWithPeer(t, there.url);
  const file = sampleFile();
  const response = await post('store-straight', file);
  assert.deepEqual([response.statusCode, response.json()], [200, { ID: 'i', Status: 'Success' }]);
  const [seen] = there.requests;
  assert.deepEqual(
    [seen?.method, seen?.url, seen?.headers['content-type']],
    ['POST', '/instances', 'application/dicom'],
  );
  assert.deepEqual(seen?.body, file);
  assert.deepEqual((await app.inject('/instances')).json(), []);
});

test('a file that the peer refuses, or cannot be sent, is a failure', async (t) => {
  const there = await startHttpPeer(t, (_, response) => response.writeHead(400).end('{}'));
  const { post } = await startWithPeer(t, there.url);
  const refused = await post('store-straight', 'no DICOM');
  assert.deepEqual([refused.statusCode, refused.json().OrthancStatus], [500, 9]);
  const { post: postNowhere } = await startWithPeer(t, `http://127.0.0.1:${await closedPort()}`);
  const lost = await postNowhere('store-straight', sampleFile());
  assert.deepEqual([lost.statusCode, lost.json().OrthancStatus], [500, 9]);
});
