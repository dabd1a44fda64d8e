import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataSet, Tags } from '@isocenter/dicom';
import type { PrefetchRule } from '../../../src/config/relay.ts';
import { JobPostponement } from '../../../src/jobs/job-postponement.ts';
import { IsocenterError } from '../../../src/model/isocenter-error.ts';
import { prefetchKind } from '../../../src/relay/prefetch/prefetch-kind.ts';
import { namedRules } from '../../../src/relay/prefetch/prefetch-rules.ts';
import type { SearchedUpstream } from '../../../src/relay/prefetch/prior-search.ts';
import type { UpstreamQuestion } from '../../../src/relay/upstreams/upstream-link.ts';
import { FakeJobContext } from '../../support/fake-job-context.ts';
import { ruleOf } from './rule.ts';

const parameters = { Rule: '1', PatientID: 'P1', StudyInstanceUID: '1.0', Modalities: ['CT'] };
const unreachable = new IsocenterError('NetworkProtocol', 'nobody answers', { transient: true });

interface Held {
  readonly uid: string;
  readonly date?: string;
  readonly patientId?: string;
  /** Empty: the upstream does not tell Modalities in Study. */
  readonly modalities?: readonly string[];
  readonly series?: readonly (readonly [modality: string, bodyPart: string])[];
}

/** An upstream that answers from a list, or cannot be reached. */
function upstream(name: string, studies: readonly Held[] | 'down', questions: UpstreamQuestion[] = []) {
  const each: SearchedUpstream = {
    name,
    link: {
      async find(question, onAnswer, _, options) {
        questions.push(question);
        assert.equal(options?.priority, 'low');
        if (studies === 'down') throw unreachable;
        const wanted = question.keys.text(Tags.StudyInstanceUID) ?? '';
        for (const { date = '', modalities = ['CT'], patientId = 'P1', series = [], uid } of studies) {
          if (question.level === 'Study') {
            const answer = new DataSet()
              .set(Tags.StudyDate, 'DA', date)
              .set(Tags.ModalitiesInStudy, 'CS', [...modalities])
              .set(Tags.PatientID, 'LO', patientId)
              .set(Tags.StudyInstanceUID, 'UI', uid);
            await onAnswer(answer);
          } else if (uid === wanted) {
            for (const [modality, part] of series) {
              await onAnswer(new DataSet().set(Tags.Modality, 'CS', modality).set(Tags.BodyPartExamined, 'CS', part));
            }
          }
        }
      },
    },
  };
  return each;
}

interface Choice {
  readonly upstreams: readonly SearchedUpstream[];
  readonly rule?: Partial<PrefetchRule>;
  /** Study Instance UIDs of what is here completely. */
  readonly complete?: readonly string[];
  readonly failing?: Readonly<Record<string, IsocenterError>>;
  readonly now?: Date;
}

/** Runs one job; answers what it had fetched. */
function prepare({ complete = [], failing = {}, now = new Date(2026, 2, 10, 12), rule = {}, upstreams }: Choice) {
  const fetched: string[] = [];
  const context = new FakeJobContext(parameters, []);
  const kind = prefetchKind({
    rules: namedRules([ruleOf(rule)]),
    upstreams,
    nowMs: () => now.getTime(),
    relay: {
      isComplete: async (uid) => complete.includes(uid),
      async bring({ level, values }, client, _, options) {
        const [uid = ''] = values;
        fetched.push(`${level} ${uid} of ${options?.upstreams?.join('+')}`);
        assert.deepEqual([options?.kind, options?.jobId, client.name], ['Prefetch', 'job', '1']);
        const error = failing[uid];
        if (error !== undefined) throw error;
      },
    },
  });
  return { context, fetched, run: () => kind.run(context) };
}

