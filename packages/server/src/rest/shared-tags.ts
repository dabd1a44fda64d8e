import type { FullTag, FullTags } from '../tag-json/full-tag.ts';

/** Finds the tags that have the same value in all instances, one instance after the other. */
export class SharedTags {
  #shared: Map<string, { readonly tag: FullTag; readonly text: string }> | undefined;

  add(tags: FullTags): void {
    if (this.#shared === undefined) {
      const entries = Object.entries(tags).map(([key, tag]) => [key, { tag, text: JSON.stringify(tag) }] as const);
      this.#shared = new Map(entries);
      return;
    }
    for (const [key, { text }] of this.#shared) {
      const other = tags[key];
      if (other === undefined || JSON.stringify(other) !== text) this.#shared.delete(key);
    }
  }

  get areNone(): boolean {
    return this.#shared?.size === 0;
  }

  get tags(): FullTags {
    return Object.fromEntries([...(this.#shared ?? [])].map(([key, { tag }]) => [key, tag]));
  }
}
