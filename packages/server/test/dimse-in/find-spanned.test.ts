import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { DataSet, encodeDataSetToBytes, parseDataSet, type Tag, TransferSyntaxes } from '@isocenter/dicom';
import { type Association, connect, DicomServer } from '@isocenter/dimse';
import { findHandler } from '../../src/dimse-in/find.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import type { FindSettings } from '../../src/query/find-query.ts';
import type { FoundHere, SpannedQuestion, SpannedSearch } from '../../src/query/spanned-search.ts';
import { MemoryArchive, type MemoryInstance, memoryInstance } from '../query/memory-index.ts';
import { findSettings } from '../support/find-settings.ts';

const studyRoot = '1.2.840.10008.5.1.4.1.2.2.1';
const syntax = TransferSyntaxes.ImplicitVRLittleEndian;

function studiesHere(count: number): MemoryInstance[] {
  return Array.from({ length: count }, (_, number) =>
    memoryInstance(String(number), {
      Patient: { '0010,0020': 'HERE' },
      Study: { '0020,000d': `1.1.${number}` },
    }),
  );
}

/** What others answer, in pages; what they are asked, and how it ends, is noted. */
class Elsewhere implements SpannedSearch {
  readonly questions: SpannedQuestion[] = [];
  readonly foundHere: boolean[] = [];
  closed = 0;
  readonly #pages: (signal: AbortSignal) => AsyncIterable<readonly DataSet[]>;

  constructor(pages: (signal: AbortSignal) => AsyncIterable<readonly DataSet[]>) {
    this.#pages = pages;
  }

