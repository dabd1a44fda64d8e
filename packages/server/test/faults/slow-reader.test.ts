import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Association, FindResponse } from '@isocenter/dimse';
import { answersEcho, associate, keys, storeAll, studyRootFind } from './archive-client.ts';
import { within } from './bounded-wait.ts';
import { generatedInstances } from './generated-instances.ts';
import { ServerProcess } from './server-process.ts';

const instanceCount = 1000;
/** Image Comments (0020,4000) of this length come back with every match. */
const commentCharacters = 10_000;
const slowReaders = 40;
const limitMs = 30_000;

/** What all answers together would take: 400 MB. The server may grow by less than half of it. */
const allowedGrowthBytes = (instanceCount * commentCharacters * slowReaders) / 2;

const everyImage = keys({
  '0008,0052': ['CS', 'IMAGE'],
  '0020,000d': ['UI', ''],
  '0020,000e': ['UI', ''],
  '0008,0018': ['UI', ''],
  '0020,4000': ['LT', ''],
});

function findImages(association: Association): AsyncIterator<FindResponse> {
  return association.find({ sopClassUid: studyRootFind, identifier: everyImage })[Symbol.asyncIterator]();
}

test('clients that do not read a large C-FIND answer cost the server no memory, and no other client', async (t) => {
  if (process.platform !== 'linux') return t.skip('resident memory is read from /proc');
  const server = await ServerProcess.start(t);
  await storeAll(server.dicomPort, generatedInstances(instanceCount, { comment: 'x'.repeat(commentCharacters) }));
  const readAll = async () => {
    const association = await associate(server.dicomPort);
    const answers = findImages(association);
    let matches = 0;
    for (let next = await answers.next(); !next.done; next = await answers.next()) {
      if (next.value.category === 'pending') matches += 1;
    }
    await association.release();
    return matches;
  };
  assert.equal(await readAll(), instanceCount);
  const before = await server.residentBytes();

  const readers = await Promise.all(
    Array.from({ length: slowReaders }, () =>
      associate(server.dicomPort, { limits: { maxQueuedResponseBytes: 16 * 1024 } }),
    ),
  );
  for (const reader of readers) {
    t.after(() => reader.abort());
    const first = await within(limitMs, 'the first answer', findImages(reader).next());
    assert.equal(first.value.category, 'pending');
  }
  // By the time others have been served several times, the slow ones got all that the server would hold for them.
  for (let round = 0; round < 3; round += 1)
    assert.equal(await within(limitMs, 'another C-FIND', readAll()), instanceCount);
  const grown = (await server.residentBytes()) - before;
  t.diagnostic(`grown by ${Math.round(grown / 1024 / 1024)} MiB`);
  assert.ok(grown < allowedGrowthBytes, `${grown} bytes`);
  for (const reader of readers) reader.abort();
  assert.ok(await answersEcho(server.dicomPort));
});
