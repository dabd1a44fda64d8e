import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseFileHeader } from '@isocenter/dicom';
import { eventually } from './bounded-wait.ts';
import type { GeneratedInstance } from './generated-instances.ts';
import type { ServerProcess } from './server-process.ts';

export interface Statistics {
  readonly CountInstances: number;
  readonly CountPatients: number;
  readonly TotalDiskSize: string;
}

export async function statistics(server: ServerProcess): Promise<Statistics> {
  return (await server.json('/statistics')) as Statistics;
}

/** Number and bytes of the files `<root>/xx/yy/*` of the storage area. */
export async function storedFiles(root: string): Promise<{ count: number; bytes: number }> {
  let count = 0;
  let bytes = 0;
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/^[0-9a-f]{2}.[0-9a-f]{2}.[0-9a-f-]{36}$/.test(path.slice(root.length + 1))) continue;
    const found = await stat(path).catch(() => undefined);
    // Removed while we looked.
    if (found === undefined) continue;
    count += 1;
    bytes += found.size;
  }
  return { count, bytes };
}

/** Small files are written a moment after the last one came. */
const filesWrittenMs = 20_000;

/** As many files as index entries and as many bytes: with every entry readable there is no orphan on either side. */
export async function assertNoOrphans(server: ServerProcess): Promise<void> {
  const { CountInstances, TotalDiskSize } = await statistics(server);
  const expected = { count: CountInstances, bytes: Number(TotalDiskSize) };
  await eventually(filesWrittenMs, 'as many files as instances', async () => {
    return isDeepStrictEqual(await storedFiles(server.folder.data), expected);
  }).catch(async (error: unknown) => {
    assert.deepEqual(await storedFiles(server.folder.data), expected);
    throw error;
  });
  for (const publicId of (await server.json('/instances')) as string[]) {
    const response = await server.rest(`/instances/${publicId}/file`);
    assert.equal(response.status, 200, publicId);
    await response.arrayBuffer();
  }
}

/** The server gives back each instance with the data set that was sent. */
export async function assertStored(server: ServerProcess, instances: Iterable<GeneratedInstance>): Promise<void> {
  for (const { dataSet, publicId, sopInstanceUid } of instances) {
    const response = await server.rest(`/instances/${publicId}/file`);
    assert.equal(response.status, 200, sopInstanceUid);
    const file = Buffer.from(await response.arrayBuffer());
    const header = parseFileHeader(file);
    assert.ok(header !== 'need more');
    assert.ok(file.subarray(header.dataSetOffset).equals(dataSet), `${sopInstanceUid} is not what was sent`);
  }
}
