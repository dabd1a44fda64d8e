import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tags } from '@isocenter/dicom';
import { parseReceivedFile, type ReceivedFile } from './received-files.ts';

export interface SampleFile extends ReceivedFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Buffer;
}

const folder = join(import.meta.dirname, '../../../../../shared/samples');

/** Why a test is skipped: the sample files are not here; false when they are. */
export const missingSamples: string | false = existsSync(folder) ? false : 'the sample files are not here';

export function samplePath(name: string): string {
  return join(folder, name);
}

export function readSample(name: string): SampleFile {
  const path = samplePath(name);
  const bytes = readFileSync(path);
  return { ...parseReceivedFile(bytes), name, path, bytes };
}

function sampleFiles(): SampleFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.dcm'));
  return names.map(readSample).filter(({ sopInstanceUid }) => sopInstanceUid !== '');
}

/** The samples that an archive takes: those that say to which study and series they belong. */
export function archivableSamples(): SampleFile[] {
  return sampleFiles().filter(belongsToSeries);
}

/** The samples that say which instance they are, but not to which study and series they belong. */
export function straySamples(): SampleFile[] {
  return sampleFiles().filter((sample) => !belongsToSeries(sample));
}

function belongsToSeries({ dataSet }: SampleFile): boolean {
  return [Tags.StudyInstanceUID, Tags.SeriesInstanceUID].every((tag) => (dataSet.text(tag) ?? '') !== '');
}
