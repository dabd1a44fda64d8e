import type { RemoteModality } from '../config/modality.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type EntryPersistence, NamedRegistry } from '../registry/named-registry.ts';

/** The modalities that the server knows now. */
export class ModalityRegistry extends NamedRegistry<RemoteModality> {
  readonly #sameAet: (left: string, right: string) => boolean;

  /**
   * @param strictAet `StrictAetComparison`: whether case matters in AE titles
   * @param persistence unset: changes are forgotten at a restart
   */
  constructor(
    modalities: Iterable<RemoteModality>,
    strictAet: boolean,
    persistence?: EntryPersistence<RemoteModality>,
  ) {
    super(modalities, persistence);
    this.#sameAet = strictAet
      ? (left, right) => left === right
      : (left, right) => left.toUpperCase() === right.toUpperCase();
  }

  /** @throws IsocenterError `InexistentItem`, the answer of the peer too */
  require(name: string): RemoteModality {
    const modality = this.get(name);
    if (modality === undefined) throw new IsocenterError('InexistentItem', `No modality has the name ${name}`);
    return modality;
  }

  /** Every modality with this AE title: several may share one. */
  withAet(aet: string): readonly RemoteModality[] {
    return this.list().filter((modality) => this.#sameAet(modality.AET, aet));
  }
}
