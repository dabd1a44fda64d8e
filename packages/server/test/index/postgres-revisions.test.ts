import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IndexStore } from '../../src/index/index-store.ts';
import { postgresIsMissing } from '../support/postgres.ts';
import { newInstance, noLimits } from './contract/new-instance.ts';
import { cluster } from './postgres-cluster.ts';

const rounds = 10;
const writersPerServer = 3;

type Write = (index: IndexStore, writer: number, seen: { revision: number; md5: string }) => Promise<number>;

const study = newInstance().publicIds.Study;
const sizes = { uncompressedSize: 1, compressedSize: 1, compressedMd5: '' };

/** Each writes what it is told from the MD5 that the round before left: the same in all rounds. */
const writes: Readonly<Record<string, Write>> = {
  metadata: (index, _, seen) => index.setMetadata('Study', study, 1024, 'a', seen),
  attachment: async (index, writer, seen) => {
    const uuid = `${seen.revision}-${writer}`;
    const attachment = { contentType: 1024, uuid, uncompressedMd5: seen.md5, compression: 'none', ...sizes } as const;
    return (await index.setAttachment('Study', study, attachment, noLimits, seen)).revision;
  },
};

for (const [what, write] of Object.entries(writes)) {
  test(`of many writers on two servers that saw one revision of ${what}, one succeeds in each round`, {
    skip: postgresIsMissing,
  }, async (t) => {
    const { open } = cluster(t);
    const [first, second] = [await open(), await open()];
    const servers = [first, second];
    await first.index.storeInstance(newInstance(), noLimits);
    const md5 = '0cc175b9c0f1b6a831c399e269772661';
    assert.equal(await write(first.index, 0, { revision: -2, md5 }), 0);
    for (let revision = 0; revision < rounds; revision += 1) {
      const attempts = servers.flatMap(({ index }, server) =>
        Array.from({ length: writersPerServer }, (_, writer) =>
          write(index, server * writersPerServer + writer + 1, { revision, md5 }),
        ),
      );
      const settled = await Promise.allSettled(attempts);
      const won = settled.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
      const lost = settled.filter((one) => one.status === 'rejected').map(({ reason }) => reason.code);
      assert.deepEqual(won, [revision + 1]);
      assert.deepEqual(new Set(lost), new Set(['Revision']));
    }
    const { changes } = await first.index.listChanges({ since: 4, limit: 100 });
    assert.equal(changes.length, rounds + 1);
    if (what === 'attachment') {
      assert.equal((await first.index.pendingBlobRemovals()).length, rounds);
      assert.equal((await first.index.statistics()).diskBytes, 1001);
    }
  });
}
