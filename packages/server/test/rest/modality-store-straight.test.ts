import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { parseDataSet, parseFileHeader, TransferSyntaxes } from '@isocenter/dicom';
import { parseModality } from '../../src/config/modality.ts';
import { closedPort, startPeer } from '../support/remote-peer.ts';
import { startArchive } from './archive.ts';
import { sampleFile, uids } from './sample-instances.ts';

const mr = '1.2.840.10008.5.1.4.1.1.4';

async function start(
  t: TestContext,
  { refused = [], status = 0 }: { refused?: readonly string[]; status?: number } = {},
) {
  const stored: Buffer[] = [];
  const { port, requests } = await startPeer(
    t,
    {
      async store({ dataSet }) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of dataSet) chunks.push(Uint8Array.from(chunk));
        stored.push(Buffer.concat(chunks));
        return { status };
      },
    },
    { refused },
  );
  const { app, modalities } = await startArchive(t);
  await modalities.put(parseModality('there', ['THERE', '127.0.0.1', port]));
  await modalities.put(parseModality('gone', ['GONE', '127.0.0.1', await closedPort()]));
  const post = (payload: Buffer | string, name = 'there') =>
    app.inject({ method: 'POST', url: `/modalities/${name}/store-straight`, payload });
  return { app, post, requests, stored };
}

test('a file goes straight to the modality as it is, and is not kept', async (t) => {
  const { app, post, requests, stored } = await start(t);
  const file = sampleFile();
  const response = await post(file);
  assert.deepEqual(response.json(), { SOPClassUID: mr, SOPInstanceUID: uids.instance(1, 1, 1) });
  const header = parseFileHeader(file, { complete: true });
  assert.ok(header !== 'need more');
  assert.deepEqual(stored, [file.subarray(header.dataSetOffset)]);
  const [context] = requests[0]?.presentationContexts ?? [];
  assert.deepEqual([context?.abstractSyntax, context?.transferSyntaxes], [mr, ['1.2.840.10008.1.2.1']]);
  assert.deepEqual((await app.inject('/instances')).json(), []);
});

test('a large file goes through in pieces', async (t) => {
  const { post, stored } = await start(t);
  const pixels = Uint8Array.from({ length: 3_000_000 }, (_, at) => at % 251);
  const file = sampleFile({ fill: (dataSet) => dataSet.set(0x7fe0_0010, 'OW', pixels) });
  assert.equal((await post(file)).statusCode, 200);
  const dataSet = parseDataSet(stored[0] ?? new Uint8Array(), TransferSyntaxes.ExplicitVRLittleEndian);
  const received = dataSet.get(0x7fe0_0010)?.value;
  assert.ok(received instanceof Uint8Array && Buffer.compare(received, pixels) === 0);
});

for (const body of ['', 'no DICOM at all', 'x'.repeat(2_000_000)]) {
  test(`${body.length} bytes that are no file are refused, and nobody is called`, async (t) => {
    const { post, requests } = await start(t);
    const response = await post(body);
    assert.equal(response.statusCode, 400);
    assert.equal(requests.length, 0);
  });
}

test('a file cut in its head is refused', async (t) => {
  const { post, requests } = await start(t);
  assert.equal((await post(sampleFile().subarray(0, 180))).statusCode, 400);
  assert.equal(requests.length, 0);
});

test('a modality that refuses, or is not there, fails it', async (t) => {
  const refusing = await start(t, { status: 0xa700 });
  const refused = await refusing.post(sampleFile());
  assert.equal(refused.statusCode, 500);
  assert.deepEqual(refused.json().ErrorPayload, { Type: 'Dimse', Content: { DimseErrorStatus: 0xa700 } });
  const gone = await refusing.post(sampleFile(), 'gone');
  assert.deepEqual([gone.statusCode, gone.json().OrthancStatus], [500, 9]);
  const unaccepted = await start(t, { refused: [mr] });
  assert.equal((await unaccepted.post(sampleFile())).statusCode, 500);
});
