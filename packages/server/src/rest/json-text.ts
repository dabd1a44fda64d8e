/** Indentation of the peer's JSON. */
const indent = 3;

/** A JSON document as people read it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, indent) ?? 'null'}\n`;
}

/** The items of an array as they stand between its brackets; empty for no items. */
export function jsonItems(items: readonly unknown[]): string {
  if (items.length === 0) return '';
  return JSON.stringify(items, undefined, indent).slice(1, -2);
}

/** The members of an object as they stand between its braces; empty for no members. */
export function jsonMembers(members: readonly (readonly [string, unknown])[]): string {
  if (members.length === 0) return '';
  return JSON.stringify(Object.fromEntries(members), undefined, indent).slice(1, -2);
}
