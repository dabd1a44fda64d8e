import fs from 'node:fs';
import { promisify } from 'node:util';

/**
 * The calls of node:fs that blobs need, as promises over plain descriptors: a FileHandle costs several times as much
 * per call, and a small instance is little else than its calls.
 */
export const accessFile = promisify(fs.access);
export const openFile = promisify(fs.open);
export const closeFile = promisify(fs.close);
export const syncFile = promisify(fs.fdatasync);
export const makeFolder = promisify(fs.mkdir);
export const unlinkFile = promisify(fs.unlink);

/**
 * Closes a file that has nothing left to be written: to do it here takes less time than to have a thread do it, and an
 * error would tell nothing.
 */
export function closeCleanFile(descriptor: number): void {
  try {
    fs.closeSync(descriptor);
  } catch {}
}

/** Writes a whole file anew, durably where that is asked for. */
export async function writeWholeFile(path: string, bytes: Uint8Array, { sync }: { sync: boolean }): Promise<void> {
  const descriptor = await openFile(path, 'w');
  try {
    await writeAll(descriptor, [bytes]);
    if (sync) await syncFile(descriptor);
  } finally {
    await closeFile(descriptor);
  }
}

/** Bytes of a file; undefined when there is none. */
export function fileSize(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    fs.stat(path, (error, stats) => {
      if (error === null) resolve(stats.size);
      else if (error.code === 'ENOENT') resolve(undefined);
      else reject(error);
    });
  });
}

/** Writes all of the chunks at the end of what was written before. */
export async function writeAll(descriptor: number, chunks: readonly Uint8Array[]): Promise<void> {
  let rest = chunks;
  while (rest.length > 0) {
    const written = await writev(descriptor, rest);
    rest = dropBytes(rest, written);
  }
}

/** Fills `target` from `position` on; answers how many bytes there were. */
export async function readFully(descriptor: number, target: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < target.length) {
    const bytesRead = await read(descriptor, target, filled, target.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

function writev(descriptor: number, chunks: readonly Uint8Array[]): Promise<number> {
  return new Promise((resolve, reject) => {
    fs.writev(descriptor, chunks, (error, written) => (error ? reject(error) : resolve(written)));
  });
}

function read(descriptor: number, target: Uint8Array, offset: number, length: number, position: number) {
  return new Promise<number>((resolve, reject) => {
    fs.read(descriptor, target, offset, length, position, (error, bytesRead) =>
      error ? reject(error) : resolve(bytesRead),
    );
  });
}

function dropBytes(chunks: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let left = bytes;
  for (const [index, chunk] of chunks.entries()) {
    if (left < chunk.length) return [chunk.subarray(left), ...chunks.slice(index + 1)];
    left -= chunk.length;
  }
  return [];
}
