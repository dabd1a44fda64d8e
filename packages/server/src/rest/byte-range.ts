import type { ByteRange } from '../blobs/blob-store.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/**
 * The bytes that a Range header asks for (RFC 9110 14.1.2): one range; undefined: all. A header in another unit, or
 * with several ranges, is ignored as the standard allows.
 * @throws IsocenterError BadRange when nothing of it is in a file of `size` bytes
 */
export function requestedRange(header: string | undefined, size: number): ByteRange | undefined {
  if (header === undefined) return undefined;
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header.replaceAll(' ', '')) ?? [];
  if (first === '' && last === '') {
    if (header.startsWith('bytes=') && !header.includes(',')) throw outside(size);
    return undefined;
  }
  const range =
    first === ''
      ? { start: Math.max(0, size - Number(last)), end: size }
      : { start: Number(first), end: last === '' ? size : Math.min(size, Number(last) + 1) };
  if (range.start >= range.end) throw outside(size);
  return range;
}

function outside(size: number): IsocenterError {
  return new IsocenterError('BadRange', `The range is not within the ${size} bytes of the file`);
}
