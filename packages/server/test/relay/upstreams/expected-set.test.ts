import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { UpstreamConfiguration } from '../../../src/config/relay.ts';
import type { RelayTarget } from '../../../src/relay/relay-target.ts';
import { ExpectedSets } from '../../../src/relay/upstreams/expected-set.ts';
import { ctImageStorage, generatedInstance, generatedInstances } from '../../faults/generated-instances.ts';
import type { PacsScript } from '../../support/pacs-script.ts';
import { closedPort } from '../../support/remote-peer.ts';
import { type ScriptedPacs, startPacs } from '../../support/scripted-pacs.ts';
import { upstreamOf } from '../../support/upstream.ts';
import { dimseLinkTo, never } from './dimse-link-of.ts';

const studyInstanceUid = '1.2.826.0.1.7.1';
const study: RelayTarget = { level: 'Study', studyInstanceUid };
const seriesOf = (number: number): RelayTarget => ({
  level: 'Series',
  studyInstanceUid,
  seriesInstanceUid: `${studyInstanceUid}.${number}`,
});
const unknownStudy: RelayTarget = { level: 'Study', studyInstanceUid: '1.2.9' };

/** Two series, of two instances and one, and another study. */
const held = [
  ...generatedInstances(2, { series: 1 }),
  ...generatedInstances(1, { series: 2 }),
  ...generatedInstances(1, { study: 2 }),
];

const everyInstance = ['1.1', '1.2', '2.1'].map((suffix) => ({
  seriesInstanceUid: `${studyInstanceUid}.${suffix[0]}`,
  sopInstanceUid: `${studyInstanceUid}.${suffix}`,
  sopClassUid: ctImageStorage,
}));

async function started(t: TestContext, script: PacsScript = {}, fields: Partial<UpstreamConfiguration> = {}) {
  const pacs = await startPacs(t, { instances: held, script });
  const clock = { ms: 0 };
  const sets = new ExpectedSets({
    upstream: upstreamOf(fields),
    link: dimseLinkTo(pacs.port, { upstream: fields }),
    nowMs: () => clock.ms,
  });
  return { clock, pacs, sets };
}

/** The levels of the searches that a PACS has seen, which it forgets then. */
function levelsOf(pacs: ScriptedPacs): readonly string[] {
  return pacs.requests.splice(0).map(({ level }) => level);
}

