import type { JobSubmission } from '../../jobs/job-engine-options.ts';
import type { JobJson } from '../../jobs/job-record.ts';
import type { NamedRule } from './prefetch-rules.ts';
import { type PrefetchSubject, wantsPriors } from './priors.ts';

export const prefetchJobType = 'RelayPrefetch';

/** Everybody's jobs come first. */
const priority = -100;

/** Jobs that wait, of any type, from which on no more prefetches are added: what is to be looked at waits. */
export const maximumWaitingJobs = 1000;

/** A job for each rule and patient; subjects of one patient with the same modalities are one. */
export function prefetchSubmissions(
  rules: readonly NamedRule[],
  subjects: readonly PrefetchSubject[],
): readonly JobSubmission[] {
  const submissions = new Map<string, JobSubmission>();
  for (const { name, rule } of rules) {
    for (const subject of subjects) {
      if (!wantsPriors(rule, subject)) continue;
      const { modalities, patientId, studyInstanceUid } = subject;
      const key = JSON.stringify([name, patientId, modalities.toSorted()]);
      if (submissions.has(key)) continue;
      submissions.set(key, {
        type: prefetchJobType,
        priority,
        parameters: { Rule: name, PatientID: patientId, StudyInstanceUID: studyInstanceUid, Modalities: modalities },
        content: { Description: 'Prefetch', Rule: name, StudyInstanceUID: studyInstanceUid },
      });
    }
  }
  return [...submissions.values()];
}

/** What a job is about. */
export function subjectOfJob({ Modalities, PatientID, StudyInstanceUID }: JobJson): PrefetchSubject {
  return {
    patientId: String(PatientID ?? ''),
    studyInstanceUid: String(StudyInstanceUID ?? ''),
    modalities: Array.isArray(Modalities) ? Modalities.map(String) : [],
  };
}
