import {
  type DataElement,
  type DataSet,
  DicomParseError,
  elementOf,
  groupOf,
  isPrivate,
  isPrivateCreator,
  Sequence,
  vrTable,
} from '@isocenter/dicom';
import { levelOfIdentifier } from './identifier-plan.ts';
import type { Modification } from './modification.ts';
import { NamedPaths } from './named-paths.ts';
import { itemsIn } from './sequence-items.ts';
import type { ItemPlace } from './tag-path.ts';
import type { UidMapper } from './uid-mapper.ts';

/**
 * Goes through a data set and all that is nested in it: takes away what a profile or the removal of private attributes
 * asks for, and lets references follow the resources that get new UIDs. What a request names to be kept is left as it
 * is, with all that is in it; the way to it stays open.
 */
export class TreeCleaner {
  readonly #modification: Modification;
  readonly #uids: UidMapper;
  readonly #named: NamedPaths;

  constructor(modification: Modification, uids: UidMapper) {
    this.#modification = modification;
    this.#uids = uids;
    this.#named = new NamedPaths([...modification.kept, ...modification.replacements.map(({ path }) => path)]);
  }

  clean(dataSet: DataSet): void {
    this.#clean(dataSet, []);
  }

  #clean(dataSet: DataSet, place: ItemPlace): void {
    const { removesPrivate } = this.#modification;
    for (const element of [...dataSet]) {
      const { tag } = element;
      if (this.#named.name(place, dataSet, tag)) continue;
      if (place.length === 0 && levelOfIdentifier(tag) !== undefined) continue;
      // Creators are looked at when it is known what is left of their blocks.
      if (removesPrivate && isPrivateCreator(tag)) continue;
      const isOnTheWay = this.#named.leadThrough(place, dataSet, tag);
      if (isOnTheWay || !this.#act(dataSet, element, place)) this.#cleanItems(dataSet, element, place);
    }
    if (removesPrivate) this.#removeIdleCreators(dataSet, place);
  }

  /** Does what an attribute deserves; false where it stays, as far as itself is concerned. */
  #act(dataSet: DataSet, { tag, value, vr }: DataElement, place: ItemPlace): boolean {
    const { profile, removesPrivate } = this.#modification;
    if (isPrivate(tag)) {
      if (!removesPrivate) return false;
      dataSet.delete(tag);
      return true;
    }
    const action = profile?.actionOf(tag);
    if (action === 'remove') {
      dataSet.delete(tag);
    } else if (action === 'empty') {
      const isBytes = vrTable[vr].kind === 'bytes' && !(value instanceof Sequence);
      // An item with a binary value of no length is more than some readers bear.
      if (isBytes && place.length > 0) dataSet.delete(tag);
      else dataSet.set(tag, value instanceof Sequence ? 'SQ' : vr, null);
    } else {
      const isReference = profile === undefined ? vr === 'UI' && place.length > 0 : action === 'replaceUid';
      if (isReference) this.#uids.map(dataSet, tag);
      return false;
    }
    return true;
  }

  #cleanItems(dataSet: DataSet, { tag, value }: DataElement, place: ItemPlace): void {
    const isAnonymization = this.#modification.profile !== undefined;
    // Only who has to look into a sequence that is carried as UN makes it one.
    if (!isAnonymization && !(value instanceof Sequence)) return;
    let items: readonly DataSet[];
    try {
      items = itemsIn(dataSet, tag);
    } catch (error) {
      if (!(error instanceof DicomParseError)) throw error;
      // What cannot be read cannot be kept: nobody knows whom it identifies.
      dataSet.delete(tag);
      return;
    }
    for (const [position, item] of items.entries()) {
      this.#clean(item, [...place, { sequence: tag, item: position, parent: dataSet }]);
    }
  }

  #removeIdleCreators(dataSet: DataSet, place: ItemPlace): void {
    const blocks = new Set<number>();
    for (const { tag } of dataSet) {
      if (isPrivate(tag) && !isPrivateCreator(tag)) blocks.add(groupOf(tag) * 0x100 + (elementOf(tag) >>> 8));
    }
    for (const { tag } of [...dataSet]) {
      if (!isPrivateCreator(tag) || blocks.has(groupOf(tag) * 0x100 + elementOf(tag))) continue;
      if (!this.#named.name(place, dataSet, tag)) dataSet.delete(tag);
    }
  }
}
