import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { runTool } from './dcmtk-tool.ts';
import { parseReceivedFile } from './received-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * The data set of a file in implicit VR little endian without group lengths and with sequences of explicit length, as
 * dcmconv writes it: equal for two files whose elements have equal values, whatever syntax each of them is in.
 */
export async function normalForm(t: TestContext, path: string): Promise<Buffer> {
  const converted = join(temporaryFolder(t), 'converted.dcm');
  const { exitCode, output } = await runTool('dcmconv', ['+ti', '-g', '+e', path, converted]);
  assert.equal(exitCode, 0, output);
  return parseReceivedFile(readFileSync(converted)).dataSetBytes;
}
