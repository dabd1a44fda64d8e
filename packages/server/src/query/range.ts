import type { VR } from '@isocenter/dicom';

/** Two bounds of a date, time or date-time, compared as text; a value that begins with `to` is within. */
export interface TextRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Whether it was written as a range; otherwise both bounds are the one value. */
  readonly isRange: boolean;
}

/**
 * Reads `a-b`, `a-`, `-b` or a single value (PS3.4 C.2.2.2.5). In DT a hyphen may also begin an offset from UTC.
 * Both bounds are absent in `-`.
 */
export function parseRange(vr: VR, text: string): TextRange {
  const hyphen = vr === 'DT' ? dateTimeHyphen(text) : text.indexOf('-');
  if (hyphen < 0) return { from: text, to: text, isRange: false };
  return {
    from: lowerBound(vr, text.slice(0, hyphen).trim()),
    to: text.slice(hyphen + 1).trim() || undefined,
    isRange: true,
  };
}

/** Whether a stored value lies within the range. */
export function isWithin(range: TextRange, value: string): boolean {
  if (!range.isRange) return value === range.from;
  if (hasOffset(value) || hasOffset(range.from) || hasOffset(range.to)) return isWithinInstants(range, value);
  return (
    (range.from === undefined || value >= range.from) &&
    (range.to === undefined || value <= range.to || value.startsWith(range.to))
  );
}

/** Whether comparing as text decides: an offset from UTC needs the instants. */
export function isTextual(range: TextRange): boolean {
  return !hasOffset(range.from) && !hasOffset(range.to);
}

/** Trailing zero units say nothing: 100000 begins when 10 does, and a value kept as 10 is not before it. */
function lowerBound(vr: VR, text: string): string | undefined {
  if (text === '') return undefined;
  if (vr === 'DA' || hasOffset(text)) return text;
  const leastDigits = vr === 'TM' ? 2 : 8;
  let bound = text.replace(/\.0*$/, '');
  while (bound.length > leastDigits && bound.length % 2 === 0 && bound.endsWith('00')) bound = bound.slice(0, -2);
  return bound;
}

/** PS3.5 table 6.2-1, DT: YYYYMMDDHHMMSS.FFFFFF&ZZXX with any tail left out, the offset from -1200 to +1400. */
const dateTime =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,6}))?)?)?)?)?)?(?:([+-])(0\d|1[0-4])([0-5]\d))?$/;

function hasOffset(text: string | undefined): boolean {
  return text !== undefined && /[+-]\d{4}$/.test(text) && dateTime.test(text);
}

/** Where a DT key splits into two bounds, -1 when it is a single value. */
function dateTimeHyphen(text: string): number {
  if (dateTime.test(text)) return -1;
  const isBound = (bound: string) => bound === '' || dateTime.test(bound);
  for (let at = text.indexOf('-'); at >= 0; at = text.indexOf('-', at + 1)) {
    if (isBound(text.slice(0, at).trim()) && isBound(text.slice(at + 1).trim())) return at;
  }
  return text.indexOf('-');
}

function isWithinInstants(range: TextRange, value: string): boolean {
  const earliest = instantOf(value, 'first');
  if (earliest === undefined) return false;
  const from = range.from === undefined ? Number.NEGATIVE_INFINITY : instantOf(range.from, 'first');
  const to = range.to === undefined ? Number.POSITIVE_INFINITY : instantOf(range.to, 'last');
  return from !== undefined && to !== undefined && earliest >= from && earliest <= to;
}

/** Microseconds since 1970 of the first or the last instant that a DT value covers; without an offset it counts as UTC. */
function instantOf(text: string, end: 'first' | 'last'): number | undefined {
  const parts = dateTime.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, sign, offsetHours, offsetMinutes] = parts;
  const units = [year, month, day, hour, minute, second];
  const given = units.filter((unit) => unit !== undefined).map(Number);
  const lastGiven = given.length - 1;
  // The last instant is the one before the unit that follows.
  if (end === 'last' && fraction === undefined) given[lastGiven] = (given[lastGiven] ?? 0) + 1;
  const [y = 1970, mo = 1, d = 1, h = 0, mi = 0, s = 0] = given;
  let microseconds = Date.UTC(y, mo - 1, d, h, mi, s) * 1000;
  if (fraction !== undefined) {
    const unitMicroseconds = 10 ** (6 - fraction.length);
    microseconds += (Number(fraction) + (end === 'last' ? 1 : 0)) * unitMicroseconds;
  }
  if (sign !== undefined) {
    const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000_000;
    microseconds -= sign === '-' ? -offset : offset;
  }
  return end === 'last' ? microseconds - 1 : microseconds;
}
