import { formatTag, type Tag } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { TagValues } from '../model/main-tags.ts';
import { identifierTags } from '../model/main-tags.ts';
import type { Modification } from './modification.ts';

/** The main tags of a patient as the modification leaves them; Patient ID is not among them. */
export function modifiedPatientTags(
  source: TagValues,
  mainTags: ReadonlySet<Tag>,
  modification: Modification,
): TagValues {
  const tags: Record<string, string> = { ...source };
  for (const { key } of touchedPatientTags(mainTags, modification).removed) delete tags[key];
  for (const { key, value } of touchedPatientTags(mainTags, modification).replaced) tags[key] = value;
  delete tags[formatTag(identifierTags.Patient)];
  return tags;
}

/** Whether the modification changes what a patient is called. */
export function touchesPatient(mainTags: ReadonlySet<Tag>, modification: Modification): boolean {
  const { removed, replaced } = touchedPatientTags(mainTags, modification);
  return modification.identifiers.Patient.kind === 'replace' || removed.length > 0 || replaced.length > 0;
}

/**
 * All studies of a patient say the same of the patient.
 * @param known Main tags of the patient as the other studies have them
 * @throws IsocenterError BadRequest
 */
export function requireAgreement(tags: TagValues, known: TagValues): void {
  const id = formatTag(identifierTags.Patient);
  const differing = [...new Set([...Object.keys(tags), ...Object.keys(known)])].find(
    (key) => key !== id && tags[key] !== known[key],
  );
  if (differing === undefined) return;
  const details = `The patient has other studies, in which ${differing} is another: modify the patient, or give the same`;
  throw new IsocenterError('BadRequest', details);
}

function touchedPatientTags(mainTags: ReadonlySet<Tag>, { removals, replacements }: Modification) {
  const isPatients = (tag: Tag, steps: readonly unknown[]) => steps.length === 0 && mainTags.has(tag);
  return {
    removed: removals
      .filter(({ steps, target }) => isPatients(target.tag, steps))
      .map(({ target }) => ({ key: formatTag(target.tag) })),
    replaced: replacements
      .filter(({ path }) => isPatients(path.target.tag, path.steps))
      .map(({ path, value }) => ({ key: formatTag(path.target.tag), value: String(value ?? '').trim() })),
  };
}
