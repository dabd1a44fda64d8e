import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { DataSet, encodeDataSetToBytes, parseDataSet, TransferSyntaxes } from '@isocenter/dicom';
import { type Association, connect, DicomServer, type FindResponse } from '@isocenter/dimse';
import { findHandler } from '../../src/dimse-in/find.ts';
import { type Logger, silentLogger } from '../../src/logging/logger.ts';
import type { FindSettings } from '../../src/query/find-query.ts';
import { MemoryArchive, type MemoryInstance, memoryInstance } from '../query/memory-index.ts';
import { findSettings } from '../support/find-settings.ts';

const models = {
  patientRoot: '1.2.840.10008.5.1.4.1.2.1.1',
  studyRoot: '1.2.840.10008.5.1.4.1.2.2.1',
  patientStudyOnly: '1.2.840.10008.5.1.4.1.2.3.1',
} as const;
const syntax = TransferSyntaxes.ImplicitVRLittleEndian;

const settings = findSettings();

function studies(count: number): MemoryInstance[] {
  return Array.from({ length: count }, (_, number) =>
    memoryInstance(String(1000 + number), {
      Patient: { '0010,0010': `Müller^${number}`, '0010,0020': `P${number}` },
      Study: { '0020,000d': `1.2.${number}` },
    }),
  );
}

const opened: { server: DicomServer; association: Association }[] = [];

afterEach(async () => {
  for (const { server, association } of opened.splice(0)) {
    await association.release().catch(() => association.abort());
    await server.close();
  }
});

