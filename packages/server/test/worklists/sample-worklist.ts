import { DataSet, Tags } from '@isocenter/dicom';
import type { Worklist, WorklistSource } from '../../src/worklists/worklist-source.ts';

export interface SampleWorklist {
  readonly patientId?: string;
  readonly patientName?: string;
  readonly study?: string;
  readonly stations?: readonly string[];
  readonly date?: string;
  readonly modality?: string;
  readonly characterSet?: string;
}

/** What is scheduled for a patient, a step for each station. */
export function sampleWorklist({
  patientId = 'P1',
  patientName = 'Doe^Jane',
  study = '1.2.1',
  stations = ['CT1'],
  date = '20260131',
  modality = 'CT',
  characterSet = 'ISO_IR 100',
}: SampleWorklist = {}): DataSet {
  const dataSet = new DataSet()
    .set(Tags.SpecificCharacterSet, 'CS', characterSet)
    .set(Tags.AccessionNumber, 'SH', `A${patientId}`)
    .set(Tags.PatientName, 'PN', patientName)
    .set(Tags.PatientID, 'LO', patientId)
    .set(Tags.StudyInstanceUID, 'UI', study)
    .set(
      Tags.ScheduledProcedureStepSequence,
      'SQ',
      stations.map(() => new DataSet()),
    );
  for (const [position, step] of dataSet.sequence(Tags.ScheduledProcedureStepSequence).entries()) {
    step
      .set(Tags.Modality, 'CS', modality)
      .set(Tags.ScheduledStationAETitle, 'AE', stations[position] ?? null)
      .set(Tags.ScheduledProcedureStepStartDate, 'DA', date)
      .set(Tags.ScheduledProcedureStepDescription, 'LO', `Step ${position}`);
  }
  return dataSet;
}

/** Worklists in memory, in pages of two. */
export class MemoryWorklists implements WorklistSource {
  readonly worklists = new Map<string, Worklist>();

  constructor(dataSets: readonly DataSet[] = []) {
    for (const [number, dataSet] of dataSets.entries()) {
      this.worklists.set(`w${number}`, { id: `w${number}`, createdAtMs: undefined, dataSet });
    }
  }

  async *list(): AsyncGenerator<readonly Worklist[]> {
    const all = [...this.worklists.values()];
    for (let at = 0; at < all.length; at += 2) yield all.slice(at, at + 2);
  }

  async get(id: string): Promise<Worklist | undefined> {
    return this.worklists.get(id);
  }

  async put(worklist: Worklist): Promise<void> {
    this.worklists.set(worklist.id, worklist);
  }

  async delete(id: string): Promise<boolean> {
    return this.worklists.delete(id);
  }
}
