import process from 'node:process';
import { inspect } from 'node:util';
import { DataSet, encodeDataSetToBytes, TransferSyntaxes } from '@isocenter/dicom';
import { type Association, connect } from '@isocenter/dimse';
import {
  CT_IMAGE_STORAGE,
  type GeneratedInstance,
  generateInstances,
  generateMultiFrame,
  type InstanceLoad,
  instanceCount,
  MULTI_FRAME_STORAGE,
} from '../data-sets.ts';
import { SERVER_AET } from '../servers/server-program.ts';
import type { LoadResult } from './client.ts';
import { isLoadRequest, type LoadAnswer, type LoadRequest } from './load-request.ts';
import { STUDY_ROOT_FIND, STUDY_ROOT_MOVE, studyReturnKeys } from './study-query.ts';

const explicitLittleEndian = TransferSyntaxes.ExplicitVRLittleEndian;

/** The latest load, its instances shared out over its associations. */
class PreparedLoad {
  readonly #description: string;
  readonly shares: readonly GeneratedInstance[][];

  constructor(load: InstanceLoad) {
    this.#description = JSON.stringify(load);
    this.shares = Array.from({ length: load.associations }, () => []);
    for (const instance of generateInstances(load)) this.shares[instance.study % load.associations]?.push(instance);
  }

  isOf(load: InstanceLoad): boolean {
    return JSON.stringify(load) === this.#description;
  }
}

function open(port: number, sopClassUid: string): Promise<Association> {
  return connect({
    host: '127.0.0.1',
    port,
    callingAet: 'BENCHSCU',
    calledAet: SERVER_AET,
    contexts: [{ abstractSyntax: sopClassUid, transferSyntaxes: [explicitLittleEndian.uid] }],
    timeouts: { responseTimeoutMs: 0 },
  });
}

/** Does one request on new associations; their opening and release are not in the time. */
async function timed(
  port: number,
  sopClassUid: string,
  associationCount: number,
  work: (association: Association, index: number) => Promise<number>,
): Promise<LoadResult> {
  const associations = await Promise.all(Array.from({ length: associationCount }, () => open(port, sopClassUid)));
  const startedAt = performance.now();
  const counts = await Promise.all(associations.map(work));
  const seconds = (performance.now() - startedAt) / 1000;
  await Promise.all(associations.map((association) => association.release()));
  return { seconds, count: counts.reduce((sum, count) => sum + count, 0) };
}

function expectSuccess(service: string, { status }: { readonly status: number }): void {
  if (status !== 0) throw new Error(`${service} was answered with status ${status.toString(16)}`);
}

async function storeAll(association: Association, instances: readonly GeneratedInstance[]): Promise<number> {
  for (const { sopClassUid, sopInstanceUid, chunks } of instances) {
    expectSuccess('C-STORE', await association.store({ sopClassUid, sopInstanceUid, dataSet: chunks }));
  }
  return instances.length;
}

async function findStudies(association: Association, patientName: string): Promise<number> {
  const query = new DataSet().set(0x0008_0052, 'CS', 'STUDY');
  for (const { tag, vr } of studyReturnKeys) query.set(tag, vr, null);
  query.set(0x0010_0010, 'PN', patientName);
  const identifier = encodeDataSetToBytes(query, explicitLittleEndian);
  let matches = 0;
  for await (const response of association.find({ sopClassUid: STUDY_ROOT_FIND, identifier })) {
    if (response.category === 'pending') matches += 1;
    else expectSuccess('C-FIND', response);
  }
  return matches;
}

async function moveStudy(association: Association, moveDestination: string, studyInstanceUid: string) {
  const query = new DataSet().set(0x0008_0052, 'CS', 'STUDY').set(0x0020_000d, 'UI', studyInstanceUid);
  const identifier = encodeDataSetToBytes(query, explicitLittleEndian);
  const startedAt = performance.now();
  let completed = 0;
  let firstSeconds = Number.NaN;
  for await (const response of association.move({ sopClassUid: STUDY_ROOT_MOVE, identifier, moveDestination })) {
    if (response.category !== 'pending') expectSuccess('C-MOVE', response);
    completed = response.completed ?? completed;
    if (completed > 0 && Number.isNaN(firstSeconds)) firstSeconds = (performance.now() - startedAt) / 1000;
  }
  return { completed, firstSeconds };
}

async function perform(request: LoadRequest, prepared: PreparedLoad): Promise<LoadResult> {
  switch (request.kind) {
    case 'prepare':
      return { seconds: 0, count: instanceCount(request.load) };
    case 'store':
      return timed(request.port, CT_IMAGE_STORAGE, request.load.associations, (association, index) =>
        storeAll(association, prepared.shares[index] ?? []),
      );
    case 'storeMultiFrame': {
      const { dataSet, ...instance } = generateMultiFrame(request.frames, request.columns);
      return timed(request.port, MULTI_FRAME_STORAGE, 1, async (association) => {
        expectSuccess('C-STORE', await association.store({ ...instance, dataSet: dataSet() }));
        return 1;
      });
    }
    case 'find':
      return timed(request.port, STUDY_ROOT_FIND, 1, (association) => findStudies(association, request.patientName));
    case 'move':
      return move(request.port, request.destinationAet, request.studyInstanceUid);
  }
}

async function move(port: number, destinationAet: string, studyInstanceUid: string): Promise<LoadResult> {
  let firstSeconds = Number.NaN;
  const result = await timed(port, STUDY_ROOT_MOVE, 1, async (association) => {
    const moved = await moveStudy(association, destinationAet, studyInstanceUid);
    firstSeconds = moved.firstSeconds;
    return moved.completed;
  });
  return { ...result, firstSeconds };
}

function serve(): void {
  let prepared = new PreparedLoad({ studies: 0, instancesPerStudy: 0, columns: 0, associations: 0 });
  process.on('message', async (request) => {
    if (!isLoadRequest(request)) return;
    let answer: LoadAnswer;
    try {
      if ('load' in request && !prepared.isOf(request.load)) prepared = new PreparedLoad(request.load);
      answer = { result: await perform(request, prepared) };
    } catch (error) {
      answer = { error: inspect(error) };
    }
    process.send?.(answer);
  });
}

serve();
