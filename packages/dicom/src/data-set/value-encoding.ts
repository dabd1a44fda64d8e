import type { SpecificCharacterSet } from '../charset/specific-character-set.ts';
import { DicomEncodeError } from '../errors.ts';
import { parseTag, type Tag } from '../tag.ts';
import { type VR, vrTable } from '../vr.ts';

/** One value of an element as it is given: text, number or, for AT, a tag. */
export type PlainValue = string | number | bigint;

/**
 * Encodes values as the field of an element: little endian, padded to even length (PS3.5 6.2).
 * @throws DicomEncodeError `valueInvalid` when a value is not of the VR
 */
export function encodeValues(
  tag: Tag,
  vr: VR,
  values: readonly PlainValue[],
  charset: SpecificCharacterSet,
): Uint8Array {
  const { kind, characterSet } = vrTable[vr];
  if (kind === 'text' || kind === 'uid') {
    return encodeText(values.length === 1 ? String(values[0]) : values.join('\\'), vr, characterSet, charset);
  }
  if (kind === 'tag') return encodeTags(tag, values);
  const write = binaryWriters[vr];
  if (write === undefined) throw new DicomEncodeError('valueInvalid', { tag, detail: `${vr} takes bytes` });
  const { unitBytes } = vrTable[vr];
  const bytes = new Uint8Array(values.length * unitBytes);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) {
    const fits = write(view, index * unitBytes, value);
    if (!fits) throw new DicomEncodeError('valueInvalid', { tag, detail: `${value} does not fit ${vr}` });
  }
  return bytes;
}

function encodeText(text: string, vr: VR, characterSet: boolean, charset: SpecificCharacterSet): Uint8Array {
  const ascii = encodeAscii(text, vrTable[vr].padding);
  if (ascii !== undefined) return ascii;
  return padToEven(characterSet ? charset.encode(text, vr) : Buffer.from(text, 'utf8'), vr);
}

/** ASCII is the same in every character set; `undefined` for anything beyond it (and for ESC). */
function encodeAscii(text: string, padding: number): Uint8Array | undefined {
  const length = text.length;
  const bytes = new Uint8Array(length + (length & 1));
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7e || code === 0x1b) return undefined;
    bytes[at] = code;
  }
  if (length & 1) bytes[length] = padding;
  return bytes;
}

export function padToEven(bytes: Uint8Array, vr: VR): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  padded[bytes.length] = vrTable[vr].padding;
  return padded;
}

function encodeTags(tag: Tag, values: readonly PlainValue[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) {
    const number = typeof value === 'string' ? parseTag(value) : Number(value);
    if (number === undefined || !isInteger(number, 0, 0xffff_ffff)) {
      throw new DicomEncodeError('valueInvalid', { tag, detail: `${value} is no tag` });
    }
    view.setUint16(index * 4, number >>> 16, true);
    view.setUint16(index * 4 + 2, number & 0xffff, true);
  }
  return bytes;
}

/** Writes one value; false when it does not fit. */
type BinaryWriter = (view: DataView, at: number, value: PlainValue) => boolean;

const binaryWriters: { readonly [V in VR]?: BinaryWriter } = {
  US: integer(0, 0xffff, (view, at, value) => view.setUint16(at, value, true)),
  SS: integer(-0x8000, 0x7fff, (view, at, value) => view.setInt16(at, value, true)),
  UL: integer(0, 0xffff_ffff, (view, at, value) => view.setUint32(at, value, true)),
  SL: integer(-0x8000_0000, 0x7fff_ffff, (view, at, value) => view.setInt32(at, value, true)),
  UV: bigInteger(0n, 2n ** 64n - 1n, (view, at, value) => view.setBigUint64(at, value, true)),
  SV: bigInteger(-(2n ** 63n), 2n ** 63n - 1n, (view, at, value) => view.setBigInt64(at, value, true)),
  FL: real((view, at, value) => view.setFloat32(at, value, true)),
  FD: real((view, at, value) => view.setFloat64(at, value, true)),
};

function integer(min: number, max: number, write: (view: DataView, at: number, value: number) => void): BinaryWriter {
  return (view, at, value) => {
    const number = toNumber(value);
    if (!isInteger(number, min, max)) return false;
    write(view, at, number);
    return true;
  };
}

function bigInteger(
  min: bigint,
  max: bigint,
  write: (view: DataView, at: number, value: bigint) => void,
): BinaryWriter {
  return (view, at, value) => {
    const isWhole = typeof value === 'string' ? /^\s*[+-]?\d+\s*$/.test(value) : Number.isInteger(Number(value));
    if (!isWhole) return false;
    const whole = BigInt(typeof value === 'string' ? value.trim().replace(/^\+/, '') : value);
    if (whole < min || whole > max) return false;
    write(view, at, whole);
    return true;
  };
}

function real(write: (view: DataView, at: number, value: number) => void): BinaryWriter {
  return (view, at, value) => {
    const number = toNumber(value);
    if (Number.isNaN(number) && !Number.isNaN(value)) return false;
    write(view, at, number);
    return true;
  };
}

/** `Number('')` is 0, which no empty value means. */
function toNumber(value: PlainValue): number {
  return typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
}

function isInteger(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
