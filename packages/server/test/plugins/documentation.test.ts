import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startIsocenter } from '../peers/running-isocenter.ts';
import { sampleFile } from '../rest/sample-instances.ts';

const root = join(import.meta.dirname, '../../../..');
const example = join(root, 'packages/server/examples/teaching-files.ts');

test('the example of the documentation is the one that is tried', () => {
  const documented = /```ts\n(.*?)```/s.exec(readFileSync(join(root, 'docs/plugins.md'), 'utf8'))?.[1];
  assert.equal(documented, readFileSync(example, 'utf8'));
});

test('the example refuses instances without a patient, and shows what is complete', async (t) => {
  const server = await startIsocenter(t, { Plugins: [example], StableAge: 1 });
  const { ParentStudy } = await server.rest.post('/instances', sampleFile());
  const init = { method: 'POST', body: sampleFile({ patientId: '', study: 2 }) };
  assert.notEqual((await fetch(`${server.rest.url}/instances`, init)).status, 200);
  const deadlineMs = performance.now() + 20_000;
  for (;;) {
    const complete = await server.rest.ids('/teaching-files/complete');
    if (complete.length > 0) {
      assert.deepEqual(complete, [ParentStudy]);
      break;
    }
    assert.ok(performance.now() < deadlineMs);
  }
  assert.deepEqual(await server.rest.json(`/studies/${ParentStudy}/labels`), ['complete']);
});
