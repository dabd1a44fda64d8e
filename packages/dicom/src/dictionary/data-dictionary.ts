import { isGroupLength, isPrivate, isPrivateCreator, parseTag, type Tag } from '../tag.ts';
import type { VR } from '../vr.ts';
import { AttributeTable } from './attribute-table.ts';
import type { DictionaryEntry } from './dictionary-entry.ts';
import { attributes } from './generated/attributes.ts';
import { Tags } from './generated/tags.ts';
import { PrivateAttributes } from './private-attributes.ts';

const standardAttributes = new AttributeTable(attributes);

/** PS3.5 7.2: every group may begin with its length. */
const groupLength = { keyword: 'GenericGroupLength', name: 'Generic Group Length', vr: 'UL', vm: '1' } as const;
/** PS3.5 7.8.1. */
const privateCreator = { keyword: 'PrivateCreator', name: 'Private Creator', vr: 'LO', vm: '1' } as const;

/**
 * Attributes by tag and by keyword: those of PS3.6 with its repeating groups, group lengths, private creators,
 * and the attributes that `extend` adds. Dictionaries do not change.
 */
export class DataDictionary {
  /** The attributes of PS3.6 and PS3.7 Annex E. */
  static readonly standard: DataDictionary = new DataDictionary([]);

  readonly #extensions: readonly DictionaryEntry[];
  readonly #added = new Map<Tag, DictionaryEntry>();
  readonly #addedByKeyword = new Map<string, DictionaryEntry>();
  readonly #private = new PrivateAttributes();

  private constructor(extensions: readonly DictionaryEntry[]) {
    this.#extensions = extensions;
    for (const entry of extensions) {
      if (entry.privateCreator === undefined) this.#added.set(entry.tag, entry);
      else this.#private.add({ ...entry, privateCreator: entry.privateCreator });
      this.#addedByKeyword.set(entry.keyword, entry);
    }
  }

  /** This dictionary with more attributes; they win over those with the same tag, private creator or keyword. */
  extend(entries: readonly DictionaryEntry[]): DataDictionary {
    return new DataDictionary([...this.#extensions, ...entries]);
  }

  /** The attribute of a tag. A private one is found only with the value of its private creator element. */
  lookup(tag: Tag, creator?: string): DictionaryEntry | undefined {
    const added = this.#lookupAdded(tag, creator);
    if (added) return added;
    if (isPrivateCreator(tag)) return { tag, ...privateCreator, retired: false };
    const standard = isPrivate(tag) ? undefined : standardAttributes.lookup(tag);
    return standard ?? (isGroupLength(tag) ? { tag, ...groupLength, retired: true } : undefined);
  }

  /** The attribute of a keyword of PS3.6, or of an extension. */
  byKeyword(keyword: string): DictionaryEntry | undefined {
    const added = this.#addedByKeyword.get(keyword);
    if (added) return added;
    return isStandardKeyword(keyword) ? standardAttributes.lookup(Tags[keyword]) : undefined;
  }

  /** The tag that a user has written: as a number in any of the notations of `parseTag`, or as a keyword. */
  tagNamed(name: string): Tag | undefined {
    return parseTag(name) ?? this.byKeyword(name)?.tag;
  }

  /** The VR of a tag; where the standard allows several, the one to assume when nothing else is known. */
  vrOf(tag: Tag, creator?: string): VR | undefined {
    if (this.#extensions.length > 0) {
      const added = this.#lookupAdded(tag, creator);
      if (added) return added.vr;
    }
    if (isPrivateCreator(tag)) return privateCreator.vr;
    if (isGroupLength(tag)) return groupLength.vr;
    return isPrivate(tag) ? undefined : standardAttributes.vrOf(tag);
  }

  /** The keyword of a tag. */
  keywordOf(tag: Tag, creator?: string): string | undefined {
    return this.lookup(tag, creator)?.keyword;
  }

  #lookupAdded(tag: Tag, creator: string | undefined): DictionaryEntry | undefined {
    return creator !== undefined && isPrivate(tag) ? this.#private.lookup(tag, creator) : this.#added.get(tag);
  }
}

function isStandardKeyword(text: string): text is keyof typeof Tags {
  return Object.hasOwn(Tags, text);
}
