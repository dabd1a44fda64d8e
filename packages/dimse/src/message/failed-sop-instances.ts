import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** (0008,0058) Failed SOP Instance UID List, the only element of its data set (PS3.4 C.4.2.1.4.2). */
const GROUP = 0x0008;
const ELEMENT = 0x0058;

const IMPLICIT_LITTLE = '1.2.840.10008.1.2';
const EXPLICIT_BIG = '1.2.840.10008.1.2.2';
const DEFLATED = new Set(['1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.8.1']);

/** Longest value of a VR with a 16-bit length; a longer one is sent as UN (PS3.5 6.2.2). */
const MAX_SHORT_VALUE_BYTES = 0xfffe;

/** 65535 UIDs of 64 characters, more than the counters can express. */
const MAX_INFLATED_BYTES = 65 * 65536;

/** The data set that lists failed sub-operations, in a transfer syntax. */
export function encodeFailedSopInstances(uids: readonly string[], transferSyntax: string): Uint8Array {
  const text = uids.join('\\');
  const value = Buffer.from(text.length % 2 === 0 ? text : `${text}\0`, 'latin1');
  const bigEndian = transferSyntax === EXPLICIT_BIG;
  const explicit = transferSyntax !== IMPLICIT_LITTLE;
  const long = value.length > MAX_SHORT_VALUE_BYTES;
  const header = Buffer.alloc(explicit && long ? 12 : 8);
  header[bigEndian ? 'writeUInt16BE' : 'writeUInt16LE'](GROUP, 0);
  header[bigEndian ? 'writeUInt16BE' : 'writeUInt16LE'](ELEMENT, 2);
  if (!explicit) header.writeUInt32LE(value.length, 4);
  else {
    header.write(long ? 'UN' : 'UI', 4, 'latin1');
    if (long) header[bigEndian ? 'writeUInt32BE' : 'writeUInt32LE'](value.length, 8);
    else header[bigEndian ? 'writeUInt16BE' : 'writeUInt16LE'](value.length, 6);
  }
  const encoded = Buffer.concat([header, value]);
  return DEFLATED.has(transferSyntax) ? deflateRawSync(encoded) : encoded;
}

/** The UIDs of such a data set; undefined when it is not one. */
export function decodeFailedSopInstances(dataSet: Uint8Array, transferSyntax: string): string[] | undefined {
  try {
    const bytes = DEFLATED.has(transferSyntax)
      ? inflateRawSync(dataSet, { maxOutputLength: MAX_INFLATED_BYTES })
      : Buffer.from(dataSet.buffer, dataSet.byteOffset, dataSet.byteLength);
    const bigEndian = transferSyntax === EXPLICIT_BIG;
    const uint16 = (offset: number) => (bigEndian ? bytes.readUInt16BE(offset) : bytes.readUInt16LE(offset));
    const uint32 = (offset: number) => (bigEndian ? bytes.readUInt32BE(offset) : bytes.readUInt32LE(offset));
    if (uint16(0) !== GROUP || uint16(2) !== ELEMENT) return undefined;
    const explicit = transferSyntax !== IMPLICIT_LITTLE;
    const long = explicit && bytes.toString('latin1', 4, 6) === 'UN';
    const start = long ? 12 : 8;
    const length = explicit && !long ? uint16(6) : uint32(start - 4);
    const value = bytes.toString('latin1', start, Math.min(start + length, bytes.length));
    return value.split('\\').flatMap((uid) => uid.replace(/[\0 ]+$/, '') || []);
  } catch {
    // Cut short or not inflatable: the list is information only, the counters still stand.
    return undefined;
  }
}
