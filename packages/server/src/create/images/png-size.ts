/** The signature, and the header chunk that comes first (PNG 5.2, 11.2.2). */
const widthOffset = 16;
const headerBytes = 33;

/** Width and height of a PNG; undefined for anything else. */
export function pngSize(bytes: Uint8Array): { readonly columns: number; readonly rows: number } | undefined {
  const isPng = Buffer.from(bytes.subarray(0, 8)).toString('latin1') === '\x89PNG\r\n\x1a\n';
  if (!isPng || bytes.length < headerBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { columns: view.getUint32(widthOffset), rows: view.getUint32(widthOffset + 4) };
}
