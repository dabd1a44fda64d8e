/** Bytes of annotated hexadecimal text: everything after `;` on a line is a remark, "quoted" text stands for itself. */
export function hex(text: string): Buffer {
  const parts: Buffer[] = [];
  for (const line of text.split('\n')) {
    const [code = ''] = line.split(';');
    for (const [, quoted, bytes] of code.matchAll(/"([^"]*)"|([0-9a-f]+)/gi)) {
      parts.push(quoted === undefined ? Buffer.from(bytes ?? '', 'hex') : Buffer.from(quoted, 'latin1'));
    }
  }
  return Buffer.concat(parts);
}
