import { DimseError } from '../errors.ts';

/** An item or sub-item: type, reserved byte, length, body (PS3.8 9.3.1). */
export function item(type: number, parts: readonly Uint8Array[], secondByte = 0): Buffer {
  const length = parts.reduce((total, part) => total + part.length, 0);
  return Buffer.concat([Buffer.from([type, secondByte]), uint16(length), ...parts]);
}

/** An item whose body is a UID, without padding (PS3.8 annex F). */
export function uidItem(type: number, uid: string): Buffer {
  return item(type, [Buffer.from(uid, 'latin1')]);
}

/** A value after its length as 16 bits. */
export function prefixed(value: Uint8Array): Buffer {
  return Buffer.concat([uint16(value.length), value]);
}

export function prefixedUid(uid: string): Buffer {
  return prefixed(Buffer.from(uid, 'latin1'));
}

export function uint16(value: number): Buffer {
  if (value > 0xffff) throw new DimseError('NEGOTIATION_INVALID', `${value} does not fit in 16 bits`);
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
