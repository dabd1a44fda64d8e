import { isJsonObject, type JsonValue } from '../config/json.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { SettingKind } from '../index/records.ts';
import type { Logger } from '../logging/logger.ts';
import type { EntryPersistence, NamedEntry, NamedRegistry } from './named-registry.ts';

export interface SavedEntriesOptions<Entry extends NamedEntry> {
  readonly index: Pick<IndexStore, 'deleteSetting' | 'listSettings' | 'putSetting' | 'watchSettings'>;
  readonly logger: Logger;
  readonly kind: SettingKind;
  /** The whole entry but its name, as `parse` takes it. */
  toJson(entry: Entry): JsonValue;
  /** @throws ConfigurationError */
  parse(name: string, json: JsonValue): Entry;
}

/** Entries in the index: they outlive a restart, and all servers of the index share them. */
export class SavedEntries<Entry extends NamedEntry> implements EntryPersistence<Entry> {
  readonly #options: SavedEntriesOptions<Entry>;

  constructor(options: SavedEntriesOptions<Entry>) {
    this.#options = options;
  }

  put(entry: Entry): Promise<void> {
    const { index, kind } = this.#options;
    return index.putSetting(kind, { name: entry.Name, value: this.#options.toJson(entry) });
  }

  delete(name: string): Promise<void> {
    const { index, kind } = this.#options;
    return index.deleteSetting(kind, name);
  }

  /** Fills the registry, and again whenever another server has changed something. Answers what ends that. */
  async keepUpToDate(registry: NamedRegistry<Entry>): Promise<() => void> {
    const { index, kind, logger } = this.#options;
    const refresh = async () => registry.replaceAll(await this.#list());
    await refresh();
    let latest = Promise.resolve();
    const end = index.watchSettings?.(() => {
      // One after the other, so that the newest answer is the last one.
      latest = latest.then(refresh).catch((error: unknown) => {
        logger.error('Settings could not be read from the index', { kind, error });
      });
    });
    return end ?? (() => undefined);
  }

  /** What a newer server has written and this one does not understand is left out. */
  async #list(): Promise<readonly Entry[]> {
    const { index, kind, logger } = this.#options;
    const settings = await index.listSettings(kind);
    return settings.flatMap(({ name, value }) => {
      try {
        return [this.#options.parse(name, jsonOf(value))];
      } catch (error) {
        logger.warn('A setting in the index cannot be used', { kind, name, error });
        return [];
      }
    });
  }
}

function jsonOf(value: unknown): JsonValue {
  return isJsonObject(value as JsonValue) ? (value as JsonValue) : null;
}
