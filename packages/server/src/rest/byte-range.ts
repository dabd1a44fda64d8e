import type { ByteRange } from '../blobs/blob-store.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/**
 * The bytes that a Range header asks for: one range; undefined: all. `-n` are those up to `n`, not the last `n`, and `-`
 * is everything: so reads the peer what RFC 9110 14.1.2 means otherwise. A header in another unit, or with several
 * ranges, is ignored as the standard allows.
 * @throws IsocenterError BadRange when nothing of it is in a file of `size` bytes
 */
export function requestedRange(header: string | undefined, size: number): ByteRange | undefined {
  const asked = header?.replaceAll(' ', '') ?? '';
  if (!asked.startsWith('bytes=') || asked.includes(',')) return undefined;
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(asked) ?? [];
  if (first === undefined || last === undefined) throw outside(size);
  const range = { start: Number(first), end: last === '' ? size : Math.min(size, Number(last) + 1) };
  if (range.start >= range.end) throw outside(size);
  return range;
}

function outside(size: number): IsocenterError {
  return new IsocenterError('BadRange', `The range is not within the ${size} bytes of the file`);
}
