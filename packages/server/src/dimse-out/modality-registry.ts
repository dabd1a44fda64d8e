import type { RemoteModality } from '../config/modality.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** Where changes of modalities are kept. */
export interface ModalityPersistence {
  put(modality: RemoteModality): Promise<void>;
  delete(name: string): Promise<void>;
}

/** The modalities that the server knows now: those it began with, and what the REST API changed since. */
export class ModalityRegistry {
  #byName: Map<string, RemoteModality>;
  readonly #sameAet: (left: string, right: string) => boolean;
  readonly #persistence: ModalityPersistence | undefined;

  /**
   * @param strictAet `StrictAetComparison`: whether case matters in AE titles
   * @param persistence unset: changes are forgotten at a restart
   */
  constructor(modalities: Iterable<RemoteModality>, strictAet: boolean, persistence?: ModalityPersistence) {
    this.#byName = byName(modalities);
    this.#persistence = persistence;
    this.#sameAet = strictAet
      ? (left, right) => left === right
      : (left, right) => left.toUpperCase() === right.toUpperCase();
  }

  /** In the order of their names. */
  list(): readonly RemoteModality[] {
    return [...this.#byName.values()].sort((left, right) => (left.Name < right.Name ? -1 : 1));
  }

  get(name: string): RemoteModality | undefined {
    return this.#byName.get(name);
  }

  /** @throws IsocenterError `UnknownModality` */
  require(name: string): RemoteModality {
    const modality = this.#byName.get(name);
    if (modality === undefined) throw new IsocenterError('UnknownModality', `No modality has the name ${name}`);
    return modality;
  }

  /** Every modality with this AE title: several may share one. */
  withAet(aet: string): readonly RemoteModality[] {
    return this.list().filter((modality) => this.#sameAet(modality.AET, aet));
  }

  async put(modality: RemoteModality): Promise<void> {
    await this.#persistence?.put(modality);
    this.#byName.set(modality.Name, modality);
  }

  /** Whether there was one. */
  async delete(name: string): Promise<boolean> {
    await this.#persistence?.delete(name);
    return this.#byName.delete(name);
  }

  /** Knows these instead of all before. */
  replaceAll(modalities: Iterable<RemoteModality>): void {
    this.#byName = byName(modalities);
  }
}

function byName(modalities: Iterable<RemoteModality>): Map<string, RemoteModality> {
  return new Map([...modalities].map((modality) => [modality.Name, modality]));
}
