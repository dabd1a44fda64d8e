/** A name of an XML element that needs no escaping (XML 1.0, 2.3). */
const elementName = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
/** What XML 1.0 (2.2) has no way to write: control characters, halves of surrogate pairs. */
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/** A JSON document as XML below `<root>`: members become elements, the items of an array elements `<item>`. */
export function xmlText(value: unknown): string {
  return `${xmlStart}${content(value)}${xmlEnd}`;
}

export const xmlStart = '<?xml version="1.0" encoding="utf-8"?>\n<root>';
export const xmlEnd = '</root>\n';

/** The items of an array as they stand below their parent. */
export function xmlItems(items: readonly unknown[]): string {
  return items.map((item) => element('item', item)).join('');
}

/** The members of an object as they stand below their parent. */
export function xmlMembers(members: readonly (readonly [string, unknown])[]): string {
  return members.map(([name, member]) => element(name, member)).join('');
}

function content(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return xmlItems(value);
  if (typeof value !== 'object') return escaped(String(value));
  return xmlMembers(Object.entries(value));
}

function element(name: string, value: unknown): string {
  const inner = content(value);
  if (elementName.test(name)) return `<${name}>${inner}</${name}>`;
  return `<item name="${escaped(name)}">${inner}</item>`;
}

function escaped(text: string): string {
  return text
    .replaceAll(unwritable, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
