import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storeAll } from './archive-client.ts';
import { eventually, within } from './bounded-wait.ts';
import { generatedInstances } from './generated-instances.ts';
import { jobsOf } from './jobs-of.ts';
import { ServerProcess } from './server-process.ts';

/** How long a job may take after a restart. */
const jobLimitMs = 60_000;

interface Shown {
  readonly ID: string;
  readonly AnonymizedFrom?: string;
  readonly ParentPatient?: string;
  readonly MainDicomTags: Readonly<Record<string, string>>;
}

test('an anonymization killed in the middle goes on: every instance once, one patient, and no source is left', async (t) => {
  const instances = generatedInstances(600, { pixelBytes: 512 });
  const [instance] = instances;
  assert.ok(instance);
  const server = await ServerProcess.start(t);
  await storeAll(server.dicomPort, instances);
  const [study] = (await server.json('/studies')) as string[];
  const submitted = await server.rest(`/studies/${study}/anonymize`, {
    method: 'POST',
    body: JSON.stringify({ Asynchronous: true, KeepSource: false }),
  });
  assert.equal(submitted.status, 200);
  await eventually(jobLimitMs, 'a part of the work', async () => {
    const [job] = await jobsOf(server);
    return Number(job?.Progress) >= 20;
  });
  server.signal('SIGKILL');
  await within(jobLimitMs, 'the kill', server.exited);

  const restarted = await ServerProcess.start(t, { folder: server.folder });
  const kept = (await restarted.json('/instances')) as string[];
  assert.ok(kept.length > instances.length, 'some were made before the kill');
  await eventually(jobLimitMs, 'the end of the job', async () => {
    const [job] = await jobsOf(restarted);
    return job?.State === 'Success';
  });
  const after = (await restarted.json('/instances?expand')) as Shown[];
  assert.equal(after.length, instances.length);
  const sources = after.map(({ AnonymizedFrom }) => AnonymizedFrom);
  assert.deepEqual(new Set(sources), new Set(instances.map(({ publicId }) => publicId)));
  const studies = (await restarted.json('/studies?expand')) as (Shown & {
    PatientMainDicomTags: { PatientName: string };
  })[];
  assert.deepEqual(
    studies.map(({ AnonymizedFrom, PatientMainDicomTags }) => [AnonymizedFrom, PatientMainDicomTags.PatientName]),
    [[study, 'Anonymized1']],
  );
  assert.equal(((await restarted.json('/series')) as string[]).length, 1);
  const [job] = await jobsOf(restarted);
  assert.deepEqual((job as { Content?: { ID: string } } | undefined)?.Content?.ID, studies[0]?.ID);
  assert.equal((await restarted.end('SIGTERM')).code, 0);
});
