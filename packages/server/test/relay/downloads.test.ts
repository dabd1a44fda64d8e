import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromBufferPromise } from 'yauzl';
import type { RestClient } from '../peers/rest-client.ts';
import { clientMove } from './relay-client.ts';
import { ending, impatient, startScene, wholeStudy } from './relay-scene.ts';

/** Files in the archive of the only study. */
async function archivedFiles(rest: RestClient): Promise<number> {
  const [study] = await rest.ids('/studies');
  const zip = await fromBufferPromise(await rest.bytes(`/studies/${study}/archive`));
  return zip.entryCount;
}

describe('a download of a study of which something was fetched', { timeout: 60_000 }, () => {
  it('has what was missing, which alone is asked for', async (t) => {
    const hospital = { script: { neverSent: 2, tells: 'success' } as const, upstream: impatient };
    const scene = await startScene(t, { pacs: { hospital } });
    assert.deepEqual(ending(await clientMove(scene.port, wholeStudy)), ['b000', 3, 2, 0]);
    scene.pacs().script = {};
    assert.equal(await archivedFiles(scene.isocenter.rest), 5);
    assert.equal(scene.pacs().moves.at(-1)?.level, 'IMAGE');
  });

  it('fails while something is missing', async (t) => {
    const hospital = { script: { neverSent: 2, tells: 'success' } as const, upstream: impatient };
    const scene = await startScene(t, { pacs: { hospital } });
    await clientMove(scene.port, wholeStudy);
    await assert.rejects(archivedFiles(scene.isocenter.rest), /50[24]/);
  });

  it('asks nobody when all came', async (t) => {
    const scene = await startScene(t);
    await clientMove(scene.port, wholeStudy);
    await scene.pacs().goDown();
    assert.equal(await archivedFiles(scene.isocenter.rest), 5);
  });
});
