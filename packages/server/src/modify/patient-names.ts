import type { IndexStore } from '../index/index-store.ts';
import { publicIdOf } from '../model/public-id.ts';

/** The property that counts the patients who got a name of their own. */
const anonymizedPatients = 'AnonymizedPatients';

/** A new name for each of these patients, by public id: `Anonymized1` and so on, never one twice. */
export async function newPatientNames(
  index: Pick<IndexStore, 'addToProperty'>,
  patientIds: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const patients = [...new Set(patientIds.map((patientId) => publicIdOf(patientId)))];
  if (patients.length === 0) return {};
  const first = (await index.addToProperty(anonymizedPatients, patients.length)) - patients.length + 1;
  return Object.fromEntries(patients.map((patient, position) => [patient, `Anonymized${first + position}`]));
}
