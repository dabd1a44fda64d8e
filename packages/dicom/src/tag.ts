/** A data element tag as an unsigned 32-bit number, 0xggggeeee (PS3.5 3.10). */
export type Tag = number;

/** The tag of a group and an element number, both unsigned 16-bit. */
export function tag(group: number, element: number): Tag {
  return ((group << 16) | (element & 0xffff)) >>> 0;
}

/** The group number of a tag. */
export function groupOf(tag: Tag): number {
  return tag >>> 16;
}

/** The element number of a tag. */
export function elementOf(tag: Tag): number {
  return tag & 0xffff;
}

/** A tag as `gggg,eeee` in lower-case hexadecimal digits. */
export function formatTag(tag: Tag): string {
  const digits = hexDigits(tag);
  return `${digits.slice(0, 4)},${digits.slice(4)}`;
}

/** A tag as eight upper-case hexadecimal digits, as the JSON model names attributes (PS3.18 F.2.2). */
export function tagHex(tag: Tag): string {
  return hexDigits(tag).toUpperCase();
}

/** The tag written as `gggg,eeee`, `gggg-eeee` or `ggggeeee` with digits of any case; otherwise undefined. */
export function parseTag(text: string): Tag | undefined {
  const match = /^([0-9a-f]{4})[,-]?([0-9a-f]{4})$/i.exec(text);
  return match ? Number.parseInt(`${match[1]}${match[2]}`, 16) : undefined;
}

/** Whether the tag has an odd group number: a private element or a private creator (PS3.5 7.8). */
export function isPrivate(tag: Tag): boolean {
  return (tag & 0x0001_0000) !== 0;
}

/** Whether the tag reserves a block of private elements: (gggg,0010-00FF) with gggg odd (PS3.5 7.8.1). */
export function isPrivateCreator(tag: Tag): boolean {
  const element = tag & 0xffff;
  return isPrivate(tag) && element >= 0x10 && element <= 0xff;
}

/** Whether the tag delimits items (PS3.5 7.5): it names no element. */
export function isItemTag(tag: Tag): boolean {
  return groupOf(tag) === 0xfffe;
}

/** Whether the tag is a group length, (gggg,0000) (PS3.5 7.2). */
export function isGroupLength(tag: Tag): boolean {
  return (tag & 0xffff) === 0;
}

function hexDigits(tag: Tag): string {
  return tag.toString(16).padStart(8, '0');
}
