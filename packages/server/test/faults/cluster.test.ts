import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { Association } from '@isocenter/dimse';
import { postgresIsMissing } from '../support/postgres.ts';
import { associate, moveStudy, store } from './archive-client.ts';
import { eventually, within } from './bounded-wait.ts';
import { type GeneratedInstance, generatedInstances } from './generated-instances.ts';
import { jobsOf } from './jobs-of.ts';
import { randomFrom, seed } from './random.ts';
import { ScriptedDestination } from './scripted-destination.ts';
import { ServerCluster } from './server-cluster.ts';

const limitMs = 120_000;

type Random = () => number;

/** Stores all in an order of its own, over one association after the other, each with any server, until all are acknowledged. */
async function send(
  cluster: ServerCluster,
  instances: readonly GeneratedInstance[],
  random: Random,
  stored: () => void,
) {
  const waiting = [...instances].sort(() => random() - 0.5);
  while (waiting.length > 0) {
    let association: Association | undefined;
    try {
      association = await associate(cluster.any(random()).dicomPort);
      // Other servers get their share, too.
      for (let share = 25; share > 0 && waiting.length > 0; share -= 1) {
        const [instance] = waiting;
        if (instance === undefined) break;
        const status = await store(association, instance);
        // What is refused for a passing reason is sent again, as a modality does.
        if (status !== 0) break;
        waiting.shift();
        stored();
      }
      await association.release();
    } catch {
      // The server was killed; what it had not acknowledged goes elsewhere.
      await association?.abort();
      await new Promise(setImmediate);
    }
  }
}

/** Repeats a request at any server until one has answered it. */
async function insist<Result>(
  cluster: ServerCluster,
  random: Random,
  work: (port: { dicom: number; http: number }) => Promise<Result>,
) {
  return eventually(limitMs, 'an answer', async () => {
    try {
      const { dicomPort, httpPort } = cluster.any(random());
      return { answer: await work({ dicom: dicomPort, http: httpPort }) };
    } catch {
      return undefined;
    }
  });
}

async function requestMove(port: number, studyInstanceUid: string, destination: string): Promise<number> {
  const association = await associate(port);
  try {
    return (await moveStudy(association, studyInstanceUid, destination)).at(-1)?.status ?? -1;
  } finally {
    await association.release().catch(() => undefined);
  }
}

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

