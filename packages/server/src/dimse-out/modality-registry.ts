import type { RemoteModality } from '../config/modality.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** The modalities that the server knows now: those of the configuration, and what the REST API changed since. */
export class ModalityRegistry {
  readonly #byName: Map<string, RemoteModality>;
  readonly #sameAet: (left: string, right: string) => boolean;

  /** @param strictAet `StrictAetComparison`: whether case matters in AE titles */
  constructor(modalities: Iterable<RemoteModality>, strictAet: boolean) {
    this.#byName = new Map([...modalities].map((modality) => [modality.Name, modality]));
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

  put(modality: RemoteModality): void {
    this.#byName.set(modality.Name, modality);
  }

  /** Whether there was one. */
  delete(name: string): boolean {
    return this.#byName.delete(name);
  }
}
