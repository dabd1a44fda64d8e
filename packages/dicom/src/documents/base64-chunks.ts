/** Bytes that become a whole group of base64. */
const groupBytes = 3;

/** The base64 text of bytes, piece by piece. */
export async function* base64Chunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let cut: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
    const whole = bytes.length - (bytes.length % groupBytes);
    cut = bytes.subarray(whole);
    if (whole > 0) yield base64(bytes.subarray(0, whole));
  }
  if (cut.length > 0) yield base64(cut);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}
