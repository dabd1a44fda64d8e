import { isJsonObject, type JsonValue } from '../config/json.ts';
import { modalityToJson, parseModality, type RemoteModality } from '../config/modality.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Logger } from '../logging/logger.ts';
import type { ModalityPersistence, ModalityRegistry } from './modality-registry.ts';

type SettingsIndex = Pick<IndexStore, 'deleteSetting' | 'listSettings' | 'putSetting' | 'watchSettings'>;

/** Modalities in the index (`DicomModalitiesInDatabase`): they outlive a restart, and all servers of the index share them. */
export class SavedModalities implements ModalityPersistence {
  readonly #index: SettingsIndex;
  readonly #logger: Logger;

  constructor(index: SettingsIndex, logger: Logger) {
    this.#index = index;
    this.#logger = logger;
  }

  put(modality: RemoteModality): Promise<void> {
    return this.#index.putSetting('modality', { name: modality.Name, value: modalityToJson(modality) });
  }

  delete(name: string): Promise<void> {
    return this.#index.deleteSetting('modality', name);
  }

  /** Fills the registry, and again whenever another server has changed something. Answers what ends that. */
  async keepUpToDate(registry: ModalityRegistry): Promise<() => void> {
    const refresh = async () => registry.replaceAll(await this.#list());
    await refresh();
    let latest = Promise.resolve();
    const end = this.#index.watchSettings?.(() => {
      // One after the other, so that the newest answer is the last one.
      latest = latest.then(refresh).catch((error: unknown) => {
        this.#logger.error('Modalities could not be read from the index', { error });
      });
    });
    return end ?? (() => undefined);
  }

  /** What a newer server has written and this one does not understand is left out. */
  async #list(): Promise<readonly RemoteModality[]> {
    const settings = await this.#index.listSettings('modality');
    return settings.flatMap(({ name, value }) => {
      try {
        return [parseModality(name, jsonOf(value))];
      } catch (error) {
        this.#logger.warn('A modality in the index cannot be used', { modality: name, error });
        return [];
      }
    });
  }
}

function jsonOf(value: unknown): JsonValue {
  return isJsonObject(value as JsonValue) ? (value as JsonValue) : null;
}
