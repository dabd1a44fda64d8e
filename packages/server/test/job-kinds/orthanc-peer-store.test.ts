import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { deflateSync, gunzipSync, inflateRawSync } from 'node:zlib';
import { parseDataSet, parseFileHeader, Tags, TransferSyntaxes } from '@isocenter/dicom';
import { parsePeer } from '../../src/config/peer.ts';
import { HttpClient } from '../../src/http-client/http-client.ts';
import type { IndexStore } from '../../src/index/index-store.ts';
import type { StoredInstance } from '../../src/index/records.ts';
import { orthancPeerStoreKind } from '../../src/job-kinds/orthanc-peer-store.ts';
import { PeerClient } from '../../src/peers/peer-client.ts';
import { PeerRegistry } from '../../src/peers/peer-registry.ts';
import { MemoryFiles, syntaxUid } from '../retrieve/memory-files.ts';
import { FakeJobContext } from '../support/fake-job-context.ts';
import { startHttpPeer } from '../support/http-peer.ts';
import { closedPort } from '../support/remote-peer.ts';

/** How the elements of a data set are written, which a deflated one has inside. */
const syntaxOf = {
  implicit: TransferSyntaxes.ImplicitVRLittleEndian,
  explicit: TransferSyntaxes.ExplicitVRLittleEndian,
  deflated: TransferSyntaxes.ExplicitVRLittleEndian,
} as const;

const parameters = { Peer: 'there', Compress: false };

/** The kind with a peer `there`, and files that it can send by their names. */
function startKind(t: TestContext, url: string, files: MemoryFiles, instances: readonly StoredInstance[]) {
  const http = new HttpClient({ proxy: '', timeoutMs: 10_000, verifyServers: true, authoritiesFile: '' });
  t.after(() => http.close());
  const index: Pick<IndexStore, 'listInstances'> = {
    async *listInstances(_, ids) {
      yield instances.filter(({ publicId }) => ids.includes(publicId));
    },
  };
  return orthancPeerStoreKind({
    index,
    blobs: files,
    peers: new PeerRegistry([parsePeer('there', [url])]),
    client: new PeerClient(http),
  });
}

