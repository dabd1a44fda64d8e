import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BlobReader } from '../blobs/blob-store.ts';
import type { StoredInstance } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { outgoingFile } from '../retrieve/outgoing-file.ts';
import type { Operation } from './operation.ts';

/** Runs a program on a copy of the file of an instance, whose path is its last argument. @throws IsocenterError when it fails */
export async function runOnFile(
  { blobs, systemAccess }: { readonly blobs: BlobReader; readonly systemAccess: boolean },
  { Arguments = [], Command }: Extract<Operation, { Type: 'CallSystem' }>,
  instance: StoredInstance,
): Promise<void> {
  if (!systemAccess)
    throw new IsocenterError('ForbiddenAccess', 'CallSystem is not available: LuaSystemAccess is false');
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-'));
  try {
    const file = join(folder, `${instance.publicId}.dcm`);
    const { chunks } = await outgoingFile(blobs, instance);
    const source = chunks instanceof Uint8Array ? [chunks] : chunks;
    await pipeline(Readable.from(source, { objectMode: false }), createWriteStream(file));
    const code = await exitCode(Command, [...Arguments, file]);
    if (code !== 0) throw new IsocenterError('InternalError', `${Command} has ended with the exit code ${code}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function exitCode(command: string, args: readonly string[]): Promise<number | string> {
  const { promise, reject, resolve } = Promise.withResolvers<number | string>();
  const program = spawn(command, args, { stdio: 'ignore' });
  program.on('error', (cause) => reject(new IsocenterError('InternalError', `${command} cannot be run`, { cause })));
  program.on('close', (code, signal) => resolve(code ?? signal ?? ''));
  return promise;
}
