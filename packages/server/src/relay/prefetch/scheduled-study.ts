import { createHash } from 'node:crypto';
import { Tags } from '@isocenter/dicom';
import type { Worklist } from '../../worklists/worklist-source.ts';
import type { PrefetchSubject } from './priors.ts';

/** What a worklist entry says of the study that is scheduled. */
export function scheduledStudy({ dataSet }: Worklist): PrefetchSubject {
  const steps = dataSet.sequence(Tags.ScheduledProcedureStepSequence);
  const modalities = [...steps].map((step) => step.textField(Tags.Modality)?.trim() ?? '');
  return {
    patientId: dataSet.textField(Tags.PatientID)?.trim() ?? '',
    studyInstanceUid: dataSet.text(Tags.StudyInstanceUID)?.trim() ?? '',
    modalities: [...new Set(modalities.filter((modality) => modality !== ''))],
  };
}

/** 12 characters of base64: two of ten thousand are alike once in 10^14 times. */
const markBytes = 9;

/** By what an entry is known again without its patient: another one once it is about somebody or something else. */
export function markOf({ id }: Worklist, { modalities, patientId, studyInstanceUid }: PrefetchSubject): string {
  const text = JSON.stringify([id, patientId, studyInstanceUid, modalities]);
  return createHash('sha256').update(text).digest().subarray(0, markBytes).toString('base64url');
}