describe('what an upstream has', { timeout: 60_000 }, () => {
  it('of a study is asked for in one search at IMAGE level', async (t) => {
    const { pacs, sets } = await started(t);
    assert.deepEqual(await sets.of(study, never), { kind: 'instances', instances: everyInstance });
    assert.deepEqual(levelsOf(pacs), ['IMAGE']);
  });

  it('of a series and of an instance is asked for with the keys above', async (t) => {
    const { pacs, sets } = await started(t, { hierarchical: 'refused' });
    assert.deepEqual(await sets.of(seriesOf(2), never), { kind: 'instances', instances: everyInstance.slice(2) });
    const instance = { ...seriesOf(1), level: 'Instance', sopInstanceUid: `${studyInstanceUid}.1.2` } as const;
    assert.deepEqual(await sets.of(instance, never), { kind: 'instances', instances: everyInstance.slice(1, 2) });
    assert.deepEqual(levelsOf(pacs), ['IMAGE', 'IMAGE']);
  });

  for (const hierarchical of ['refused', 'nothing'] as const) {
    it(`is asked series by series where without a Series Instance UID the answer is: ${hierarchical}`, async (t) => {
      const { pacs, sets } = await started(t, { hierarchical });
      assert.deepEqual(await sets.of(study, never), { kind: 'instances', instances: everyInstance });
      assert.deepEqual(levelsOf(pacs), ['IMAGE', 'SERIES', 'IMAGE', 'IMAGE']);
      await sets.of(study, never);
      assert.deepEqual(levelsOf(pacs), ['SERIES', 'IMAGE', 'IMAGE'], 'the study as a whole is not asked for again');
    });
  }

  for (const status of [0xa900, 0xc000]) {
    it(`is known by numbers where IMAGE level is refused with ${status.toString(16)}, which is remembered`, async (t) => {
      const { clock, pacs, sets } = await started(t, { refusedLevels: { IMAGE: status } });
      const expected = {
        kind: 'count',
        count: 3,
        seriesInstanceUids: [`${studyInstanceUid}.1`, `${studyInstanceUid}.2`],
      };
      assert.deepEqual(await sets.of(study, never), expected);
      assert.ok(levelsOf(pacs).includes('IMAGE'));
      assert.deepEqual(await sets.of(study, never), expected);
      assert.deepEqual(await sets.of(seriesOf(1), never), {
        kind: 'count',
        count: 2,
        seriesInstanceUids: [`${studyInstanceUid}.1`],
      });
      assert.deepEqual(levelsOf(pacs), ['SERIES', 'SERIES']);
      clock.ms += 600_000;
      await sets.of(study, never);
      assert.ok(levelsOf(pacs).includes('IMAGE'), 'after a while it may be able to');
    });
  }

  it('is asked at IMAGE level again when the upstream was only too busy', async (t) => {
    const { pacs, sets } = await started(t, { refusedLevels: { IMAGE: 0xa700 } });
    assert.equal((await sets.of(study, never)).kind, 'count');
    levelsOf(pacs);
    pacs.script = {};
    assert.equal((await sets.of(study, never)).kind, 'instances');
    assert.deepEqual(levelsOf(pacs), ['IMAGE']);
  });

  it('is a number of the study where series are refused, too', async (t) => {
    const { sets } = await started(t, { refusedLevels: { IMAGE: 0xa900, SERIES: 0xa900 } });
    assert.deepEqual(await sets.of(study, never), { kind: 'count', count: 3 });
  });

  it('is unknown where no numbers are told, or nothing is answered at all', async (t) => {
    const silent = await started(t, { refusedLevels: { IMAGE: 0xa900 }, countsNot: true });
    assert.deepEqual(await silent.sets.of(study, never), { kind: 'unknown' });
    const without = await started(t, { findsNot: true });
    assert.deepEqual(await without.sets.of(study, never), { kind: 'unknown' });
  });

  const scripts: readonly PacsScript[] = [
    {},
    { hierarchical: 'refused' },
    { hierarchical: 'nothing' },
    { refusedLevels: { IMAGE: 0xa900 } },
    { refusedLevels: { IMAGE: 0xa900, SERIES: 0xa900 } },
  ];
  for (const script of scripts) {
    it(`is nothing when it answers and has none: ${JSON.stringify(script)}`, async (t) => {
      const { sets } = await started(t, script);
      assert.deepEqual(await sets.of(unknownStudy, never), { kind: 'nothing' });
    });
  }

  it('is not known of an upstream that is down: that fails', async (t) => {
    const { pacs, sets } = await started(t);
    await pacs.goDown();
    await assert.rejects(sets.of(study, never), { transient: true });
    await pacs.comeUp();
    assert.equal((await sets.of(study, never)).kind, 'instances');
  });

  it('is limited, whether it is listed or counted', async (t) => {
    const fields = { MaximumInstances: 2 };
    const limit = { code: 'NotEnoughMemory', message: /MaximumInstances/ };
    for (const script of [{}, { hierarchical: 'refused' }, { refusedLevels: { IMAGE: 0xa900 } }] as const) {
      const { sets } = await started(t, script, fields);
      await assert.rejects(sets.of(study, never), limit);
    }
  });

  it('ends with the reason of the signal', async () => {
    const link = dimseLinkTo(await closedPort());
    const reason = new Error('nobody waits any more');
    const sets = new ExpectedSets({ upstream: upstreamOf(), link });
    await assert.rejects(sets.of(study, AbortSignal.abort(reason)), reason);
  });
});

describe('studies of an upstream', { timeout: 60_000 }, () => {
  it('are found by Patient ID, and by Accession Number', async (t) => {
    const { pacs, sets } = await started(t);
    pacs.hold([
      generatedInstance({ number: 1, study: 1, patientId: 'P*1', accessionNumber: 'A1' }),
      generatedInstance({ number: 2, study: 1, patientId: 'P*1', accessionNumber: 'A1' }),
      generatedInstance({ number: 1, study: 2, patientId: 'P*1', accessionNumber: 'A2' }),
      generatedInstance({ number: 1, study: 3, patientId: 'P21', accessionNumber: 'A1' }),
    ]);
    assert.deepEqual(await sets.studiesOf({ patientId: 'P*1' }, never), ['1.2.826.0.1.7.1', '1.2.826.0.1.7.2']);
    assert.deepEqual(await sets.studiesOf({ accessionNumber: 'A1' }, never), ['1.2.826.0.1.7.1', '1.2.826.0.1.7.3']);
    assert.deepEqual(await sets.studiesOf({ accessionNumber: 'A3' }, never), []);
    assert.deepEqual(levelsOf(pacs), ['STUDY', 'STUDY', 'STUDY']);
  });
});
