import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromBufferPromise } from 'yauzl';
import { sampleFile } from '../rest/sample-instances.ts';
import { missingTool } from './dcmtk-tool.ts';
import { startOrthanc } from './orthanc-process.ts';
import type { RestClient } from './rest-client.ts';
import { startIsocenter } from './running-isocenter.ts';

const samples = [1, 2, 3].map((instance) => sampleFile({ instance, series: (instance % 2) + 1 }));

async function fill(rest: RestClient): Promise<string> {
  for (const sample of samples) await rest.post('/instances', sample);
  const [study] = await rest.ids('/studies');
  return study ?? '';
}

async function contentsOf(zip: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const opened = await fromBufferPromise(zip);
  for await (const entry of opened.eachEntry()) {
    const bytes = Buffer.concat(await Array.fromAsync(await opened.openReadStreamPromise(entry)));
    contents.set(entry.fileName, bytes);
  }
  return contents;
}

describe('ZIPs between this server and Orthanc', { skip: missingTool('Orthanc') }, () => {
  it('hold the same files, and each takes what the other has made', async (t) => {
    const ours = (await startIsocenter(t)).rest;
    const theirs = (await startOrthanc(t)).rest;
    const study = await fill(ours);
    assert.equal(await fill(theirs), study);
    for (const kind of ['archive', 'media']) {
      const [made, expected] = await Promise.all([ours, theirs].map((rest) => rest.bytes(`/studies/${study}/${kind}`)));
      assert.ok(made !== undefined && expected !== undefined);
      const files = async (zip: Buffer) =>
        [...(await contentsOf(zip))].filter(([name]) => name !== 'DICOMDIR').map(([, bytes]) => bytes.toString('hex'));
      assert.deepEqual((await files(made)).toSorted(), (await files(expected)).toSorted(), kind);
      for (const [rest, zip] of [
        [ours, expected],
        [theirs, made],
      ] as const) {
        await rest.clear();
        assert.equal(Object.keys(await rest.post('/instances', zip)).length, samples.length);
        assert.equal((await rest.ids('/instances')).length, samples.length);
      }
    }
  });

  it('are made by jobs, and can be fetched until the job is deleted', async (t) => {
    const { rest } = await startIsocenter(t);
    const study = await fill(rest);
    const { ID } = await rest.post(`/studies/${study}/media`, { Asynchronous: true });
    await rest.jobEnd(String(ID));
    assert.deepEqual(
      [...(await contentsOf(await rest.bytes(`/jobs/${ID}/archive`))).keys()],
      ['IMAGES/IM0', 'IMAGES/IM1', 'IMAGES/IM2', 'DICOMDIR'],
    );
    await rest.delete(`/jobs/${ID}`);
    await assert.rejects(rest.bytes(`/jobs/${ID}/archive`), /404/);
  });
});
