import { DataSet } from '../data-set/data-set.ts';
import { encodeDataSetToBytes } from '../data-set/encode-data-set.ts';
import type { Tag } from '../tag.ts';
import { TransferSyntaxes } from '../transfer-syntax/transfer-syntaxes.ts';
import type { VR } from '../vr.ts';

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

const GROUP_LENGTH: Tag = 0x0002_0000;
const VERSION: Tag = 0x0002_0001;
const GROUP_LENGTH_ELEMENT_BYTES = 12;

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
  const meta = new DataSet();
  meta.set(GROUP_LENGTH, 'UL', 0);
  meta.set(VERSION, 'OB', Uint8Array.of(0, 1));
  for (const { tag, vr, field } of rows) {
    const value = fields[field];
    if (value !== undefined) meta.set(tag, vr, value);
  }
  const group = encodeDataSetToBytes(meta, TransferSyntaxes.ExplicitVRLittleEndian);
  const header = Buffer.concat([new Uint8Array(PREAMBLE_BYTES), PREFIX, group]);
  const groupLength = group.length - GROUP_LENGTH_ELEMENT_BYTES;
  header.writeUInt32LE(groupLength, PREAMBLE_BYTES + PREFIX.length + GROUP_LENGTH_ELEMENT_BYTES - 4);
  return header;
}
