import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { luaCallbacks } from '../../src/lua/lua-callbacks.ts';
import { associate, store } from '../faults/archive-client.ts';
import { generatedInstance } from '../faults/generated-instances.ts';
import { modalityAt } from '../peers/running-isocenter.ts';
import { temporaryFolder } from '../peers/temporary-folder.ts';
import { sampleFile } from '../rest/sample-instances.ts';
import { startScripted } from './lua-client.ts';

const documentation = readFileSync(join(import.meta.dirname, '../../../../docs/lua.md'), 'utf8');
const [routing = '', modifying = ''] = [...documentation.matchAll(/```lua\n(.*?)```/gs)].map(([, code]) => code);

test('the first example sends on what comes by C-STORE, and nothing else', async (t) => {
  const script = join(temporaryFolder(t), 'route.lua');
  writeFileSync(script, routing);
  const archive = await startScripted(t, { DicomAet: 'ARCHIVE' });
  const gateway = await startScripted(t, {
    LuaScripts: [script],
    DicomModalities: { archive: modalityAt('ARCHIVE', archive.dicomPort) },
  });
  const { ID } = await gateway.rest.post('/instances', sampleFile());
  const association = await associate(gateway.dicomPort);
  const instance = generatedInstance({ number: 1 });
  assert.equal(await store(association, instance), 0);
  await association.release();
  await archive.rest.settled('/statistics', ({ CountInstances }) => CountInstances === 1);
  await gateway.rest.settled('/statistics', ({ CountInstances }) => CountInstances === 1);
  assert.deepEqual(await archive.rest.ids('/instances'), [instance.publicId]);
  assert.deepEqual(await gateway.rest.ids('/instances'), [ID]);
});

test('the second example sends a modified copy, and deletes that', async (t) => {
  const archive = await startScripted(t, { DicomAet: 'ARCHIVE' });
  const gateway = await startScripted(t, {
    DicomModalities: { archive: modalityAt('ARCHIVE', archive.dicomPort) },
  });
  const { ID } = await gateway.rest.post('/instances', sampleFile());
  await gateway.run(`id = '${ID}' ${modifying}`);
  await archive.rest.settled('/statistics', ({ CountInstances }) => CountInstances === 1);
  const [sent = ''] = await archive.rest.ids('/instances');
  assert.notEqual(sent, ID);
  const tags: { StationName?: string } = Object(await archive.rest.json(`/instances/${sent}/simplified-tags`));
  assert.equal(tags.StationName, 'Gateway');
  await gateway.rest.settled('/statistics', ({ CountInstances }) => CountInstances === 1);
  assert.deepEqual(await gateway.rest.ids('/instances'), [ID]);
});

test('every callback is documented', () => {
  const levels = ['Patient', 'Study', 'Series', 'Instance'];
  for (const name of luaCallbacks) {
    const level = levels.find((candidate) => name.endsWith(candidate));
    const isNamed =
      documentation.includes(`\`${name}\``) || (level !== undefined && documentation.includes(`\`…${level}\``));
    assert.ok(isNamed, name);
  }
});
