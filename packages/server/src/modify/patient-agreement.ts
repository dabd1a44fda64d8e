import { formatTag, type Tag } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import { identifierTags, type TagValues } from '../model/main-tags.ts';
import type { Modification } from './modification.ts';
import type { TagPath } from './tag-path.ts';

/** Main tags of a patient that a modification sets, with their values, or takes away. */
export type PatientChanges = ReadonlyMap<string, string | undefined>;

/** What a modification changes of the main tags of patients; the Patient ID is not among them. */
export function patientChanges(mainTags: ReadonlySet<Tag>, { removals, replacements }: Modification): PatientChanges {
  const isPatients = ({ steps, target }: TagPath) => steps.length === 0 && mainTags.has(target.tag);
  const changes = new Map<string, string | undefined>();
  for (const path of removals) if (isPatients(path)) changes.set(formatTag(path.target.tag), undefined);
  for (const { path, value } of replacements) {
    if (isPatients(path)) changes.set(formatTag(path.target.tag), String(value ?? '').trim());
  }
  return changes;
}

/** Whether the modification makes the patient another one, or changes what the patient is called. */
export function touchesPatient(mainTags: ReadonlySet<Tag>, modification: Modification): boolean {
  return modification.identifiers.Patient.kind === 'replace' || patientChanges(mainTags, modification).size > 0;
}

/**
 * All studies of a patient say the same of the patient: what the patient is known to be a study must say, and what is
 * set must be known.
 * @param source Main tags of the patient that the study comes from
 * @param known Main tags of the patient that it comes to, who has other studies
 * @throws IsocenterError BadRequest
 */
export function requireAgreement(changes: PatientChanges, source: TagValues, known: TagValues): void {
  const after = (key: string) => (changes.has(key) ? changes.get(key) : source[key]);
  const id = formatTag(identifierTags.Patient);
  const differing = [...Object.keys(known), ...changes.keys()].find((key) => key !== id && after(key) !== known[key]);
  if (differing === undefined) return;
  const details = `The patient has other studies, which say something else of ${differing}: modify the patient, or agree`;
  throw new IsocenterError('BadRequest', details);
}
