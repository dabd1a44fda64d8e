import { DataSet, encodeDataSetToBytes, TransferSyntaxes } from '@isocenter/dicom';
import { type Association, connect } from '@isocenter/dimse';
import type { OwnClient } from '../clients/own-client.ts';
import { STUDY_ROOT_FIND, studyReturnKeys } from '../clients/study-query.ts';
import { type InstanceLoad, instanceCount } from '../data-sets.ts';
import { summarize } from '../measurement/statistics.ts';
import { SERVER_AET } from '../servers/server-program.ts';
import { type FilledStudy, filledStudy } from './filler.ts';

/** What is searched by, and the attribute with its value representation. */
export const searches = {
  StudyInstanceUID: [0x0020_000d, 'UI', (study: FilledStudy) => study.studyInstanceUid],
  PatientID: [0x0010_0020, 'LO', (study: FilledStudy) => study.patientId],
  AccessionNumber: [0x0008_0050, 'SH', (study: FilledStudy) => study.accessionNumber],
  'PatientName, the first letters and *': [
    0x0010_0010,
    'PN',
    (study: FilledStudy) => `${study.patientName.slice(0, 13)}*`,
  ],
} as const satisfies Record<string, readonly [number, string, (study: FilledStudy) => string]>;

export type Search = keyof typeof searches;

/** How a server does that holds so many instances. */
export interface GrowthPoint {
  readonly instances: number;
  /** Instances stored per second. */
  readonly ingestRate: number;
  /** Milliseconds of one C-FIND, the median. */
  readonly findMs: Readonly<Record<Search, number>>;
}

const ingestRuns = 3;
const findsPerSearch = 100;
const load = { studies: 4, instancesPerStudy: 500, columns: 64, associations: 4 } as const satisfies InstanceLoad;

/** @param runsBefore of the measurements before: every run stores studies of its own */
export async function measure(
  client: OwnClient,
  port: number,
  filledStudies: number,
  runsBefore: number,
): Promise<Omit<GrowthPoint, 'instances'>> {
  const rates: number[] = [];
  for (let run = 0; run < ingestRuns; run += 1) {
    const own: InstanceLoad = { ...load, firstStudy: (runsBefore + run) * load.studies };
    await client.prepare(own);
    const { seconds } = await client.store(port, own);
    rates.push(instanceCount(own) / seconds);
  }
  const association = await connect({
    host: '127.0.0.1',
    port,
    callingAet: 'BENCHSCU',
    calledAet: SERVER_AET,
    contexts: [{ abstractSyntax: STUDY_ROOT_FIND, transferSyntaxes: [TransferSyntaxes.ExplicitVRLittleEndian.uid] }],
  });
  const findMs: Partial<Record<Search, number>> = {};
  for (const search of Object.keys(searches) as Search[]) {
    const times: number[] = [];
    for (let find = 0; find < findsPerSearch; find += 1) {
      // Spread over all that is there.
      const study = filledStudy(Math.floor(((find + 0.5) / findsPerSearch) * filledStudies));
      times.push(await findMsOf(association, search, study));
    }
    findMs[search] = summarize(times).median;
  }
  await association.release();
  return { ingestRate: summarize(rates).median, findMs: findMs as Record<Search, number> };
}

async function findMsOf(association: Association, search: Search, study: FilledStudy): Promise<number> {
  const query = new DataSet().set(0x0008_0052, 'CS', 'STUDY');
  for (const { tag, vr } of studyReturnKeys) query.set(tag, vr, null);
  const [tag, vr, valueIn] = searches[search];
  query.set(tag, vr, valueIn(study));
  const identifier = encodeDataSetToBytes(query, TransferSyntaxes.ExplicitVRLittleEndian);
  const startedAt = performance.now();
  let matches = 0;
  for await (const response of association.find({ sopClassUid: STUDY_ROOT_FIND, identifier })) {
    if (response.category === 'pending') matches += 1;
  }
  const ms = performance.now() - startedAt;
  if (matches === 0) throw new Error(`no match by ${search}`);
  return ms;
}
