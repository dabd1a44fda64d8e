import type { IsocenterError } from '../../model/isocenter-error.ts';
import type { MissingInstances } from '../../retrieve/retrieve-source.ts';
import { type RelayTarget, targetKey } from '../relay-target.ts';

/** What one retrieve is to have, has, and lacks: each instance counts once, whoever told of it or sent it. */
export class SourceAccount {
  readonly #seen: Set<string>;
  readonly #named = new Set<string>();
  #unseenNames = 0;
  /** Numbers of those upstreams that tell no names, by target. */
  readonly #counts = new Map<string, number>();
  readonly #lacking = new Set<string>();
  #unnamedLack = 0;
  #reason: IsocenterError | undefined;

  /** @param delivered SOP Instance UIDs that need not be delivered any more */
  constructor(delivered: ReadonlySet<string>) {
    this.#seen = new Set(delivered);
  }

  /** Answers whether it is new: each instance is handed on once. */
  see(sopInstanceUid: string): boolean {
    if (this.#seen.has(sopInstanceUid)) return false;
    this.#seen.add(sopInstanceUid);
    if (this.#named.has(sopInstanceUid)) this.#unseenNames -= 1;
    return true;
  }

  expect(target: RelayTarget, sopInstanceUids: readonly string[], count: number): void {
    for (const uid of sopInstanceUids) {
      if (!this.#named.has(uid) && !this.#seen.has(uid)) this.#unseenNames += 1;
      this.#named.add(uid);
    }
    const key = targetKey(target);
    if (count > sopInstanceUids.length) this.#counts.set(key, Math.max(count, this.#counts.get(key) ?? 0));
  }

  /** Answers how many of them are missing, those that nobody could name among them. */
  lack(sopInstanceUids: readonly string[], unnamed: number): number {
    const unseen = new Set(sopInstanceUids.filter((uid) => !this.#seen.has(uid)));
    for (const uid of unseen) this.#lacking.add(uid);
    this.#unnamedLack += unnamed;
    return unseen.size + unnamed;
  }

  /** The first reason counts. */
  doubt(reason: IsocenterError): void {
    this.#reason ??= reason;
  }

  get expected(): number {
    const counted = [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
    return Math.max(this.#seen.size + this.#unseenNames, counted);
  }

  get missing(): MissingInstances {
    const sopInstanceUids = [...this.#lacking].filter((uid) => !this.#seen.has(uid));
    return { sopInstanceUids, count: sopInstanceUids.length + this.#unnamedLack, reason: this.#reason };
  }
}
