import type { DataSet } from '../data-set/data-set.ts';
import { type DataElement, Sequence } from '../data-set/element-value.ts';
import { swapByteOrder } from '../stream/byte-order.ts';
import { groupOf, isGroupLength, tagHex } from '../tag.ts';
import { type VR, vrTable } from '../vr.ts';
import type { DicomJsonAttribute, DicomJsonDataSet, DicomJsonPersonName, DicomJsonValue } from './dicom-json.ts';

export interface ToDicomJsonOptions {
  /**
   * The URI to give for a value instead of its bytes; asked for bulk values, fragments and binary VRs. `undefined`
   * for no URI: the bytes go inline, or are left out where they are not at hand.
   */
  readonly bulkDataUri?: (element: DataElement, path: readonly string[]) => string | undefined;
}

/** PS3.18 F.2.4: the component groups of a person name, in the order of its text (PS3.5 6.2.1). */
const nameGroups = ['Alphabetic', 'Ideographic', 'Phonetic'] as const;

/** Renders a data set in the DICOM JSON model (PS3.18 F.2). Group lengths and groups 0000 and 0002 are left out. */
export function toDicomJson(dataSet: DataSet, options: ToDicomJsonOptions = {}): DicomJsonDataSet {
  return renderDataSet(dataSet, options, []);
}

function renderDataSet(dataSet: DataSet, options: ToDicomJsonOptions, path: readonly string[]): DicomJsonDataSet {
  const json: DicomJsonDataSet = {};
  for (const element of dataSet) {
    if (groupOf(element.tag) <= 2 || isGroupLength(element.tag)) continue;
    json[tagHex(element.tag)] = renderElement(dataSet, element, options, [...path, tagHex(element.tag)]);
  }
  return json;
}

function renderElement(
  dataSet: DataSet,
  element: DataElement,
  options: ToDicomJsonOptions,
  path: readonly string[],
): DicomJsonAttribute {
  const { vr, value } = element;
  if (value instanceof Sequence) {
    const items = value.items.map((item, index) => renderDataSet(item, options, [...path, String(index)]));
    return items.length === 0 ? { vr: 'SQ' } : { vr: 'SQ', Value: items };
  }
  const isBinary = vrTable[vr].kind === 'bytes';
  if (!(value instanceof Uint8Array) || (isBinary && value.length > 0)) {
    const uri = options.bulkDataUri?.(element, path);
    if (uri !== undefined) return { vr, BulkDataURI: uri };
  }
  if (!(value instanceof Uint8Array) || value.length === 0) return { vr };
  if (isBinary) return { vr, InlineBinary: Buffer.from(littleEndian(element, value)).toString('base64') };
  return valueAttribute(dataSet, element);
}

/** The attribute of a value that is at hand and not bytes; arrays of numbers (OD, OF, OL) as numbers. */
export function valueAttribute(dataSet: DataSet, { tag, vr }: DataElement): DicomJsonAttribute {
  const values = vrTable[vr].kind === 'bytes' ? dataSet.numbers(tag).map(renderNumber) : renderValues(dataSet, tag, vr);
  return values.some((each) => each !== null) ? { vr, Value: values } : { vr };
}

function renderValues(dataSet: DataSet, tag: number, vr: VR): DicomJsonValue[] {
  if (vr === 'PN') return dataSet.texts(tag).map(renderPersonName);
  if (vr === 'AT') return dataSet.tags(tag).map(tagHex);
  if (vr === 'DS' || vr === 'IS') return dataSet.texts(tag).map(renderDecimal);
  if (vrTable[vr].kind === 'number') return dataSet.numbers(tag).map(renderNumber);
  return dataSet.texts(tag).map((text) => (text === '' ? null : text));
}

function renderPersonName(text: string): DicomJsonPersonName | null {
  const name: DicomJsonPersonName = {};
  for (const [index, group] of text.split('=', nameGroups.length).entries()) {
    const key = nameGroups[index];
    if (group !== '' && key !== undefined) name[key] = group;
  }
  return Object.keys(name).length === 0 ? null : name;
}

/** DS and IS are numbers where a number says the same (PS3.18 F.2.3.1); text keeps what it could not hold. */
function renderDecimal(text: string): number | string | null {
  if (text === '') return null;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return text;
  const digits = text
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
  // JSON text has no negative zero that would survive.
  const number = Number(text) + 0;
  return digits.length <= 15 && Number.isFinite(number) ? number : text;
}

/** Not in JSON: infinities, NaN, and integers beyond 2^53. */
function renderNumber(value: number | bigint): number | string {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'inf' : '-inf';
}

/** PS3.18 F.2.7: binary values are little endian. */
function littleEndian(element: DataElement, value: Uint8Array): Uint8Array {
  const { unitBytes } = vrTable[element.vr];
  return element.encoding?.bigEndian === true && unitBytes !== 1 ? swapByteOrder(value, unitBytes) : value;
}
