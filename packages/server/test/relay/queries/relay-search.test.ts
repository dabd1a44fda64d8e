import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import { DataDictionary, DataSet } from '@isocenter/dicom';
import { type Logger, silentLogger } from '../../../src/logging/logger.ts';
import { IsocenterError } from '../../../src/model/isocenter-error.ts';
import type { FoundHere, SpannedAnswer, SpannedQuestion } from '../../../src/query/spanned-search.ts';
import type { QueriedUpstream } from '../../../src/relay/queries/queried-upstream.ts';
import { RelaySearch } from '../../../src/relay/queries/relay-search.ts';
import type { UpstreamSearch } from '../../../src/relay/queries/relay-search-options.ts';
import { fakeUpstream, MemoryKnownResources, silence, studyAnswer } from './fake-upstream.ts';

const question: SpannedQuestion = {
  level: 'Study',
  keys: [
    { tag: 0x00100020, vr: 'LO', value: 'P*' },
    { tag: 0x00081030, vr: 'LO', value: '' },
  ],
  client: { service: 'C-FIND', name: 'VIEWER' },
  named: false,
};

interface Around {
  readonly logger?: Logger;
  readonly store?: MemoryKnownResources;
  readonly observed?: UpstreamSearch[];
}

function relay(upstreams: readonly QueriedUpstream[], around: Around = {}): RelaySearch {
  return new RelaySearch({
    upstreams,
    store: around.store ?? new MemoryKnownResources(),
    settings: { dictionary: DataDictionary.standard, characterSet: ['ISO_IR 100'] },
    logger: around.logger ?? silentLogger,
    observe: (search) => around.observed?.push(search),
    now: () => 0,
  });
}

async function answersOf(
  search: RelaySearch,
  { here, asked = question }: { here?: FoundHere | undefined; asked?: SpannedQuestion } = {},
): Promise<SpannedAnswer[] | undefined> {
  const open = search.open(asked, new AbortController().signal);
  if (open === undefined) return undefined;
  const answers: SpannedAnswer[] = [];
  for await (const page of open.answers(here)) answers.push(...page);
  open.close();
  return answers;
}

function uidsOf(answers: readonly SpannedAnswer[] | undefined): (string | undefined)[] | undefined {
  return answers?.map(({ dataSet }) => dataSet.text(0x0020000d));
}

