import { type DataSet, DataSet as Keys, Tags } from '@isocenter/dicom';
import type { PrefetchRule } from '../../config/relay.ts';
import type { UpstreamLink } from '../upstreams/upstream-link.ts';
import { studiesQuestion } from '../upstreams/upstream-questions.ts';
import {
  isWantedPrior,
  needsSeries,
  type PrefetchSubject,
  type PriorSeries,
  type PriorStudy,
  possiblePriors,
} from './priors.ts';

/** An upstream as the search for priors sees it. */
export interface SearchedUpstream {
  readonly name: string;
  readonly link: Pick<UpstreamLink, 'find'>;
}

/** Studies of a patient whose series are looked at for one rule. */
const maximumStudiesLookedAt = 100;

const low = { priority: 'low' } as const;

/** What was found, and the failure of an upstream that could not be asked. */
export interface FoundPriors {
  readonly priors: readonly PriorStudy[];
  readonly failure: unknown;
}

/** The priors of a subject that a rule wants, the newest first, at most `MaximumPriors`. */
export async function searchPriors(
  upstreams: readonly SearchedUpstream[],
  rule: PrefetchRule,
  subject: PrefetchSubject,
  now: Date,
  signal: AbortSignal,
): Promise<FoundPriors> {
  const studies = new Map<string, PriorStudy>();
  let failure: unknown;
  for (const upstream of upstreams) {
    try {
      for (const study of await studiesOf(upstream, subject.patientId, signal)) {
        const known = studies.get(study.studyInstanceUid);
        const having = [...(known?.upstreams ?? []), upstream.name];
        studies.set(study.studyInstanceUid, { ...(known ?? study), upstreams: having });
      }
    } catch (error) {
      signal.throwIfAborted();
      failure ??= error;
    }
  }
  const priors: PriorStudy[] = [];
  let lookedAt = 0;
  for (const study of possiblePriors([...studies.values()], rule, subject, now)) {
    if (priors.length === rule.MaximumPriors) break;
    if (needsSeries(study, rule, subject)) {
      lookedAt += 1;
      if (lookedAt > maximumStudiesLookedAt) break;
      const upstream = upstreams.find(({ name }) => name === study.upstreams[0]);
      if (upstream === undefined) continue;
      if (!isWantedPrior(await seriesOf(upstream, study.studyInstanceUid, signal), rule, subject)) continue;
    }
    priors.push(study);
  }
  return { priors, failure };
}

async function studiesOf(
  { link, name }: SearchedUpstream,
  patientId: string,
  signal: AbortSignal,
): Promise<readonly PriorStudy[]> {
  const { keys, level } = studiesQuestion({ patientId });
  keys.set(Tags.StudyDate, 'DA', '').set(Tags.StudyTime, 'TM', '').set(Tags.ModalitiesInStudy, 'CS', '');
  const studies: PriorStudy[] = [];
  const note = (answer: DataSet) => {
    const studyInstanceUid = textIn(answer, Tags.StudyInstanceUID);
    // What is a wildcard to the upstream is a character here.
    if (studyInstanceUid === '' || textIn(answer, Tags.PatientID) !== patientId.trim()) return;
    studies.push({
      studyInstanceUid,
      // As it was before 1993, with dots (PS3.5 6.2).
      studyDate: textIn(answer, Tags.StudyDate).replaceAll('.', ''),
      studyTime: textIn(answer, Tags.StudyTime),
      modalities: answer.texts(Tags.ModalitiesInStudy).filter((modality) => modality !== ''),
      upstreams: [name],
    });
  };
  await link.find({ level, keys }, note, signal, low);
  return studies;
}

async function seriesOf(
  { link }: SearchedUpstream,
  studyInstanceUid: string,
  signal: AbortSignal,
): Promise<readonly PriorSeries[]> {
  const keys = new Keys()
    .set(Tags.Modality, 'CS', '')
    .set(Tags.BodyPartExamined, 'CS', '')
    .set(Tags.StudyInstanceUID, 'UI', studyInstanceUid)
    .set(Tags.SeriesInstanceUID, 'UI', '');
  const series: PriorSeries[] = [];
  const note = (answer: DataSet) => {
    series.push({ modality: textIn(answer, Tags.Modality), bodyPart: textIn(answer, Tags.BodyPartExamined) });
  };
  await link.find({ level: 'Series', keys }, note, signal, low);
  return series;
}

function textIn(answer: DataSet, tag: number): string {
  return (answer.textField(tag) ?? '').trim();
}
