import { elementOf, groupOf, type Tag } from '../tag.ts';
import { type VR, vrTable } from '../vr.ts';
import type { ByteSink } from './byte-sink.ts';
import type { ElementEncoding } from './element-encoding.ts';

/** The longest value the 16-bit length field of a short-form VR can announce: lengths are even. */
export const MAX_SHORT_FORM_BYTES = 0xfffe;

/** The VR an element is written with: a value too long for its short form becomes UN (PS3.5 6.2.2). */
export function writtenVr(vr: VR, length: number, encoding: ElementEncoding): VR {
  if (encoding.explicitVr && length > MAX_SHORT_FORM_BYTES && !vrTable[vr].longForm) return 'UN';
  return vr;
}

export function elementHeaderBytes(vr: VR, encoding: ElementEncoding): number {
  return encoding.explicitVr && vrTable[vr].longForm ? 12 : 8;
}

/** Writes tag, VR and length (PS3.5 7.1). `length` may be UNDEFINED_LENGTH. */
export function writeElementHeader<R>(
  sink: ByteSink<R>,
  tag: Tag,
  vr: VR,
  length: number,
  { explicitVr, bigEndian }: ElementEncoding,
): void {
  writeTag(sink, tag, bigEndian);
  if (!explicitVr) {
    sink.u32(length, bigEndian);
    return;
  }
  sink.byte(vr.charCodeAt(0));
  sink.byte(vr.charCodeAt(1));
  if (vrTable[vr].longForm) {
    sink.u16(0, bigEndian);
    sink.u32(length, bigEndian);
  } else {
    sink.u16(length, bigEndian);
  }
}

/** Writes an item or delimitation tag with its length (PS3.5 7.5). */
export function writeItemHeader<R>(sink: ByteSink<R>, tag: Tag, length: number, encoding: ElementEncoding): void {
  writeTag(sink, tag, encoding.bigEndian);
  sink.u32(length, encoding.bigEndian);
}

function writeTag<R>(sink: ByteSink<R>, tag: Tag, bigEndian: boolean): void {
  sink.u16(groupOf(tag), bigEndian);
  sink.u16(elementOf(tag), bigEndian);
}
