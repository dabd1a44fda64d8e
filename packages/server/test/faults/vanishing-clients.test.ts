import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Association } from '@isocenter/dimse';
import { answersEcho, associate, moveStudy, store, storeAll } from './archive-client.ts';
import { eventually, within } from './bounded-wait.ts';
import { FaultyLink } from './faulty-link.ts';
import { type GeneratedInstance, generatedInstance, generatedInstances } from './generated-instances.ts';
import { ScriptedDestination } from './scripted-destination.ts';
import { ServerProcess } from './server-process.ts';
import { assertNoOrphans, assertStored, statistics, storedFiles } from './storage-area.ts';

const limitMs = 10_000;

const partings: readonly { readonly name: string; readonly leave: (client: Association, link: FaultyLink) => void }[] =
  [
    { name: 'aborts', leave: (client) => client.abort() },
    { name: 'closes its connection', leave: (_, link) => link.break('close') },
    { name: 'resets its connection', leave: (_, link) => link.break('reset') },
  ];

/** Sends the first part of an instance; the rest never comes. */
function beginStore(association: Association, instance: GeneratedInstance, bytes: number): Promise<unknown> {
  const { promise: never } = Promise.withResolvers<void>();
  async function* firstPart() {
    yield instance.dataSet.subarray(0, bytes);
    await never;
  }
  const { sopClassUid, sopInstanceUid } = instance;
  return association.store({ sopClassUid, sopInstanceUid, dataSet: firstPart() }).catch(() => undefined);
}

test('a client that vanishes in the middle of a C-STORE leaves nothing behind, when it', async (t) => {
  const server = await ServerProcess.start(t);
  const whole = generatedInstance({ number: 1 });
  await storeAll(server.dicomPort, [whole]);
  for (const [index, { leave, name }] of partings.entries()) {
    await t.test(name, async () => {
      const link = await FaultyLink.listen(t, server.dicomPort);
      const association = await associate(link.port);
      const large = generatedInstance({ number: 100 + index, pixelBytes: 4 * 1024 * 1024 });
      const lost = beginStore(association, large, 3 * 1024 * 1024);
      // A part of it has reached the disk.
      await eventually(limitMs, 'a partial file', async () => (await storedFiles(server.folder.data)).count === 2);
      leave(association, link);
      await within(limitMs, 'the end of C-STORE', lost);
      await eventually(limitMs, 'its removal', async () => (await storedFiles(server.folder.data)).count === 1);
      assert.equal((await statistics(server)).CountInstances, 1);
      assert.equal((await server.rest(`/instances/${large.publicId}`)).status, 404);
      // The same instance is welcome from a client that stays.
      const second = await associate(server.dicomPort);
      assert.equal(await store(second, large), 0x0000);
      await second.release();
      await assertStored(server, [whole, large]);
      assert.equal((await server.rest(`/instances/${large.publicId}`, { method: 'DELETE' })).status, 200);
      await eventually(limitMs, 'deletion', async () => (await storedFiles(server.folder.data)).count === 1);
    });
  }
  await assertNoOrphans(server);
});

/** A C-MOVE whose client leaves while the third instance is on its way. */
async function leaveMove(t: TestContext, leave: (client: Association, link: FaultyLink) => void): Promise<void> {
  const instances = generatedInstances(100);
  const third = Promise.withResolvers<void>();
  const proceed = Promise.withResolvers<void>();
  const destination = await ScriptedDestination.start(t, {
    script: async (_, number) => {
      if (number === 3) {
        third.resolve();
        await proceed.promise;
      }
      return 0x0000;
    },
  });
  const server = await ServerProcess.start(t, {
    configuration: { DicomAssociationCloseDelay: 0, DicomModalities: { dest: destination.modality('DEST') } },
  });
  await storeAll(server.dicomPort, instances);
  const link = await FaultyLink.listen(t, server.dicomPort);
  const association = await associate(link.port, { callingAet: 'VANISHES' });
  const moved = moveStudy(association, instances[0]?.studyInstanceUid ?? '', 'DEST').catch(() => undefined);
  await within(limitMs, 'the third instance', third.promise);
  leave(association, link);
  await within(limitMs, 'the end of C-MOVE', moved);
  await eventually(limitMs, 'the end of the association', () =>
    server.log.some(({ msg, callingAet }) => msg === 'Association closed' && callingAet === 'VANISHES'),
  );
  proceed.resolve();
  await eventually(limitMs, 'the end of the delivery', () => destination.openAssociations === 0);
  assert.equal(destination.received.length, 3);
  assert.ok(await answersEcho(server.dicomPort));
}

for (const { leave, name } of partings) {
  test(`sub-operations stop when the client of a synchronous C-MOVE ${name}`, (t) => leaveMove(t, leave));
}
