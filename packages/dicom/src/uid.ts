import { randomUUID } from 'node:crypto';

/** PS3.5 9.1: the largest length of a UID in characters. */
export const maxUidChars = 64;

const uidForm = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/;

/**
 * Whether the text is a UID as PS3.5 9.1 has it: at most 64 characters, two or more components of digits without
 * leading zeros. The text has no padding. A valid UID is safe as a file name.
 */
export function isValidUid(text: string): boolean {
  return text.length <= maxUidChars && uidForm.test(text);
}

/** The UID without the padding that writers add: NULs and spaces at the end, spaces at the beginning (PS3.5 6.2). */
export function trimUid(text: string): string {
  let end = text.length;
  while (end > 0 && isPadding(text.charCodeAt(end - 1))) end -= 1;
  let start = 0;
  while (start < end && text.charCodeAt(start) === 0x20) start += 1;
  return text.slice(start, end);
}

/** A new UID below 2.25 made of a random UUID (PS3.5 B.2). */
export function generateUid(): string {
  return `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;
}

function isPadding(code: number): boolean {
  return code === 0x00 || code === 0x20;
}