async function fileBytes(files: MemoryFiles, name: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of files.read(name)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('instances are uploaded as they are stored, small and large, one after the other', async (t) => {
  const files = new MemoryFiles();
  const instances = [files.add('1'), files.add('2', { pixelBytes: 3_000_000 }), files.add('3', { syntax: 'jpeg' })];
  const there = await startHttpPeer(t);
  const kind = startKind(
    t,
    there.url,
    files,
    instances.map(({ instance }) => instance),
  );
  const context = new FakeJobContext(parameters, ['1', '2', '3']);
  await kind.run(context);
  assert.equal(context.states, 'DDD');
  const bytes = await Promise.all(['1', '2', '3'].map((name) => fileBytes(files, name)));
  assert.deepEqual(
    there.requests.map(({ body }) => body),
    bytes,
  );
  assert.deepEqual(
    there.requests.map(({ headers, url }) => [url, headers['content-length'], headers['content-encoding']]),
    bytes.map(({ length }) => ['/instances', String(length), undefined]),
  );
  const size = bytes.reduce((sum, { length }) => sum + length, 0);
  assert.deepEqual([context.content.Size, context.content.SizeMB], [String(size), Math.floor(size / 1024 / 1024)]);
});

test('with Compress the files are packed on the way, and the size is what was sent', async (t) => {
  const files = new MemoryFiles();
  const { instance } = files.add('1', { pixelBytes: 1_000_000 });
  const there = await startHttpPeer(t);
  const context = new FakeJobContext({ ...parameters, Compress: true }, ['1']);
  await startKind(t, there.url, files, [instance]).run(context);
  const [seen] = there.requests;
  assert.equal(seen?.headers['content-encoding'], 'gzip');
  assert.deepEqual(gunzipSync(seen?.body ?? ''), await fileBytes(files, '1'));
  assert.equal(context.content.Size, String(seen?.body.length));
});

test('a file that the archive keeps compressed is sent as it was', async (t) => {
  const files = new MemoryFiles();
  const { instance } = files.add('1');
  const original = await fileBytes(files, '1');
  files.replace('1', deflateSync(original));
  const attachment = { ...instance.attachment, compression: 'zlib' } as const;
  const there = await startHttpPeer(t);
  await startKind(t, there.url, files, [{ ...instance, attachment }]).run(new FakeJobContext(parameters, ['1']));
  assert.deepEqual(there.requests[0]?.body, original);
});

for (const [from, to] of [
  ['explicit', 'implicit'],
  ['bigEndian', 'explicit'],
  ['implicit', 'deflated'],
] as const) {
  test(`with Transcode a file in ${from} is sent in ${to}`, async (t) => {
    const files = new MemoryFiles();
    const { instance } = files.add('1', { syntax: from, pixelBytes: 64 });
    const there = await startHttpPeer(t);
    const context = new FakeJobContext({ ...parameters, Transcode: syntaxUid(to) }, ['1']);
    await startKind(t, there.url, files, [instance]).run(context);
    const bytes = there.requests[0]?.body ?? new Uint8Array();
    const header = parseFileHeader(bytes, { complete: true });
    assert.ok(header !== 'need more');
    const { dataSetOffset, fileMeta, transferSyntax } = header;
    assert.equal(transferSyntax.uid, syntaxUid(to));
    assert.equal(fileMeta?.text(Tags.MediaStorageSOPInstanceUID), instance.sopInstanceUid);
    const encoded = bytes.subarray(dataSetOffset);
    const dataSet = parseDataSet(to === 'deflated' ? inflateRawSync(encoded) : encoded, syntaxOf[to]);
    assert.equal(dataSet.text(Tags.SOPInstanceUID), instance.sopInstanceUid);
    assert.equal(dataSet.number(Tags.Rows), 0x1234);
    assert.equal(context.states, 'D');
  });
}

test('an instance fails alone: deleted, its file gone, pixels to be coded, refused by the peer', async (t) => {
  const files = new MemoryFiles();
  const gone = files.add('gone');
  const coded = files.add('coded', { syntax: 'jpeg' });
  const refused = files.add('refused');
  const fine = files.add('fine');
  files.remove('gone');
  const there = await startHttpPeer(t, ({ body }, response) => {
    const isRefused = body.includes(refused.instance.sopInstanceUid);
    response.writeHead(isRefused ? 400 : 200).end('{}');
  });
  const instances = [gone, coded, refused, fine].map(({ instance }) => instance);
  const names = ['deleted', 'gone', 'coded', 'refused', 'fine'];
  const context = new FakeJobContext({ ...parameters, Transcode: syntaxUid('implicit') }, names, { permissive: true });
  await startKind(t, there.url, files, instances).run(context);
  assert.equal(context.states, 'FFFFD');
});

test('a peer that cannot be reached, or is overloaded, fails the run and not its instances', async (t) => {
  const files = new MemoryFiles();
  const { instance } = files.add('1');
  const busy = await startHttpPeer(t, (_, response) => response.writeHead(503).end());
  for (const url of [`http://127.0.0.1:${await closedPort()}`, busy.url]) {
    const context = new FakeJobContext(parameters, ['1'], { permissive: true });
    const run = startKind(t, url, files, [instance]).run(context);
    await assert.rejects(run, { code: 'NetworkProtocol', transient: true });
    assert.equal(context.states, 'W');
  }
});

test('a run goes on where the last one ended', async (t) => {
  const files = new MemoryFiles();
  const instances = ['1', '2', '3'].map((name) => files.add(name).instance);
  let fails = true;
  const there = await startHttpPeer(t, (_, response) => {
    response.writeHead(there.requests.length === 2 && fails ? 502 : 200).end('{}');
  });
  const kind = startKind(t, there.url, files, instances);
  const context = new FakeJobContext(parameters, ['1', '2', '3']);
  await assert.rejects(kind.run(context), { transient: true });
  assert.equal(context.states, 'DWW');
  const size = Number(context.content.Size);
  fails = false;
  await kind.run(context);
  assert.equal(context.states, 'DDD');
  assert.equal(there.requests.length, 4);
  assert.equal(Number(context.content.Size), 3 * size);
});

test('an aborted run ends in the middle of an upload', async (t) => {
  const files = new MemoryFiles();
  const { instance } = files.add('1');
  const context = new FakeJobContext(parameters, ['1']);
  const silent = await startHttpPeer(t, () => context.abort.abort(new Error('paused')));
  await assert.rejects(startKind(t, silent.url, files, [instance]).run(context), { message: 'paused' });
  assert.equal(context.states, 'W');
});

test('a peer that was removed meanwhile ends the job', async (t) => {
  const files = new MemoryFiles();
  const kind = startKind(t, 'http://127.0.0.1:1/', files, []);
  await assert.rejects(kind.run(new FakeJobContext({ Peer: 'other' }, ['1'])), { code: 'UnknownResource' });
});
