import { crc32 } from 'node:zlib';

/**
 * A file of the cache: the bytes of the object, then a CRC-32 for each block of them, then the number of bytes (8), the
 * CRC-32 of these two (4) and `ISOC`; little endian. Who reads a range verifies the blocks it is in: a file that was cut
 * off by a power failure, or damaged since, is never served.
 */
export const blockBytes = 64 * 1024;

const checksumBytes = 4;
const endBytes = 16;
const magic = Buffer.from('ISOC', 'latin1');

/** Bytes of the object in a file of this size; undefined: no file is so short. */
export function contentSize(fileBytes: number): number | undefined {
  const body = fileBytes - endBytes;
  const size = body - Math.ceil(body / (blockBytes + checksumBytes)) * checksumBytes;
  return size < 0 ? undefined : size;
}

/** What stands behind the bytes of the object. */
export function makeTrailer(size: number, checksums: readonly number[]): Buffer {
  const trailer = Buffer.alloc(checksums.length * checksumBytes + endBytes);
  for (const [block, checksum] of checksums.entries()) trailer.writeUInt32LE(checksum, block * checksumBytes);
  const end = trailer.length - endBytes;
  trailer.writeBigUInt64LE(BigInt(size), end);
  trailer.writeUInt32LE(crc32(trailer.subarray(0, end + 8)), end + 8);
  magic.copy(trailer, end + 12);
  return trailer;
}

/** The checksums of the blocks; undefined when the trailer is not whole. */
export function readTrailer(trailer: Buffer, size: number): readonly number[] | undefined {
  const end = trailer.length - endBytes;
  if (end < 0 || end % checksumBytes !== 0 || !trailer.subarray(end + 12).equals(magic)) return undefined;
  if (trailer.readBigUInt64LE(end) !== BigInt(size)) return undefined;
  if (trailer.readUInt32LE(end + 8) !== crc32(trailer.subarray(0, end + 8))) return undefined;
  return Array.from({ length: end / checksumBytes }, (_, block) => trailer.readUInt32LE(block * checksumBytes));
}
