/** Stores instances and records job items until it is killed; prints what was acknowledged. Run by durability.test.ts. */
import { writeSync } from 'node:fs';
import { openSqliteIndex } from '../../src/index/sqlite/open-sqlite-index.ts';
import { newInstance, noLimits } from './contract/new-instance.ts';

const print = (line: string) => writeSync(1, `${line}\n`);
const { index, jobs } = await openSqliteIndex(process.argv[2] ?? '');
const items = Array.from({ length: 100_000 }, (_, position) => `item ${position}`);
const job = { id: 'job', type: 'Test', priority: 0, userData: undefined, parameters: {}, content: {}, createdAtMs: 0 };
await jobs.addJob(job, items, 1);
await jobs.claimJob('run', 0, 1e12);

async function store(worker: number): Promise<void> {
  for (let number = 0; ; number += 1) {
    const instance = `1.${worker}.${number}`;
    await index.storeInstance(newInstance({ instance }), noLimits);
    print(`instance ${instance}`);
  }
}

async function record(): Promise<void> {
  for (let position = 0; position < items.length; position += 1) {
    const outcome = { position, state: 'Done', comment: undefined } as const;
    await jobs.recordUpdate('job', 'run', { items: [outcome], progress: 0, content: undefined });
    print(`item ${position}`);
  }
}

await Promise.all([store(1), store(2), store(3), store(4), record()]);
