import { elementOf, groupOf, type Tag, tag } from '../tag.ts';
import type { DictionaryEntry } from './dictionary-entry.ts';

/** Private attributes by their creator and their tag outside any block: (group, creator, last byte) (PS3.5 7.8.1). */
export class PrivateAttributes {
  readonly #byCreator = new Map<string, Map<Tag, DictionaryEntry>>();

  /** Adds an attribute; the block in its tag does not matter. */
  add(entry: DictionaryEntry & { readonly privateCreator: string }): void {
    const outsideBlock = withoutBlock(entry.tag);
    let entries = this.#byCreator.get(entry.privateCreator);
    if (!entries) {
      entries = new Map();
      this.#byCreator.set(entry.privateCreator, entries);
    }
    entries.set(outsideBlock, Object.freeze({ ...entry, tag: outsideBlock }));
  }

  lookup(tag: Tag, creator: string): DictionaryEntry | undefined {
    return this.#byCreator.get(creator)?.get(withoutBlock(tag));
  }

  *[Symbol.iterator](): Iterator<DictionaryEntry> {
    for (const entries of this.#byCreator.values()) yield* entries.values();
  }
}

function withoutBlock(privateTag: Tag): Tag {
  return tag(groupOf(privateTag), elementOf(privateTag) & 0xff);
}
