import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Question } from '../question.ts';

const FILES = 500;
const FILE_BYTES = 512 * 1024;
const AT_ONCE = 4;

/**
 * What the disk alone allows: as many files as the relay receives, each durable before the next one, by a loop that does
 * nothing else. Who answers a C-STORE once it is durable is no faster over one association.
 */
export const diskQuestion: Question = {
  name: 'disk',
  title: '500 files of 512 KiB, by a bare loop',
  sides: ['ours'],
  measures: {
    single: { title: 'each durable before the next', unit: 's', better: 'lower' },
    parallel: { title: `${AT_ONCE} at a time`, unit: 's', better: 'lower' },
  },
  trialLimitSeconds: 120,
  async prepare({ workbench }) {
    const bytes = Buffer.alloc(FILE_BYTES, 7);
    return async () => {
      const directory = await workbench.makeDirectory();
      await workbench.run('sync', []);
      const single = await seconds(async () => {
        for (let file = 0; file < FILES; file++) writeDurably(join(directory, `single-${file}`), bytes);
      });
      return { single, parallel: await seconds(() => writeInParallel(directory, bytes)) };
    };
  },
};

function writeDurably(path: string, bytes: Buffer): void {
  const descriptor = openSync(path, 'wx');
  writeSync(descriptor, bytes);
  fdatasyncSync(descriptor);
  closeSync(descriptor);
}

async function writeInParallel(directory: string, bytes: Buffer): Promise<void> {
  let next = 0;
  const writeNext = async () => {
    for (let file = next++; file < FILES; file = next++) {
      await using handle = await open(join(directory, `parallel-${file}`), 'wx');
      await handle.write(bytes);
      await handle.datasync();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writeNext));
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
