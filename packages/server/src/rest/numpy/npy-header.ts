/** The samples of NumPy arrays that are written here, little endian. */
export type NpyType = '<f4' | '<i2' | '<u1' | '<u2';

/** The header of an array of NumPy, format 1.0: magic, version, length, a Python literal, padded to 64 bytes. */
export function npyHeader(type: NpyType, shape: readonly number[]): Uint8Array {
  const literal = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const length = Math.ceil((prefixBytes + literal.length + 1) / alignmentBytes) * alignmentBytes - prefixBytes;
  const header = Buffer.alloc(prefixBytes + length, ' ');
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(length, 8);
  header.write(literal, prefixBytes, 'latin1');
  header.write('\n', prefixBytes + length - 1, 'latin1');
  return header;
}

const prefixBytes = 10;
const alignmentBytes = 64;
