import assert from 'node:assert/strict';
import { test } from 'node:test';
import { associate, store } from './archive-client.ts';
import { DataFolder } from './data-folder.ts';
import { type GeneratedInstance, generatedInstance } from './generated-instances.ts';
import { randomFrom, seed } from './random.ts';
import { ServerProcess } from './server-process.ts';
import { assertNoOrphans, assertStored } from './storage-area.ts';

const rounds = 3;
const associations = 4;
/** Acknowledgements after which the server is killed: a random number up to this. */
const mostBeforeKill = 150;
const smallPixels = 2 * 1024;
const largePixels = 600 * 1024;

test('a killed server has every acknowledged instance, complete, and nothing of the others', async (t) => {
  t.diagnostic(`seed ${seed}`);
  const random = randomFrom(seed);
  const folder = await DataFolder.create(t);
  const acknowledged: GeneratedInstance[] = [];
  let server = await ServerProcess.start(t, { folder });
  for (let round = 1; round <= rounds; round += 1) {
    const killAfter = acknowledged.length + 1 + Math.floor(random() * mostBeforeKill);
    const send = async (lane: number) => {
      // Every other association has a window, so that several instances of it are under way.
      const asyncOperations = { invoked: lane % 2 === 0 ? 1 : 8, performed: 1 };
      const association = await associate(server.dicomPort, { asyncOperations });
      let number = round * 1_000_000 + lane * 100_000;
      const sendOn = async () => {
        while (association.open) {
          number += 1;
          const pixelBytes = random() < 0.2 ? largePixels : smallPixels;
          const instance = generatedInstance({ number, study: lane, pixelBytes });
          const status = await store(association, instance).catch(() => undefined);
          if (status === undefined) return;
          assert.equal(status, 0);
          acknowledged.push(instance);
          if (acknowledged.length === killAfter) server.signal('SIGKILL');
        }
      };
      await Promise.all(Array.from({ length: asyncOperations.invoked }, sendOn));
    };
    await Promise.all(Array.from({ length: associations }, (_, lane) => send(lane)));
    assert.equal((await server.exited).signal, 'SIGKILL', server.output);

    server = await ServerProcess.start(t, { folder });
    await assertNoOrphans(server);
    await assertStored(server, acknowledged);
  }
  assert.equal((await server.end('SIGTERM')).code, 0);
});
