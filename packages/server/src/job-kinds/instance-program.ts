import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { IndexStore } from '../index/index-store.ts';
import { contentTypes } from '../model/content-type.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Operation } from './operation.ts';

export interface InstanceProgramOptions {
  readonly blobs: Pick<BlobStore, 'read'>;
  /** `LuaSystemAccess`. */
  readonly isAllowed: boolean;
}

/** Runs a program on a copy of the file of an instance, whose path is its last argument. @throws IsocenterError when it fails */
export async function runOnFile(
  index: Pick<IndexStore, 'getAttachment'>,
  { blobs, isAllowed }: InstanceProgramOptions,
  { Arguments = [], Command }: Extract<Operation, { Type: 'CallSystem' }>,
  publicId: string,
): Promise<void> {
  if (!isAllowed) throw new IsocenterError('ForbiddenAccess', 'CallSystem is not available: LuaSystemAccess is false');
  const attachment = await index.getAttachment('Instance', publicId, contentTypes.dicom);
  if (attachment === undefined) throw new IsocenterError('InexistentItem', 'The instance was deleted');
  const folder = await mkdtemp(join(tmpdir(), 'isocenter-'));
  try {
    const file = join(folder, `${publicId}.dcm`);
    await pipeline(Readable.from(blobs.read(attachment.uuid)), createWriteStream(file));
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
