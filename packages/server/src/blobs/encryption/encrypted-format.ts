/**
 * An encrypted object: a header, then chunks of `chunkBytes` of the plain bytes, each with its tag. The last chunk is
 * the only one that may be shorter, and is empty when there are no bytes at all.
 *
 * | bytes | header                                                                          |
 * |-------|---------------------------------------------------------------------------------|
 * | 0–3   | `ISOE`                                                                          |
 * | 4     | version, 1                                                                      |
 * | 5–7   | 0                                                                               |
 * | 8–11  | number of the master key, big endian                                            |
 * | 12–23 | nonce of the wrapped key                                                        |
 * | 24–55 | key of this object, wrapped by the master key with AES-256-GCM                  |
 * | 56–71 | tag of the wrapped key, over bytes 0–11 and the name of the object as well      |
 *
 * Each object has a key of its own, so that the nonces of its chunks may count: 3 bytes of 0, the number of the chunk in
 * 8 bytes, and 1 for the last chunk. Chunks that are exchanged, left out or cut off so do not decrypt.
 */
export const format = {
  magic: Buffer.from('ISOE', 'latin1'),
  version: 1,
  headerBytes: 72,
  /** What is authenticated with the key beside it. */
  preambleBytes: 12,
  keyBytes: 32,
  nonceBytes: 12,
  tagBytes: 16,
  chunkBytes: 64 * 1024,
} as const;

/** Bytes of a whole chunk with its tag. */
export const sealedChunkBytes = format.chunkBytes + format.tagBytes;

/** Where a chunk begins in the encrypted object. */
export function chunkOffset(chunk: number): number {
  return format.headerBytes + chunk * sealedChunkBytes;
}

/** Bytes of the plain object; undefined: an encrypted object cannot be so short. */
export function plainSize(encryptedSize: number): number | undefined {
  const body = encryptedSize - format.headerBytes;
  const chunks = Math.ceil(body / sealedChunkBytes);
  const size = body - chunks * format.tagBytes;
  return chunks < 1 || size < 0 ? undefined : size;
}

/** @param isLast there is no chunk after it */
export function chunkNonce(chunk: number, isLast: boolean): Uint8Array {
  const nonce = Buffer.alloc(format.nonceBytes);
  nonce.writeBigUInt64BE(BigInt(chunk), 3);
  nonce[format.nonceBytes - 1] = isLast ? 1 : 0;
  return nonce;
}