test('three servers on one database and one object store lose and double nothing, whichever is killed when', {
  skip: postgresIsMissing,
  timeout: 2 * limitMs,
}, async (t) => {
  t.diagnostic(`ISOCENTER_TEST_SEED=${seed}`);
  const random = randomFrom(seed);
  const destination = await ScriptedDestination.start(t, { window: 4 });
  const cluster = await ServerCluster.start(t, 3, {
    SynchronousCMove: false,
    DicomModalities: { dest: destination.modality('DEST') },
  });
  const kept = [1, 2, 3].flatMap((study) =>
    generatedInstances(80, { study, patientId: study === 3 ? 'P3' : 'P1', pixelBytes: 1024 }),
  );
  const moved = generatedInstances(200, { study: 4, pixelBytes: 512 });
  const doomed = [5, 6].map((study) => generatedInstances(120, { study, pixelBytes: 512 }));

  // What is moved and deleted later is there before anything goes wrong.
  await Promise.all(
    [moved, ...doomed].map((instances, at) => send(cluster, instances, randomFrom(seed + at), () => undefined)),
  );

  // Four senders, the studies overlap, and each is sent by two at least; servers die meanwhile.
  const total = 4 * 160;
  let acknowledged = 0;
  const killAt = [0.2, 0.45, 0.7].map((part) => Math.floor(total * part));
  const stored = () => {
    acknowledged += 1;
    if (killAt.includes(acknowledged)) cluster.kill(random());
  };
  const senders = [0, 1, 2, 3].map((sender) => {
    const share = [...kept.slice(sender * 40), ...kept].slice(0, 160);
    return send(cluster, share, randomFrom(seed + 10 + sender), stored);
  });

  // An asynchronous C-MOVE that its server accepts and does not live to carry out.
  let delivered = 0;
  destination.script = () => {
    delivered += 1;
    if (delivered === 50 || delivered === 130) cluster.kill(random());
    return 0;
  };
  const [firstMoved] = moved;
  assert.ok(firstMoved);
  const move = insist(cluster, random, (port) => requestMove(port.dicom, firstMoved.studyInstanceUid, 'DEST'));

  // Deletions whose servers are killed in the middle.
  const deletions = doomed.map(async ([first], at) => {
    const id = first === undefined ? '' : studyId(first);
    await insist(cluster, random, async (port) => {
      const answer = fetch(`http://127.0.0.1:${port.http}/studies/${id}`, { method: 'DELETE' });
      if (at === 0) cluster.kill(random());
      const { status } = await answer;
      assert.ok(status === 200 || status === 404);
    });
  });

  await within(limitMs, 'all of it', Promise.all([...senders, move, ...deletions]));
  await within(limitMs, 'the restarts', cluster.whole());
  assert.ok(cluster.kills >= 3, `${cluster.kills} were killed`);
  assert.equal((await move).answer, 0x0000, cluster.warnings.join('\n'));

  // Every accepted job ends, and everything that it was to deliver has arrived.
  const someone = cluster.any(0);
  await eventually(limitMs, 'the end of all jobs', async () => {
    const jobs = await jobsOf(someone);
    return jobs.length > 0 && jobs.every(({ State }) => State === 'Success');
  });
  assert.deepEqual(new Set(destination.acknowledged), new Set(moved.map(({ sopInstanceUid }) => sopInstanceUid)));
  // What was in flight to the destination when a server died is sent again; no more.
  assert.ok(destination.acknowledged.length - moved.length <= 4 * cluster.kills);
  const runs = cluster.runs.toSorted((left, right) => left.startedAtMs - right.startedAtMs);
  for (const [at, run] of runs.entries()) {
    const overlapping = runs
      .slice(at + 1)
      .filter((other) => other.job === run.job && other.startedAtMs < run.endedAtMs);
    assert.deepEqual(overlapping, [], 'a job ran twice at the same time');
  }

  // Every server sees the same archive, and it is the one that was sent.
  const expected = [...kept, ...moved];
  for (const server of cluster.running) {
    const statistics = (await server.json('/statistics')) as Record<string, number>;
    const { CountPatients, CountStudies, CountSeries, CountInstances } = statistics;
    assert.deepEqual([CountPatients, CountStudies, CountSeries, CountInstances], [3, 4, 4, expected.length]);
    assert.deepEqual(
      new Set((await server.json('/instances')) as string[]),
      new Set(expected.map(({ publicId }) => publicId)),
    );
  }
  for (const instance of expected) {
    const answer = await cluster.any(random()).rest(`/instances/${instance.publicId}/file`);
    assert.equal(answer.status, 200, instance.sopInstanceUid);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    assert.equal(md5(bytes.subarray(-instance.dataSet.length)), md5(instance.dataSet));
  }
  assertChanges(await changesOf(cluster), expected);

  // Files without index entry are collected: in the end the store holds what the index names.
  await eventually(limitMs, 'the collection', async () => {
    const objects = await cluster.s3.objects.list('test', '', '', 10_000);
    return objects.length === expected.length;
  });
  for (const { code } of await cluster.stop()) assert.equal(code, 0);
});

interface ShownChange {
  readonly Seq: number;
  readonly ChangeType: string;
  readonly ID: string;
}

async function changesOf(cluster: ServerCluster): Promise<readonly ShownChange[]> {
  const changes: ShownChange[] = [];
  for (let since = 0; ; ) {
    const page = (await cluster.any(0).json(`/changes?since=${since}&limit=500`)) as {
      readonly Changes: readonly ShownChange[];
      readonly Done: boolean;
      readonly Last: number;
    };
    changes.push(...page.Changes);
    if (page.Done) return changes;
    since = page.Last;
  }
}

/** In one order, without repetitions, and of what is there: changes go with what they tell of. */
function assertChanges(changes: readonly ShownChange[], kept: readonly GeneratedInstance[]): void {
  const numbers = changes.map(({ Seq }) => Seq);
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((left, right) => left - right),
  );
  const arrived = changes.filter(({ ChangeType }) => ChangeType === 'NewInstance').map(({ ID }) => ID);
  assert.deepEqual(arrived.toSorted(), kept.map(({ publicId }) => publicId).toSorted());
  const patients = changes.filter(({ ChangeType }) => ChangeType === 'NewPatient');
  assert.equal(patients.length, 3);
  assert.equal(new Set(patients.map(({ ID }) => ID)).size, 3);
}

/** The public id of the study, restated: SHA-1 of PatientID|StudyInstanceUID. */
function studyId({ studyInstanceUid }: GeneratedInstance): string {
  const patientId = `P${studyInstanceUid.split('.').at(-1)}`;
  const digest = createHash('sha1').update(`${patientId}|${studyInstanceUid}`).digest('hex');
  return digest.replaceAll(/(.{8})(?!$)/g, '$1-');
}