async function serve(
  archive: MemoryArchive,
  change: Partial<FindSettings> = {},
  logger: Logger = silentLogger,
): Promise<Association> {
  const server = new DicomServer({
    negotiate: ({ presentationContexts }) => ({
      contexts: new Map(presentationContexts.map(({ id }) => [id, { transferSyntax: syntax.uid }])),
    }),
    handlers: {
      find: findHandler({
        observe: () => undefined,
        ...archive,
        settings: { ...settings, ...change },
        logger,
        caseSensitivePersonNames: false,
        retrieveAet: 'ISOCENTER',
      }),
    },
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const port = server.address?.port ?? 0;
  const contexts = Object.values(models).map((abstractSyntax) => ({ abstractSyntax, transferSyntaxes: [syntax.uid] }));
  const association = await connect({ host: '127.0.0.1', port, callingAet: 'WS', calledAet: 'ISOCENTER', contexts });
  opened.push({ server, association });
  return association;
}

function identifier(level: string, keys: DataSet = new DataSet()): Uint8Array {
  return encodeDataSetToBytes(level === '' ? keys : keys.set(0x00080052, 'CS', level), syntax);
}

async function find(
  association: Association,
  bytes: Uint8Array,
  model: keyof typeof models = 'studyRoot',
): Promise<{ answers: DataSet[]; pending: Set<number>; last: FindResponse | undefined }> {
  const answers: DataSet[] = [];
  const pending = new Set<number>();
  let last: FindResponse | undefined;
  for await (const response of association.find({ sopClassUid: models[model], identifier: bytes })) {
    last = response;
    if (response.identifier === undefined) continue;
    pending.add(response.status);
    answers.push(parseDataSet(response.identifier, syntax));
  }
  return { answers, pending, last };
}

describe('C-FIND SCP', () => {
  it('answers each match with FF00 and ends with 0000 without Identifier', async () => {
    const association = await serve(new MemoryArchive(studies(200)));
    const keys = new DataSet().set(0x00080005, 'CS', 'ISO_IR 192').set(0x00100010, 'PN', 'müller^?');
    const { answers, pending, last } = await find(association, identifier('STUDY', keys.set(0x0020000d, 'UI', null)));
    assert.equal(answers.length, 10);
    assert.deepEqual([...pending], [0xff00]);
    assert.deepEqual([last?.status, last?.identifier, last?.errorComment], [0x0000, undefined, undefined]);
    const [first] = answers;
    assert.deepEqual(
      [0x00080005, 0x00080052, 0x00080054, 0x00100010, 0x0020000d].map((tag) => first?.text(tag)),
      ['ISO_IR 100', 'STUDY', 'ISOCENTER', 'Müller^0', '1.2.0'],
    );
    assert.equal(first?.size, 5);
  });

  it('answers a search without a match with 0000 alone', async () => {
    const association = await serve(new MemoryArchive(studies(1)));
    const { answers, last } = await find(association, identifier('STUDY', new DataSet().set(0x00100020, 'LO', 'none')));
    assert.deepEqual([answers.length, last?.status], [0, 0x0000]);
  });

  it('asks for a value where the key is a lone asterisk, as the peer does', async () => {
    const association = await serve(new MemoryArchive(studies(3)));
    const wanted = await find(association, identifier('STUDY', new DataSet().set(0x00100010, 'PN', '*')));
    const missing = await find(association, identifier('STUDY', new DataSet().set(0x00081030, 'LO', '*')));
    assert.deepEqual([wanted.answers.length, missing.answers.length], [3, 0]);
  });

  const statuses: readonly (readonly [
    name: string,
    model: keyof typeof models,
    level: string,
    keys: DataSet,
    status: number,
  ])[] = [
    ['PATIENT under Patient Root', 'patientRoot', 'PATIENT', new DataSet(), 0x0000],
    ['PATIENT under Study Root, as the peer', 'studyRoot', 'PATIENT', new DataSet(), 0x0000],
    ['IMAGE without keys of the levels above', 'patientRoot', 'IMAGE', new DataSet(), 0x0000],
    ['STUDY in Patient/Study Only', 'patientStudyOnly', 'STUDY', new DataSet(), 0x0000],
    ['SERIES in Patient/Study Only', 'patientStudyOnly', 'SERIES', new DataSet(), 0xa900],
    ['IMAGE in Patient/Study Only', 'patientStudyOnly', 'IMAGE', new DataSet(), 0xa900],
    ['no level', 'studyRoot', '', new DataSet().set(0x00100010, 'PN', null), 0xc000],
    ['an unknown level', 'studyRoot', 'FRAME', new DataSet(), 0xc000],
    ['a wildcard in a UID', 'studyRoot', 'STUDY', new DataSet().set(0x0020000d, 'UI', '1.2.*'), 0xc000],
    ['a lone asterisk in a date', 'studyRoot', 'STUDY', new DataSet().set(0x00080020, 'DA', '*'), 0xc000],
  ];
  for (const [name, model, level, keys, status] of statuses) {
    it(`${name}: ${status.toString(16).padStart(4, '0')}`, async () => {
      const association = await serve(new MemoryArchive(studies(1)));
      const { last } = await find(association, identifier(level, keys), model);
      assert.equal(last?.status, status);
    });
  }

  it('an Identifier that is no data set ends with C000', async () => {
    const association = await serve(new MemoryArchive([]));
    const { last } = await find(association, Buffer.from('08005200ffffff00', 'hex'));
    assert.equal(last?.status, 0xc000);
  });

  it('a limit ends with 0000 and a comment that says so, and without it when all fits', async () => {
    const cut = await find(await serve(new MemoryArchive(studies(3)), { limitFindResults: 2 }), identifier('STUDY'));
    assert.deepEqual([cut.answers.length, cut.last?.status], [2, 0x0000]);
    assert.match(cut.last?.errorComment ?? '', /limit/i);
    const all = await find(await serve(new MemoryArchive(studies(2)), { limitFindResults: 2 }), identifier('STUDY'));
    assert.deepEqual([all.answers.length, all.last?.errorComment], [2, undefined]);
  });

  it('keys that may not be looked up in files are told by FF01', async () => {
    const association = await serve(new MemoryArchive(studies(1)), { storageAccess: 'Answers' });
    const { pending } = await find(association, identifier('STUDY', new DataSet().set(0x00180060, 'DS', '120')));
    assert.deepEqual([...pending], [0xff01]);
  });

  it('C-CANCEL ends with FE00 before all matches are sent', async () => {
    const association = await serve(new MemoryArchive(studies(5000), 100));
    const cancel = new AbortController();
    let count = 0;
    let status = 0;
    const request = { sopClassUid: models.studyRoot, identifier: identifier('STUDY'), signal: cancel.signal };
    for await (const response of association.find(request)) {
      status = response.status;
      if (response.identifier === undefined) break;
      count += 1;
      cancel.abort();
    }
    assert.equal(status, 0xfe00);
    assert.ok(count < 5000, `${count} answers were sent`);
  });

  it('what a request asks for stays out of the log', async () => {
    const lines: unknown[] = [];
    const record = (...entry: unknown[]) => lines.push(entry);
    const logger: Logger = { ...silentLogger, error: record, warn: record, info: record, debug: record };
    const association = await serve(new MemoryArchive(studies(3)), { limitFindResults: 1 }, logger);
    const keys = new DataSet().set(0x00100010, 'PN', 'SECRET*').set(0x00100020, 'LO', 'SECRET');
    await find(association, identifier('STUDY', keys));
    await find(association, identifier('STUDY', new DataSet().set(0x00100030, 'DA', 'SECRET*')));
    await find(association, identifier('STUDY'));
    assert.ok(lines.length >= 3);
    assert.ok(
      !JSON.stringify(lines, (_, value) => (value instanceof Error ? String(value) : value)).includes('SECRET'),
    );
  });
});