describe('a search that upstreams are asked too', () => {
  it('asks nobody without an upstream', () => {
    assert.equal(relay([]).open(question, new AbortController().signal), undefined);
  });

  const policies = [
    { Find: 'Never', foundHere: false, asked: false },
    { Find: 'Never', foundHere: true, asked: false },
    { Find: 'IfMissing', foundHere: false, asked: true },
    { Find: 'IfMissing', foundHere: true, asked: false },
    { Find: 'Always', foundHere: false, asked: true },
    { Find: 'Always', foundHere: true, asked: true },
  ] as const;
  for (const { Find, foundHere, asked } of policies) {
    it(`${asked ? 'asks' : 'does not ask'} with Find ${Find} when ${foundHere ? 'something' : 'nothing'} is here`, async () => {
      const upstream = fakeUpstream('pacs', [studyAnswer('1.2')], { Find });
      const answers = await answersOf(relay([upstream]), { here: foundHere ? async () => new Set() : undefined });
      assert.equal(upstream.questions.length, asked ? 1 : 0);
      assert.deepEqual(uidsOf(answers) ?? [], asked ? ['1.2'] : []);
    });
  }

  it('asks upstreams of Always before anybody wants their answers, those of IfMissing afterwards', () => {
    const always = fakeUpstream('always', silence);
    const ifMissing = fakeUpstream('later', silence, { Find: 'IfMissing' });
    const open = relay([always, ifMissing]).open(question, new AbortController().signal);
    assert.deepEqual([always.questions.length, ifMissing.questions.length], [1, 0]);
    open?.close();
  });

  it('gives each study once, from the first upstream that has it, however late that one is', async () => {
    const secondDone = Promise.withResolvers<void>();
    const first = fakeUpstream('first', async (_, onAnswer) => {
      await secondDone.promise;
      await onAnswer(studyAnswer('1.2').set(0x00081030, 'LO', 'first'));
    });
    const second = fakeUpstream('second', async (_, onAnswer) => {
      await onAnswer(studyAnswer('1.2').set(0x00081030, 'LO', 'second'));
      await onAnswer(studyAnswer('1.3').set(0x00081030, 'LO', 'second'));
      secondDone.resolve();
    });
    const answers = await answersOf(relay([first, second]));
    assert.deepEqual(
      answers?.map(({ dataSet }) => [dataSet.text(0x0020000d), dataSet.text(0x00081030)]),
      [
        ['1.2', 'first'],
        ['1.3', 'second'],
      ],
    );
  });

  it('leaves out what is found here, asking for a page of answers at a time', async () => {
    const pages: (readonly string[])[] = [];
    const here = async (identifiers: readonly string[]) => {
      pages.push(identifiers);
      return new Set(['1.2', '1.4']);
    };
    const upstream = fakeUpstream('pacs', async (_, onAnswer) => {
      await Promise.all(['1.2', '1.3', '1.4'].map((uid) => onAnswer(studyAnswer(uid))));
    });
    assert.deepEqual(uidsOf(await answersOf(relay([upstream]), { here })), ['1.3']);
    assert.deepEqual(pages, [['1.2', '1.3', '1.4']]);
  });

  it('goes on without an upstream that fails, says so, and counts it', async () => {
    const warnings: object[] = [];
    const observed: UpstreamSearch[] = [];
    const logger = { ...silentLogger, warn: (message: string, fields = {}) => warnings.push({ message, ...fields }) };
    const error = new IsocenterError('NetworkProtocol', 'No connection', { transient: true });
    const down = fakeUpstream('down', async (_, onAnswer) => {
      await onAnswer(studyAnswer('1.2', 'PATIENT-7'));
      throw error;
    });
    const up = fakeUpstream('up', [studyAnswer('1.3')]);
    assert.deepEqual(uidsOf(await answersOf(relay([down, up], { logger, observed }))), ['1.2', '1.3']);
    assert.deepEqual(warnings, [
      { message: 'An upstream failed to answer a search', upstream: 'down', level: 'Study', error },
    ]);
    assert.deepEqual(observed.map(({ upstream, outcome }) => [upstream, outcome]).toSorted(), [
      ['down', 'Failure'],
      ['up', 'Success'],
    ]);
    assert.ok(observed.every(({ durationMs }) => durationMs >= 0));
  });

  it('ends with the reason of the signal, and so does the question', async () => {
    const observed: UpstreamSearch[] = [];
    const upstream = fakeUpstream('pacs', silence);
    const cancel = new AbortController();
    const open = relay([upstream], { observed }).open(question, cancel.signal);
    const answers = open?.answers(undefined).next();
    cancel.abort(new Error('cancelled'));
    await assert.rejects(async () => answers, { message: 'cancelled' });
    assert.deepEqual(
      observed.map(({ outcome }) => outcome),
      ['Cancelled'],
    );
  });

  it('does not wait for an upstream that ignores the end of the search', async () => {
    const cancel = new AbortController();
    const open = relay([fakeUpstream('pacs', () => new Promise(() => {}))]).open(question, cancel.signal);
    const answers = open?.answers(undefined).next();
    cancel.abort(new Error('cancelled'));
    await assert.rejects(async () => answers, { message: 'cancelled' });
  });

  it('holds an upstream up whose answers nobody reads', async () => {
    let given = 0;
    const held = Promise.withResolvers<void>();
    const upstream = fakeUpstream('pacs', async (_, onAnswer) => {
      for (; given < 1000; given += 1) {
        const taken = onAnswer(studyAnswer(`1.${given}`));
        if (given === 255) held.resolve();
        await taken;
      }
    });
    const open = relay([upstream]).open(question, new AbortController().signal);
    await held.promise;
    await new Promise(setImmediate);
    assert.equal(given, 255);
    const uids = new Set<string | undefined>();
    for await (const page of open?.answers(undefined) ?? [])
      for (const answer of page) uids.add(answer.dataSet.text(0x0020000d));
    assert.deepEqual([uids.size, given], [1000, 1000]);
  });

  const clients = [
    { name: 'PACS', service: 'C-FIND', asked: false },
    { name: 'pacs ', service: 'C-FIND', asked: false },
    { name: 'PACS_2', service: 'C-FIND', asked: false },
    { name: 'VIEWER', service: 'C-FIND', asked: true },
    // Names of users are no AE titles.
    { name: 'PACS', service: 'REST', asked: true },
  ] as const;
  for (const { asked, ...client } of clients) {
    it(`${asked ? 'asks' : 'does not ask'} the upstream PACS for ${client.service} of "${client.name}"`, async () => {
      const upstream = fakeUpstream('pacs', [studyAnswer('1.2')], { SendingAets: ['PACS_2'] });
      const answers = await answersOf(relay([upstream]), { asked: { ...question, client } });
      assert.deepEqual(uidsOf(answers), asked ? ['1.2'] : undefined);
    });
  }

  for (const { name, asked } of [
    { name: 'WS_12', asked: true },
    { name: 'WS_123', asked: false },
    { name: '', asked: false },
  ]) {
    it(`heeds AllowedClients: "${name}"`, async () => {
      const upstream = fakeUpstream('pacs', [studyAnswer('1.2')], { AllowedClients: ['CT', 'WS_??'] });
      const answers = await answersOf(relay([upstream]), {
        asked: { ...question, client: { service: 'REST', name } },
      });
      assert.deepEqual(uidsOf(answers), asked ? ['1.2'] : undefined);
    });
  }

  it('hands over only what was asked, without what is the upstream’s own', async () => {
    const answer = studyAnswer('1.2')
      .set(0x00080054, 'AE', 'PACS')
      .set(0x00081190, 'UR', 'http://pacs.example/')
      .set(0x00081030, 'LO', 'Chest');
    const [given] = (await answersOf(relay([fakeUpstream('pacs', [answer])]))) ?? [];
    assert.deepEqual(
      [...(given?.dataSet ?? [])].map(({ tag }) => tag),
      [0x00081030, 0x00100020, 0x0020000d],
    );
  });

  it('leaves out answers without the unique key of the level (PS3.4 C.4.1.1.3.2)', async () => {
    const upstream = fakeUpstream('pacs', [new DataSet().set(0x00100020, 'LO', 'P1'), studyAnswer('1.3')]);
    assert.deepEqual(uidsOf(await answersOf(relay([upstream]))), ['1.3']);
  });
});

