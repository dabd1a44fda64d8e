import { DataSet, type NewValue } from '../data-set/data-set.ts';
import type { PlainValue } from '../data-set/value-encoding.ts';
import { DataDictionary } from '../dictionary/data-dictionary.ts';
import { DicomParseError } from '../errors.ts';
import { defaultParserLimits } from '../stream/parser-limits.ts';
import { isGroupLength, isItemTag, parseTag, type Tag } from '../tag.ts';
import { isVr, type VR, vrTable } from '../vr.ts';

export interface FromDicomJsonOptions {
  /** Provides the bytes, little endian, that a BulkDataURI stands for; without it such elements are an error. */
  readonly readBulkData?: (uri: string, tag: Tag) => Uint8Array;
  readonly maxDepth?: number;
}

const SPECIFIC_CHARACTER_SET: Tag = 0x0008_0005;

/**
 * Reads a data set of the DICOM JSON model (PS3.18 F.2). Its text becomes UTF-8, and (0008,0005) ISO_IR 192 whatever
 * it said. Tolerated: numbers as text, person names as text, InlineBinary in an array, a missing `vr`.
 * @throws DicomParseError `jsonInvalid`, `nestingTooDeep`; DicomEncodeError for values that do not fit their VR
 */
export function fromDicomJson(json: unknown, options: FromDicomJsonOptions = {}): DataSet {
  const dataSet = new DataSet();
  dataSet.set(SPECIFIC_CHARACTER_SET, 'CS', 'ISO_IR 192');
  readInto(dataSet, json, options, 0);
  return dataSet;
}

function readInto(dataSet: DataSet, json: unknown, options: FromDicomJsonOptions, depth: number): void {
  if (depth > (options.maxDepth ?? defaultParserLimits.maxDepth)) throw new DicomParseError('nestingTooDeep');
  if (!isRecord(json)) throw new DicomParseError('jsonInvalid', { detail: 'a data set is an object' });
  for (const [name, attribute] of Object.entries(json)) {
    const tag = parseTag(name);
    if (tag === undefined) throw new DicomParseError('jsonInvalid', { detail: `${JSON.stringify(name)} is no tag` });
    if (tag === SPECIFIC_CHARACTER_SET || isGroupLength(tag) || isItemTag(tag)) continue;
    if (!isRecord(attribute)) throw invalid(tag, 'an attribute is an object');
    const vr = vrOf(tag, attribute.vr);
    dataSet.set(tag, vr, readValue(dataSet, tag, vr, attribute, options, depth));
  }
}

function vrOf(tag: Tag, vr: unknown): VR {
  if (typeof vr === 'string' && isVr(vr)) return vr;
  if (vr === undefined) return DataDictionary.standard.vrOf(tag) ?? 'UN';
  throw invalid(tag, 'vr is not a value representation');
}

function readValue(
  dataSet: DataSet,
  tag: Tag,
  vr: VR,
  attribute: Readonly<Record<string, unknown>>,
  options: FromDicomJsonOptions,
  depth: number,
): NewValue {
  const { Value, InlineBinary, BulkDataURI } = attribute;
  if (InlineBinary !== undefined) return readInlineBinary(tag, InlineBinary);
  if (BulkDataURI !== undefined) {
    const bytes = typeof BulkDataURI === 'string' ? options.readBulkData?.(BulkDataURI, tag) : undefined;
    if (bytes === undefined) throw invalid(tag, 'the bulk data is not at hand');
    return bytes;
  }
  if (Value === undefined || Value === null) return null;
  if (!Array.isArray(Value)) throw invalid(tag, 'Value is an array');
  const values: readonly unknown[] = Value;
  if (vr === 'SQ') return values.map((item) => readItem(dataSet, item, options, depth));
  if (values.length === 0) return null;
  if (vrTable[vr].kind === 'bytes') throw invalid(tag, `${vr} has no Value`);
  return values.map((value) => readPlainValue(tag, vr, value));
}

function readItem(parent: DataSet, json: unknown, options: FromDicomJsonOptions, depth: number): DataSet {
  const item = new DataSet({ parent });
  if (json !== null) readInto(item, json, options, depth + 1);
  return item;
}

function readInlineBinary(tag: Tag, value: unknown): Uint8Array {
  const text: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof text !== 'string') throw invalid(tag, 'InlineBinary is text');
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text)) throw invalid(tag, 'InlineBinary is base64');
  return new Uint8Array(Buffer.from(text, 'base64'));
}

function readPlainValue(tag: Tag, vr: VR, value: unknown): PlainValue {
  if (value === null) {
    if (vrTable[vr].kind === 'number') throw invalid(tag, `${vr} has no empty values`);
    return '';
  }
  if (vr === 'PN' && isRecord(value)) return readPersonName(tag, value);
  if (typeof value === 'string') return vr === 'FL' || vr === 'FD' ? readReal(value) : value;
  if (typeof value === 'number') return value;
  throw invalid(tag, `${vr} has no such value`);
}

function readPersonName(tag: Tag, name: Readonly<Record<string, unknown>>): string {
  const groups = [name.Alphabetic, name.Ideographic, name.Phonetic].map((group) => {
    if (group === undefined || group === null) return '';
    if (typeof group !== 'string') throw invalid(tag, 'a person name is text');
    return group;
  });
  return groups.join('=').replace(/=+$/, '');
}

/** What is not in JSON is written as text. */
function readReal(text: string): PlainValue {
  if (text === 'NaN') return Number.NaN;
  if (text === 'inf') return Number.POSITIVE_INFINITY;
  return text === '-inf' ? Number.NEGATIVE_INFINITY : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(tag: Tag, detail: string): DicomParseError {
  return new DicomParseError('jsonInvalid', { tag, detail });
}
