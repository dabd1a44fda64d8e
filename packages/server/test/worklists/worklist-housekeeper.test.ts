import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IndexStore } from '../../src/index/index-store.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { publicIdOf } from '../../src/model/public-id.ts';
import { WorklistHousekeeper } from '../../src/worklists/worklist-housekeeper.ts';
import { MemoryWorklists, sampleWorklist } from './sample-worklist.ts';

/** An index that has these studies. */
function indexWith(studies: readonly { readonly publicId: string; readonly isStable: boolean }[]) {
  const index: Partial<IndexStore> = {
    async *findResources({ conditions }) {
      const [condition] = conditions;
      const ids = condition?.kind === 'public-ids' ? condition.values : [];
      const found = studies.filter(({ publicId }) => ids.includes(publicId));
      yield found as unknown as never[];
    },
  };
  return index as IndexStore;
}

const options = { logger: silentLogger, onStableStudy: true, maximumAgeMs: 0, index: indexWith([]) };

test('a worklist goes when its study is there and stable, and belongs to its patient', async () => {
  const source = new MemoryWorklists([
    sampleWorklist({ study: '1.1' }),
    sampleWorklist({ study: '1.2' }),
    sampleWorklist({ study: '1.1', patientId: 'other' }),
    sampleWorklist({ study: '1.3' }),
  ]);
  const studies = [
    { publicId: publicIdOf('P1', '1.1'), isStable: true },
    { publicId: publicIdOf('P1', '1.2'), isStable: false },
  ];
  const housekeeper = new WorklistHousekeeper({ ...options, source, index: indexWith(studies) });
  assert.equal(await housekeeper.clean(), 1);
  assert.deepEqual([...source.worklists.keys()], ['w1', 'w2', 'w3']);
  const keeping = new WorklistHousekeeper({ ...options, source, onStableStudy: false, index: indexWith(studies) });
  assert.equal(await keeping.clean(), 0);
});

test('a worklist goes when it is older than it may be; nobody knows the age of a file', async () => {
  const source = new MemoryWorklists();
  const dataSet = sampleWorklist();
  await source.put({ id: 'old', createdAtMs: 1000, dataSet });
  await source.put({ id: 'young', createdAtMs: 2000, dataSet });
  await source.put({ id: 'file', createdAtMs: undefined, dataSet });
  const housekeeper = new WorklistHousekeeper({ ...options, source, maximumAgeMs: 500, nowMs: () => 2000 });
  assert.equal(await housekeeper.clean(), 1);
  assert.deepEqual([...source.worklists.keys()], ['young', 'file']);
});
