import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Real files that are no part of the project; tests that use them skip where the folder is absent. */
const folder = join(import.meta.dirname, '../../../../shared/samples');

export const samplesAbsent = existsSync(folder) ? false : 'no folder of sample files beside the repository';

export function sampleNames(): string[] {
  return samplesAbsent === false ? readdirSync(folder).filter((name) => name.endsWith('.dcm')) : [];
}

export function readSample(name: string): Uint8Array {
  return readFileSync(join(folder, name));
}
