import { IsocenterError } from '../model/isocenter-error.ts';

/** Something that users name: a modality, a peer. */
export interface NamedEntry {
  readonly Name: string;
}

/** Where changes of entries are kept. */
export interface EntryPersistence<Entry extends NamedEntry> {
  put(entry: Entry): Promise<void>;
  delete(name: string): Promise<void>;
}

/** The entries of one kind that the server knows now: those it began with, and what the REST API changed since. */
export class NamedRegistry<Entry extends NamedEntry> {
  #byName: Map<string, Entry>;
  readonly #persistence: EntryPersistence<Entry> | undefined;

  /** @param persistence unset: changes are forgotten at a restart */
  constructor(entries: Iterable<Entry>, persistence?: EntryPersistence<Entry>) {
    this.#byName = byName(entries);
    this.#persistence = persistence;
  }

  /** In the order of their names. */
  list(): readonly Entry[] {
    return [...this.#byName.values()].sort((left, right) => (left.Name < right.Name ? -1 : 1));
  }

  get(name: string): Entry | undefined {
    return this.#byName.get(name);
  }

  async put(entry: Entry): Promise<void> {
    await this.#persistence?.put(entry);
    this.#byName.set(entry.Name, entry);
  }

  /** Whether there was one. */
  async delete(name: string): Promise<boolean> {
    await this.#persistence?.delete(name);
    return this.#byName.delete(name);
  }

  /** @throws IsocenterError `InexistentItem` */
  async remove(name: string): Promise<void> {
    if (!(await this.delete(name))) throw new IsocenterError('InexistentItem', `Nothing has the name ${name}`);
  }

  /** Knows these instead of all before. */
  replaceAll(entries: Iterable<Entry>): void {
    this.#byName = byName(entries);
  }
}

function byName<Entry extends NamedEntry>(entries: Iterable<Entry>): Map<string, Entry> {
  return new Map([...entries].map((entry) => [entry.Name, entry]));
}
