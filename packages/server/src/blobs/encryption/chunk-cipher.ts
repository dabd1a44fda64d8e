import { createCipheriv, createDecipheriv } from 'node:crypto';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { chunkNonce, format } from './encrypted-format.ts';

const algorithm = 'aes-256-gcm';

/** A chunk of plain bytes, encrypted and with its tag behind it. */
export function sealChunk(key: Uint8Array, chunk: number, isLast: boolean, plain: Uint8Array): Uint8Array[] {
  const cipher = createCipheriv(algorithm, key, chunkNonce(chunk, isLast));
  return [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
}

/** @throws IsocenterError `CorruptedFile` when the chunk is not the one that was written here */
export function openChunk(
  key: Uint8Array,
  chunk: number,
  isLast: boolean,
  sealed: Uint8Array,
  uuid: string,
): Uint8Array {
  const tagAt = sealed.length - format.tagBytes;
  if (tagAt < 0) throw damaged(uuid, chunk);
  const decipher = createDecipheriv(algorithm, key, chunkNonce(chunk, isLast), { authTagLength: format.tagBytes });
  decipher.setAuthTag(sealed.subarray(tagAt));
  const plain = decipher.update(sealed.subarray(0, tagAt));
  try {
    decipher.final();
  } catch (cause) {
    throw damaged(uuid, chunk, cause);
  }
  return plain;
}

function damaged(uuid: string, chunk: number, cause?: unknown): IsocenterError {
  const details = `The file ${uuid} was cut off or changed: part ${chunk} of it does not decrypt`;
  return new IsocenterError('CorruptedFile', details, { cause });
}