describe('public ids of what upstreams have', () => {
  /** SHA-1 of the identifiers joined by "|", in groups of eight digits. */
  const publicId = (...identifiers: readonly string[]) =>
    (hash('sha1', identifiers.join('|'), 'hex').match(/.{8}/g) ?? []).join('-');
  const asked: SpannedQuestion = { ...question, client: { service: 'REST', name: '' }, named: true };

  it('are remembered with the patient before the study is handed over', async () => {
    const store = new MemoryKnownResources();
    const [answer] = (await answersOf(relay([fakeUpstream('pacs', [studyAnswer('1.2')])], { store }), { asked })) ?? [];
    const ids = { Patient: publicId('P1'), Study: publicId('P1', '1.2') };
    assert.deepEqual(answer?.publicIds, ids);
    assert.deepEqual(store.resources, [
      { publicId: ids.Patient, level: 'Patient', upstream: 'pacs', patientId: 'P1' },
      { publicId: ids.Study, level: 'Study', upstream: 'pacs', patientId: 'P1', studyInstanceUid: '1.2' },
    ]);
  });

  it('are remembered for every upstream that has the resource', async () => {
    const store = new MemoryKnownResources();
    const upstreams = ['a', 'b'].map((name) => fakeUpstream(name, [studyAnswer('1.2')]));
    const answers = await answersOf(relay(upstreams, { store }), { asked });
    assert.equal(answers?.length, 1);
    const known = await store.getKnownResource('Study', publicId('P1', '1.2'));
    assert.deepEqual(
      known.map(({ upstream }) => upstream),
      ['a', 'b'],
    );
  });

  it('have the identifiers of the question where a series comes without those above it', async () => {
    const series = new DataSet().set(0x0020000e, 'UI', '1.2.3');
    const keys = [
      { tag: 0x00100020, vr: 'LO', value: 'P1' },
      { tag: 0x0020000d, vr: 'UI', value: '1.2' },
    ] as const;
    const store = new MemoryKnownResources();
    const [answer] =
      (await answersOf(relay([fakeUpstream('pacs', [series])], { store }), {
        asked: { ...asked, level: 'Series', keys },
      })) ?? [];
    assert.equal(answer?.publicIds?.Series, publicId('P1', '1.2', '1.2.3'));
    assert.deepEqual(store.resources.at(-1)?.seriesInstanceUid, '1.2.3');
  });

  it('are not made up: what lacks an identifier is left out', async () => {
    const anonymous = new DataSet().set(0x0020000d, 'UI', '1.2');
    const withoutId = new DataSet().set(0x00100020, 'LO', null).set(0x0020000d, 'UI', '1.3');
    const answers = await answersOf(relay([fakeUpstream('pacs', [anonymous, withoutId])]), { asked });
    assert.deepEqual(
      answers?.map(({ publicIds }) => publicIds?.Study),
      [publicId('', '1.3')],
    );
  });
});
