/** Bytes written as in PS3.5 Annexes H to K: hexadecimal, or text between quotes; ESC is 1B. */
export function bytes(notation: string): Uint8Array {
  const parts = notation.match(/"[^"]*"|[0-9A-Fa-f]{2}|ESC/g) ?? [];
  return Buffer.concat(
    parts.map((part) => {
      if (part === 'ESC') return Buffer.of(0x1b);
      return part.startsWith('"') ? Buffer.from(part.slice(1, -1), 'latin1') : Buffer.from(part, 'hex');
    }),
  );
}
