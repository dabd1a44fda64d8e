import { type Level, levels } from '../model/level.ts';

/** The levels that have routes: `PatientLevelEnabled` decides on `/patients`. */
export function servedLevels({ patientLevel }: { readonly patientLevel: boolean }): readonly Level[] {
  return levels.filter((level) => patientLevel || level !== 'Patient');
}
