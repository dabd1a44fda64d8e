const mostEdits = 6;

/** Lengths that are at the edge of something: none, one too many, all bits. */
const edgeBytes = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff] as const;

/** The bytes with a few of them changed, dropped, repeated or swapped with others. */
export function mutated(original: Uint8Array, random: () => number): Buffer<ArrayBuffer> {
  const pick = (below: number) => Math.floor(random() * below);
  let bytes: Buffer<ArrayBuffer> = Buffer.from(original);
  for (let edits = 1 + pick(mostEdits); edits > 0 && bytes.length > 8; edits -= 1) {
    const at = pick(bytes.length);
    const end = Math.min(bytes.length, at + 1 + pick(64));
    switch (pick(6)) {
      case 0:
        bytes[at] = pick(256);
        break;
      case 1:
        bytes.fill(edgeBytes[pick(edgeBytes.length)] ?? 0, at, Math.min(bytes.length, at + 4));
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]);
        break;
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
        break;
      case 4:
        bytes.copyWithin(at, pick(bytes.length), bytes.length);
        break;
      default:
        bytes = bytes.subarray(0, at);
    }
  }
  return bytes;
}