  open(question: SpannedQuestion, signal: AbortSignal) {
    this.questions.push(question);
    const elsewhere = this;
    return {
      async *answers(here: FoundHere | undefined) {
        elsewhere.foundHere.push(here !== undefined);
        for await (const page of elsewhere.#pages(signal)) yield page.map((dataSet) => ({ dataSet }));
        return { limitReached: false };
      },
      close: () => {
        elsewhere.closed += 1;
      },
    };
  }
}

function studiesElsewhere(count: number): Elsewhere {
  return new Elsewhere(async function* () {
    for (let number = 0; number < count; number += 1) yield [studyElsewhere(number)];
  });
}

function studyElsewhere(number: number): DataSet {
  return new DataSet().set(0x00100020, 'LO', 'THERE').set(0x0020000d, 'UI', `1.9.${number}`);
}

const opened: { server: DicomServer; association: Association }[] = [];

afterEach(async () => {
  for (const { server, association } of opened.splice(0)) {
    await association.release().catch(() => association.abort());
    await server.close();
  }
});

async function serve(
  here: readonly MemoryInstance[],
  spanned: SpannedSearch | undefined,
  change: Partial<FindSettings> = {},
): Promise<Association> {
  const server = new DicomServer({
    negotiate: ({ presentationContexts }) => ({
      contexts: new Map(presentationContexts.map(({ id }) => [id, { transferSyntax: syntax.uid }])),
    }),
    handlers: {
      find: findHandler({
        observe: () => undefined,
        ...new MemoryArchive(here),
        settings: findSettings(change),
        logger: silentLogger,
        caseSensitivePersonNames: false,
        retrieveAet: 'ISOCENTER',
        spanned,
      }),
    },
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const port = server.address?.port ?? 0;
  const contexts = [{ abstractSyntax: studyRoot, transferSyntaxes: [syntax.uid] }];
  const association = await connect({ host: '127.0.0.1', port, callingAet: 'WS', calledAet: 'ISOCENTER', contexts });
  opened.push({ server, association });
  return association;
}

async function find(association: Association, tags: readonly Tag[], signal?: AbortSignal) {
  const keys = new DataSet().set(0x00080052, 'CS', 'STUDY');
  for (const tag of tags) keys.set(tag, tag === 0x0020000d ? 'UI' : 'LO', null);
  const answers: DataSet[] = [];
  let last: { readonly status: number; readonly errorComment?: string | undefined } | undefined;
  const request = { sopClassUid: studyRoot, identifier: encodeDataSetToBytes(keys, syntax), ...(signal && { signal }) };
  for await (const response of association.find(request)) {
    last = response;
    if (response.identifier !== undefined) answers.push(parseDataSet(response.identifier, syntax));
  }
  return { answers, uids: answers.map((answer) => answer.text(0x0020000d)), last };
}

describe('C-FIND that spans', () => {
  it('answers what is here, then what others have', async () => {
    const elsewhere = studiesElsewhere(2);
    const association = await serve(studiesHere(2), elsewhere);
    const { uids, last } = await find(association, [0x0020000d]);
    assert.deepEqual(uids, ['1.1.0', '1.1.1', '1.9.0', '1.9.1']);
    assert.deepEqual([last?.status, last?.errorComment], [0x0000, undefined]);
    assert.deepEqual([elsewhere.foundHere, elsewhere.closed], [[true], 1]);
    const [question] = elsewhere.questions;
    assert.deepEqual(
      [question?.level, question?.named, question?.client, question?.keys.map(({ tag }) => tag)],
      ['Study', false, { service: 'C-FIND', name: 'WS' }, [0x0020000d]],
    );
  });

  it('tells when nothing was found here', async () => {
    const elsewhere = studiesElsewhere(1);
    const { uids } = await find(await serve([], elsewhere), [0x0020000d]);
    assert.deepEqual([uids, elsewhere.foundHere], [['1.9.0'], [false]]);
  });

  it('answers as before where nobody is to be asked', async () => {
    const nobody: SpannedSearch = { open: () => undefined };
    const { uids, last } = await find(await serve(studiesHere(2), nobody), [0x0020000d]);
    assert.deepEqual([uids, last?.status], [['1.1.0', '1.1.1'], 0x0000]);
  });

  it('answers the keys of the request alone, with Retrieve AE Title ours and NEARLINE where it is asked for', async () => {
    const elsewhere = new Elsewhere(async function* () {
      yield [
        studyElsewhere(0).set(0x00080054, 'AE', 'PACS').set(0x00081030, 'LO', 'Chest').set(0x00201208, 'IS', '12'),
      ];
    });
    const association = await serve([], elsewhere);
    const { answers } = await find(association, [0x00080056, 0x0020000d, 0x00201208, 0x00180015]);
    const [answer] = answers;
    assert.deepEqual(
      [...(answer ?? [])].map(({ tag }) => [tag, answer?.textField(tag)]),
      [
        [0x00080005, 'ISO_IR 100'],
        [0x00080052, 'STUDY'],
        [0x00080054, 'ISOCENTER'],
        [0x00080056, 'NEARLINE'],
        [0x00180015, ''],
        [0x0020000d, '1.9.0'],
        [0x00201208, '12'],
      ],
    );
  });

  const texts = [
    { name: 'of UTF-8 in that of our answers', terms: 'ISO_IR 192', text: 'Müller^Jörg', answered: 'ISO_IR 100' },
    { name: 'of Latin-1 as it is', terms: 'ISO_IR 100', text: 'Müller^Jörg', answered: 'ISO_IR 100' },
    {
      name: 'in UTF-8 where that of our answers cannot hold them',
      terms: 'ISO_IR 144',
      text: 'Иванов',
      answered: 'ISO_IR 192',
    },
  ] as const;
  for (const { answered, name, terms, text } of texts) {
    it(`answers texts ${name}`, async () => {
      const elsewhere = new Elsewhere(async function* () {
        yield [new DataSet().set(0x00080005, 'CS', terms).set(0x00081030, 'LO', text).set(0x0020000d, 'UI', '1.9')];
      });
      const { answers } = await find(await serve([], elsewhere), [0x00081030, 0x0020000d]);
      const [answer] = answers;
      assert.deepEqual([answer?.text(0x00080005), answer?.text(0x00081030)], [answered, text]);
    });
  }

  for (const { here, there, limit, uids, cut } of [
    { here: 2, there: 3, limit: 4, uids: ['1.1.0', '1.1.1', '1.9.0', '1.9.1'], cut: true },
    { here: 2, there: 2, limit: 4, uids: ['1.1.0', '1.1.1', '1.9.0', '1.9.1'], cut: false },
    { here: 2, there: 1, limit: 2, uids: ['1.1.0', '1.1.1'], cut: true },
    { here: 2, there: 0, limit: 2, uids: ['1.1.0', '1.1.1'], cut: false },
    { here: 3, there: 1, limit: 2, uids: ['1.1.0', '1.1.1'], cut: true },
  ]) {
    it(`LimitFindResults ${limit} holds for ${here} studies here and ${there} elsewhere together`, async () => {
      const elsewhere = studiesElsewhere(there);
      const association = await serve(studiesHere(here), elsewhere, { limitFindResults: limit });
      const { last, ...found } = await find(association, [0x0020000d]);
      assert.deepEqual(found.uids, uids);
      assert.deepEqual([last?.status, last?.errorComment !== undefined], [0x0000, cut]);
      assert.equal(elsewhere.closed, 1);
    });
  }

  it('C-CANCEL ends what others are asked', async () => {
    const cancel = new AbortController();
    const elsewhere = new Elsewhere(async function* (signal) {
      yield [studyElsewhere(0)];
      cancel.abort();
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    const association = await serve([], elsewhere);
    const { last, uids } = await find(association, [0x0020000d], cancel.signal);
    assert.deepEqual([uids, last?.status, elsewhere.closed], [['1.9.0'], 0xfe00, 1]);
  });
});