describe('a prefetch', () => {
  it('brings the newest priors, by low requests, and tells which they are', async () => {
    const questions: UpstreamQuestion[] = [];
    const studies = [
      { uid: '1.1', date: '20250101' },
      { uid: '1.0', date: '20260310' },
      { uid: '1.2', date: '20260101' },
      { uid: '1.3', date: '20240101' },
      { uid: '1.4', date: '20260201', patientId: 'P10' },
    ];
    const { context, fetched, run } = prepare({
      upstreams: [upstream('hospital', studies, questions)],
      rule: { MaximumPriors: 2 },
    });
    await run();
    assert.deepEqual(fetched, ['Study 1.2 of hospital', 'Study 1.1 of hospital']);
    assert.deepEqual(
      [context.content.Priors, context.progress],
      [
        ['1.2', '1.1'],
        [0.5, 1],
      ],
    );
    assert.equal(questions.length, 1);
    assert.equal(questions[0]?.keys.text(Tags.PatientID), 'P1');
  });

  it('asks the upstreams of its rule, and each prior of those that have it', async () => {
    const { fetched, run } = prepare({
      upstreams: [
        upstream('a', [{ uid: '1.1', date: '20260101' }]),
        upstream('b', [{ uid: '1.1' }, { uid: '1.2' }]),
        upstream('c', [{ uid: '1.3' }]),
      ],
      rule: { Upstreams: ['b', 'a'] },
    });
    await run();
    assert.deepEqual(fetched, ['Study 1.1 of a+b', 'Study 1.2 of b']);
  });

  it('leaves what is here completely, which counts as a prior all the same', async () => {
    const { fetched, run } = prepare({
      upstreams: [
        upstream('a', [
          { uid: '1.1', date: '20260103' },
          { uid: '1.2', date: '20260102' },
          { uid: '1.3', date: '20260101' },
        ]),
      ],
      rule: { MaximumPriors: 2 },
      complete: ['1.1'],
    });
    await run();
    assert.deepEqual(fetched, ['Study 1.2 of a']);
  });

  it('looks at the series for body parts, and where modalities are not told', async () => {
    const { fetched, run } = prepare({
      upstreams: [
        upstream('a', [
          { uid: '1.1', date: '20260104', series: [['CT', 'HEAD']] },
          { uid: '1.2', date: '20260103', modalities: [], series: [['MR', 'CHEST']] },
          { uid: '1.3', date: '20260102', modalities: [], series: [['CT', 'chest']] },
          { uid: '1.4', date: '20260101', series: [] },
        ]),
      ],
      rule: { BodyParts: ['CHEST'] },
    });
    await run();
    assert.deepEqual(fetched, ['Study 1.3 of a']);
  });

  it('is tried again when an upstream is down or a prior fails, after the others were brought', async () => {
    const down = prepare({ upstreams: [upstream('a', 'down'), upstream('b', [{ uid: '1.2' }])] });
    await assert.rejects(down.run(), unreachable);
    assert.deepEqual(down.fetched, ['Study 1.2 of b']);
    const failing = prepare({
      upstreams: [upstream('a', [{ uid: '1.1', date: '20260102' }, { uid: '1.2' }])],
      failing: { '1.1': unreachable },
    });
    await assert.rejects(failing.run(), unreachable);
    assert.deepEqual(failing.fetched, ['Study 1.1 of a', 'Study 1.2 of a']);
    assert.equal(failing.context.warnings.length, 1);
  });

  it('waits for quiet hours without asking anybody', async () => {
    const questions: UpstreamQuestion[] = [];
    const choice = { upstreams: [upstream('a', [{ uid: '1.1' }], questions)], rule: { QuietHours: '19:00-06:30' } };
    const day = prepare({ ...choice, now: new Date(2026, 2, 10, 12) });
    await assert.rejects(day.run(), (error) => {
      assert.ok(error instanceof JobPostponement);
      assert.equal(error.untilMs, new Date(2026, 2, 10, 19).getTime());
      return true;
    });
    assert.deepEqual(questions, []);
    const night = prepare({ ...choice, now: new Date(2026, 2, 10, 23) });
    await night.run();
    assert.deepEqual(night.fetched, ['Study 1.1 of a']);
  });

  it('of a rule that is gone fails for good', async () => {
    const kind = prefetchKind({
      rules: namedRules([]),
      upstreams: [],
      nowMs: Date.now,
      relay: { isComplete: async () => false, bring: async () => undefined },
    });
    await assert.rejects(kind.run(new FakeJobContext(parameters, [])), { code: 'InexistentItem', transient: false });
  });

  it('ends at once when its job is interrupted', async () => {
    const { context, fetched, run } = prepare({ upstreams: [upstream('a', 'down')] });
    const reason = new Error('the server stops');
    context.abort.abort(reason);
    await assert.rejects(run(), reason);
    assert.deepEqual(fetched, []);
  });
});
