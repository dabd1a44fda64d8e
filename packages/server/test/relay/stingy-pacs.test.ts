import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type GeneratedInstance, generatedInstances } from '../faults/generated-instances.ts';
import { Gate } from '../support/gate.ts';
import type { PacsScript } from '../support/pacs-script.ts';
import { clientGet, clientMove, type Retrieved } from './relay-client.ts';
import { assertDelivered, ending, type PacsOptions, startScene, studyOf, uidsOf } from './relay-scene.ts';

interface Shortage extends Lack {
  readonly what: string;
  readonly script: PacsScript;
  /** Where C-GET brings less. */
  readonly byGet?: Lack;
}

interface Lack {
  /** Default: three of five. */
  readonly come?: number;
  /** How many the client is told to lack; default: the others of five. */
  readonly failed?: number;
  /** Whether their UIDs are listed; default: they are. */
  readonly unlisted?: true;
}

const closed = () => new Gate();

/** What a PACS may do that has five instances and does not give all. */
const shortages: readonly Shortage[] = [
  { what: 'fails to send two, and lists them', script: { neverSent: 2 } },
  { what: 'counts two failures', script: { neverSent: 2, tells: 'failuresWithoutList' } },
  { what: 'ends with B000 and nothing else', script: { neverSent: 2, tells: 'statusOnly' } },
  { what: 'says success and never sends two', script: { neverSent: 2, tells: 'success' } },
  { what: 'says success at once and never sends two', script: { neverSent: 2, answersFirst: true } },
  { what: 'tells numbers only, and lists two failures', script: { neverSent: 2, refusedLevels: { IMAGE: 0xa900 } } },
  {
    what: 'tells numbers only, and counts two failures',
    script: { neverSent: 2, refusedLevels: { IMAGE: 0xa900 }, tells: 'failuresWithoutList' },
    unlisted: true,
  },
  {
    what: 'tells numbers only, and says success',
    script: { neverSent: 2, refusedLevels: { IMAGE: 0xa900 }, tells: 'success' },
    unlisted: true,
  },
  { what: 'has no C-FIND, and lists two failures', script: { neverSent: 2, findsNot: true } },
  {
    what: 'has no C-FIND, and counts two failures',
    script: { neverSent: 2, findsNot: true, tells: 'failuresWithoutList' },
    unlisted: true,
  },
  {
    what: 'has no C-FIND, and says success',
    script: { neverSent: 2, findsNot: true, tells: 'success' },
    unlisted: true,
  },
  { what: 'aborts half-way', script: { abortsAfter: 3 } },
  { what: 'stops half-way', script: { neverSent: 2, tells: 'success', noProgress: true } },
  { what: 'says success and sends nothing', script: { neverSent: 5, tells: 'success' }, come: 0 },
  { what: 'says success at once and sends nothing', script: { neverSent: 5, answersFirst: true }, come: 0 },
  { what: 'refuses the retrieve', script: { retrieveStatus: 0xa701 }, come: 0 },
  { what: 'sends pending responses for ever', script: { pendingEveryMs: 50 }, come: 0 },
  {
    what: 'sends pending responses for ever, cancelled or not',
    script: { pendingEveryMs: 50, ignoresCancel: true },
    come: 0,
  },
  { what: 'never answers the retrieve', script: { beforeSending: closed(), ignoresCancel: true }, come: 0 },
  {
    what: 'never answers a search, and fails to send two',
    script: { beforeAnswer: closed(), neverSent: 2 },
    // C-GET has to know beforehand what will come.
    byGet: { come: 0, failed: 0, unlisted: true },
  },
  {
    what: 'rejects associations',
    script: { reject: { result: 1, source: 1, reason: 1 } },
    come: 0,
    failed: 0,
    unlisted: true,
  },
  { what: 'never answers an association', script: { beforeAssociation: closed() }, come: 0, failed: 0, unlisted: true },
];

const limits = { QuietPeriod: 2, FindTimeout: 1, ConnectTimeout: 1, CancelTimeout: 1 };
/** Where nothing comes: where something does, a busy machine may take its time. */
const impatience = { FirstInstanceTimeout: 1, FirstResponseTimeout: 1 };

function wards(upstream: PacsOptions['upstream'] = {}): Record<string, PacsOptions> {
  return Object.fromEntries(
    shortages.map(({ come, script }, index) => [
      `pacs${index}`,
      {
        instances: generatedInstances(5, { study: index + 1 }),
        script,
        upstream: {
          ...limits,
          ...(come === 0 && impatience),
          AllowedClients: [`CLIENT${index}`],
          ...upstream,
        },
      },
    ]),
  );
}

/** What the client is told of a study of which only so many came (PS3.4 C.4.2.1.5, C.4.2.1.6). */
function assertTold(
  { come = 3, failed = 5 - come, unlisted }: Lack,
  all: readonly GeneratedInstance[],
  got: Retrieved,
) {
  assert.deepEqual(ending(got), [come === 0 ? 'a702' : 'b000', come, failed, 0]);
  const listed = got.final.failedSopInstanceUids ?? [];
  assert.deepEqual(listed.toSorted(), unlisted ? [] : uidsOf(all).slice(come));
}

describe('a client is told what it lacks, and has the rest, whose PACS', { timeout: 120_000 }, () => {
  it('by C-MOVE', { concurrency: 6 }, async (t) => {
    const scene = await startScene(t, { pacs: wards() });
    await Promise.all(
      shortages.map((shortage, index) =>
        t.test(shortage.what, async () => {
          const all = generatedInstances(5, { study: index + 1 });
          const moved = await clientMove(scene.port, studyOf(index + 1), { callingAet: `CLIENT${index}` });
          assertTold(shortage, all, moved);
          assertDelivered(scene.destination, all.slice(0, shortage.come ?? 3));
        }),
      ),
    );
  });

  it('by C-GET', { concurrency: 6 }, async (t) => {
    const scene = await startScene(t, { pacs: wards({ Retrieve: 'C-GET', QuietPeriod: 60 }) });
    await Promise.all(
      shortages.map((shortage, index) =>
        t.test(shortage.what, async () => {
          if (shortage.script.answersFirst) return;
          const all = generatedInstances(5, { study: index + 1 });
          const got = await clientGet(scene.port, studyOf(index + 1), { callingAet: `CLIENT${index}` });
          const lack: Lack = { ...shortage, ...shortage.byGet };
          assertTold(lack, all, got);
          assert.deepEqual(
            got.stored.map(({ sopInstanceUid }) => sopInstanceUid).toSorted(),
            uidsOf(all).slice(0, lack.come ?? 3),
          );
        }),
      ),
    );
  });

  it('is down', async (t) => {
    const scene = await startScene(t, { pacs: { hospital: { upstream: limits } } });
    await scene.pacs().goDown();
    assert.deepEqual(ending(await clientMove(scene.port, studyOf(1))), ['a702', 0, 0, 0]);
    await scene.pacs().comeUp();
    assert.deepEqual(ending(await clientMove(scene.port, studyOf(1))), ['0000', 5, 0, 0]);
  });
});
