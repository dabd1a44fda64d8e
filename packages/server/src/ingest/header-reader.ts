import { type DataElement, DataSet, Sequence, Tags } from '@isocenter/dicom';
import type { MainTags } from '../model/main-tags.ts';
import {
  announcingTags,
  type HeaderAbove,
  type InstanceHeader,
  readHeaderAbove,
  readInstanceHeader,
} from './instance-header.ts';

/** Series that are remembered: as many may arrive side by side before they are read anew for every instance. */
const rememberedSeries = 64;

/** Values compared byte by byte; longer ones are not remembered. */
const maximumComparedBytes = 256;

interface RememberedSeries {
  readonly elements: readonly DataElement[];
  readonly above: HeaderAbove;
}

/**
 * Reads headers, and remembers what the last instance of each series said of its patient, study and series: the next
 * ones say the same, in the same bytes, and need not be decoded for that.
 */
export class HeaderReader {
  readonly #mainTags: MainTags;
  /** Everything that `readHeaderAbove` reads. */
  readonly #tagsAbove: ReadonlySet<number>;
  /** By Series Instance UID; the one used last comes last. */
  readonly #remembered = new Map<string, RememberedSeries>();

  constructor(mainTags: MainTags) {
    this.#mainTags = mainTags;
    this.#tagsAbove = new Set([
      ...mainTags.of('Patient'),
      ...mainTags.of('Study'),
      ...mainTags.of('Series'),
      ...announcingTags,
      Tags.SpecificCharacterSet,
      Tags.PatientID,
      Tags.StudyInstanceUID,
      Tags.SeriesInstanceUID,
    ]);
  }

  /** @throws IsocenterError as `readInstanceHeader` */
  read(dataSet: DataSet): InstanceHeader {
    return readInstanceHeader(dataSet, this.#mainTags, this.#above(dataSet));
  }

  #above(dataSet: DataSet): HeaderAbove {
    const key = dataSet.text(Tags.SeriesInstanceUID) ?? '';
    const elements: DataElement[] = [];
    for (const element of dataSet) if (this.#tagsAbove.has(element.tag)) elements.push(element);
    const remembered = this.#remembered.get(key);
    this.#remembered.delete(key);
    if (remembered !== undefined && areSame(elements, remembered.elements)) {
      this.#remembered.set(key, remembered);
      return remembered.above;
    }
    const above = readHeaderAbove(dataSet, this.#mainTags);
    if (!elements.every(isComparable)) return above;
    this.#remembered.set(key, { elements: elements.map(withOwnBytes), above });
    if (this.#remembered.size > rememberedSeries) {
      const [oldest = key] = this.#remembered.keys();
      this.#remembered.delete(oldest);
    }
    return above;
  }
}

function isComparable({ value }: DataElement): boolean {
  if (value instanceof Uint8Array) return value.length <= maximumComparedBytes;
  return value instanceof Sequence && value.items.every((item) => [...item].every(isComparable));
}

function areSame(some: readonly DataElement[], others: readonly DataElement[]): boolean {
  if (some.length !== others.length) return false;
  for (let position = 0; position < some.length; position += 1) {
    const one = some[position];
    const other = others[position];
    if (one === undefined || other === undefined || !isSame(one, other)) return false;
  }
  return true;
}

function isSame(one: DataElement, other: DataElement): boolean {
  if (one.tag !== other.tag || one.vr !== other.vr || one.encoding?.bigEndian !== other.encoding?.bigEndian)
    return false;
  const { value } = one;
  if (value instanceof Uint8Array) return other.value instanceof Uint8Array && areSameBytes(value, other.value);
  if (!(value instanceof Sequence && other.value instanceof Sequence)) return false;
  const otherItems = other.value.items;
  return (
    value.items.length === otherItems.length &&
    value.items.every((item, position) => areSame([...item], [...(otherItems[position] ?? [])]))
  );
}

/** These are short: a loop is faster than a call out of JavaScript. */
function areSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  const { length } = one;
  if (length !== other.length) return false;
  for (let at = 0; at < length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

/** What arrived is a view of a far larger buffer. */
function withOwnBytes(element: DataElement): DataElement {
  const { value } = element;
  if (value instanceof Uint8Array) return { ...element, value: new Uint8Array(value) };
  if (!(value instanceof Sequence)) return element;
  const items = value.items.map((item) => DataSet.fromElements([...item].map(withOwnBytes)));
  return { ...element, value: new Sequence(items) };
}
