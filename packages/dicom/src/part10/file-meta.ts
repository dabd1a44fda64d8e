import { DicomEncodeError } from '../errors.ts';
import type { Tag } from '../tag.ts';
import { type VR, vrTable } from '../vr.ts';

/** The 128 bytes before "DICM" (PS3.10 7.1). */
export const PREAMBLE_BYTES = 128;
export const PREFIX = Uint8Array.of(0x44, 0x49, 0x43, 0x4d);

/** What the writer of a file says of it (PS3.10 Table 7.1-1). UIDs without padding. */
export interface FileMetaFields {
  readonly mediaStorageSopClassUid: string;
  readonly mediaStorageSopInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly implementationClassUid: string;
  readonly implementationVersionName?: string | undefined;
  readonly sourceApplicationEntityTitle?: string | undefined;
}

/** Preamble and prefix; (0002,0000) UL, its value still 0; (0002,0001) OB, value 00 01 (PS3.10 Table 7.1-1). */
const START = Buffer.concat([
  new Uint8Array(PREAMBLE_BYTES),
  PREFIX,
  Uint8Array.of(0x02, 0x00, 0x00, 0x00, 0x55, 0x4c, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00),
  Uint8Array.of(0x02, 0x00, 0x01, 0x00, 0x4f, 0x42, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01),
]);
/** Tag, VR and a length of 16 bits (PS3.5 Table 7.1-2). */
const SHORT_HEADER_BYTES = 8;
const MAX_SHORT_LENGTH = 0xffff;
/** Where the value of (0002,0000) stands, and where the bytes begin that it counts. */
const GROUP_LENGTH_OFFSET = PREAMBLE_BYTES + PREFIX.length + 8;
const GROUP_START = GROUP_LENGTH_OFFSET + 4;

/** PS3.10 Table 7.1-1, in tag order. */
const rows: readonly { readonly tag: Tag; readonly vr: VR; readonly field: keyof FileMetaFields }[] = [
  { tag: 0x0002_0002, vr: 'UI', field: 'mediaStorageSopClassUid' },
  { tag: 0x0002_0003, vr: 'UI', field: 'mediaStorageSopInstanceUid' },
  { tag: 0x0002_0010, vr: 'UI', field: 'transferSyntaxUid' },
  { tag: 0x0002_0012, vr: 'UI', field: 'implementationClassUid' },
  { tag: 0x0002_0013, vr: 'SH', field: 'implementationVersionName' },
  { tag: 0x0002_0016, vr: 'AE', field: 'sourceApplicationEntityTitle' },
];

/** Everything of a file that comes before its data set: preamble, "DICM" and group 0002 (PS3.10 7.1). */
export function encodeFileMeta(fields: FileMetaFields): Uint8Array {
  let length = START.length;
  for (const { field } of rows) {
    const value = fields[field];
    if (value !== undefined) length += SHORT_HEADER_BYTES + evenBytes(value);
  }
  const bytes = Buffer.alloc(length);
  bytes.set(START);
  bytes.writeUInt32LE(length - GROUP_START, GROUP_LENGTH_OFFSET);
  let at = START.length;
  for (const { tag, vr, field } of rows) {
    const value = fields[field];
    if (value === undefined) continue;
    const valueBytes = evenBytes(value);
    if (valueBytes > MAX_SHORT_LENGTH) throw new DicomEncodeError('valueInvalid', { tag, detail: 'too long' });
    bytes.writeUInt16LE(tag >>> 16, at);
    bytes.writeUInt16LE(tag & 0xffff, at + 2);
    bytes.write(vr, at + 4, 'latin1');
    bytes.writeUInt16LE(valueBytes, at + 6);
    at += SHORT_HEADER_BYTES;
    const written = bytes.write(value, at, 'utf8');
    if (written < valueBytes) bytes[at + written] = vrTable[vr].padding;
    at += valueBytes;
  }
  return bytes;
}

function evenBytes(value: string): number {
  const bytes = Buffer.byteLength(value, 'utf8');
  return bytes + (bytes & 1);
}
