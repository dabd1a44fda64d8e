import type { SpecificCharacterSet } from '../charset/specific-character-set.ts';
import { formatTag } from '../tag.ts';
import { type VR, vrTable } from '../vr.ts';

const SPACE = 0x20;

/** VRs whose leading spaces are part of the value (PS3.5 6.2). */
const leadingSpacesCount: ReadonlySet<VR> = new Set(['LT', 'ST', 'UT', 'UC']);

/** All values of a field as text, padding stripped; numbers and tags in their usual notation; none for bytes. */
export function decodeTexts(bytes: Uint8Array, vr: VR, bigEndian: boolean, charset: SpecificCharacterSet): string[] {
  const { kind, multiValued, characterSet } = vrTable[vr];
  if (bytes.length === 0) return [];
  switch (kind) {
    case 'number':
      return decodeNumbers(bytes, vr, bigEndian).map(String);
    case 'tag':
      return decodeTags(bytes, bigEndian).map(formatTag);
    case 'text':
    case 'uid': {
      if (characterSet) return charset.decodeValues(bytes, vr).map((value) => trimText(value, vr));
      const text = latin1(bytes);
      if (!multiValued) return [trimText(text, vr)];
      return text.includes('\\') ? text.split('\\').map((value) => trimText(value, vr)) : [trimText(text, vr)];
    }
    default:
      return [];
  }
}

/** The numbers of a field: binary ones, and those of DS and IS text (NaN where the text is no number). */
export function decodeNumbers(bytes: Uint8Array, vr: VR, bigEndian: boolean): (number | bigint)[] {
  if (vr === 'DS' || vr === 'IS') {
    const text = trimText(latin1(bytes), vr);
    if (text === '') return [];
    return text.split('\\').map((value) => (value.trim() === '' ? Number.NaN : Number(value.trim().replace(',', '.'))));
  }
  const read = binaryReaders[vr];
  if (read === undefined) return [];
  const unitBytes = vrTable[vr].unitBytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: (number | bigint)[] = [];
  for (let at = 0; at + unitBytes <= bytes.length; at += unitBytes) values.push(read(view, at, !bigEndian));
  return values;
}

export function decodeTags(bytes: Uint8Array, bigEndian: boolean): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tags: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    tags.push(view.getUint16(at, !bigEndian) * 0x1_0000 + view.getUint16(at + 2, !bigEndian));
  }
  return tags;
}

const binaryReaders: { readonly [V in VR]?: (view: DataView, at: number, little: boolean) => number | bigint } = {
  US: (view, at, little) => view.getUint16(at, little),
  SS: (view, at, little) => view.getInt16(at, little),
  UL: (view, at, little) => view.getUint32(at, little),
  SL: (view, at, little) => view.getInt32(at, little),
  UV: (view, at, little) => view.getBigUint64(at, little),
  SV: (view, at, little) => view.getBigInt64(at, little),
  FL: (view, at, little) => view.getFloat32(at, little),
  FD: (view, at, little) => view.getFloat64(at, little),
  OW: (view, at, little) => view.getUint16(at, little),
  OL: (view, at, little) => view.getUint32(at, little),
  OV: (view, at, little) => view.getBigUint64(at, little),
  OF: (view, at, little) => view.getFloat32(at, little),
  OD: (view, at, little) => view.getFloat64(at, little),
};

/** Strips trailing padding (spaces and NULs) and, where they mean nothing, leading spaces. */
export function trimText(text: string, vr: VR): string {
  let end = text.length;
  while (end > 0 && isPadding(text.charCodeAt(end - 1))) end -= 1;
  let start = 0;
  if (!leadingSpacesCount.has(vr)) while (start < end && text.charCodeAt(start) === SPACE) start += 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

function isPadding(code: number): boolean {
  return code === SPACE || code === 0;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
