import type { Tag } from '../tag.ts';
import { isVr, type VR } from '../vr.ts';
import { type DictionaryEntry, parseEntry } from './dictionary-entry.ts';

/** The attributes whose tags repeat in the bits outside one mask (PS3.5 7.6), by the bits inside it. */
interface RepeatingAttributes {
  readonly mask: number;
  readonly attributes: Map<number, Attribute>;
}

/** A line of the table, and what was read of it so far. */
interface Attribute {
  readonly line: string;
  readonly vr: VR;
  entry?: DictionaryEntry;
}

/**
 * The attributes of a generated table. It is cut into lines when the first attribute is asked for, so that importing
 * the package costs nothing; a line becomes an entry when its attribute is asked for.
 */
export class AttributeTable {
  readonly #attributes = new Map<Tag, Attribute>();
  readonly #repeating: RepeatingAttributes[] = [];
  #unread: string | undefined;

  constructor(text: string) {
    this.#unread = text;
  }

  vrOf(tag: Tag): VR | undefined {
    return this.#find(tag)?.vr;
  }

  lookup(tag: Tag): DictionaryEntry | undefined {
    const attribute = this.#find(tag);
    if (!attribute) return undefined;
    attribute.entry ??= parseEntry(attribute.line);
    return attribute.entry.tag === tag ? attribute.entry : { ...attribute.entry, tag };
  }

  #find(tag: Tag): Attribute | undefined {
    if (this.#unread !== undefined) this.#read(this.#unread);
    const attribute = this.#attributes.get(tag);
    if (attribute) return attribute;
    for (const { mask, attributes } of this.#repeating) {
      const repeated = attributes.get((tag & mask) >>> 0);
      if (repeated) return repeated;
    }
    return undefined;
  }

  #read(text: string): void {
    this.#unread = undefined;
    for (const line of text.split('\n')) {
      const digits = line.slice(0, 8);
      const vr = line.slice(9, 11);
      if (!isVr(vr)) throw new TypeError(`Not a line of the attribute table: ${line}`);
      const attributes = digits.includes('x') ? this.#repeatingIn(maskOf(digits)) : this.#attributes;
      attributes.set(Number.parseInt(digits.replaceAll('x', '0'), 16), { line, vr });
    }
  }

  #repeatingIn(mask: number): Map<number, Attribute> {
    const known = this.#repeating.find((repeating) => repeating.mask === mask);
    if (known) return known.attributes;
    const attributes = new Map<number, Attribute>();
    this.#repeating.push({ mask, attributes });
    return attributes;
  }
}

function maskOf(digits: string): number {
  return Number.parseInt(digits.replaceAll(/[^x]/g, 'f').replaceAll('x', '0'), 16);
}
