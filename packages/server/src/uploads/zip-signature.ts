/** Whether bytes begin as a ZIP does: with a file, or with the end of an empty directory (APPNOTE 4.3.7, 4.3.16). */
export function isZip(head: Uint8Array): boolean {
  const [p, k, first, second] = head;
  return p === 0x50 && k === 0x4b && ((first === 3 && second === 4) || (first === 5 && second === 6));
}
