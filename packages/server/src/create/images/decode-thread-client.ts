import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { checkImage, type ImageType } from './decode-image.ts';
import type { DecodeJob } from './decode-thread.ts';
import type { Pixels } from './pixels.ts';

/**
 * Decodes an image on a thread of its own, which ends with it.
 * @throws IsocenterError BadFileFormat for what is no such image or damaged, ParameterOutOfRange for too large a one
 */
export async function decodeImage(type: ImageType, bytes: Uint8Array): Promise<Pixels> {
  checkImage(type, bytes);
  const job: DecodeJob = { type, bytes };
  const file = new URL(`./decode-thread${extname(import.meta.filename)}`, import.meta.url);
  const worker = new Worker(file, { name: 'decode-thread', workerData: job });
  const { promise, reject, resolve } = Promise.withResolvers<Pixels>();
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('The thread ended')));
  try {
    return await promise;
  } catch (cause) {
    throw new IsocenterError('BadFileFormat', `The content cannot be read as ${type}`, { cause });
  } finally {
    await worker.terminate();
  }
}
