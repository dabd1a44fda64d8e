/** Whether a text can be a label of a resource. */
export function isLabel(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}
