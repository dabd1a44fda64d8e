import { type DataSet, isPrivate, type Tag } from '@isocenter/dicom';
import { type ItemPlace, isAt, leadsThrough, type NamedTag, type TagPath } from './tag-path.ts';

/** Paths that a request names, found by the tags in them: a data set has many elements, and a request may name many. */
export class NamedPaths {
  readonly #byTarget = new Map<Tag, TagPath[]>();
  readonly #bySequence = new Map<Tag, TagPath[]>();

  constructor(paths: readonly TagPath[]) {
    for (const path of paths) {
      add(this.#byTarget, keyOf(path.target), path);
      for (const key of new Set(path.steps.map(({ sequence }) => keyOf(sequence)))) add(this.#bySequence, key, path);
    }
  }

  /** Whether one of them names the attribute `at` in the data set at `place`. */
  name(place: ItemPlace, dataSet: DataSet, at: Tag): boolean {
    const paths = this.#byTarget.get(withoutBlock(at));
    return paths?.some((path) => isAt(path, place, dataSet, at)) ?? false;
  }

  /** Whether one of them names something in the items of the attribute. */
  leadThrough(place: ItemPlace, dataSet: DataSet, at: Tag): boolean {
    const paths = this.#bySequence.get(withoutBlock(at));
    return paths?.some((path) => leadsThrough(path, place, dataSet, at)) ?? false;
  }
}

function keyOf({ tag }: NamedTag): Tag {
  return withoutBlock(tag);
}

/** The block of a private attribute may be another one in each data set. */
function withoutBlock(tag: Tag): Tag {
  return isPrivate(tag) ? (tag & 0xffff_00ff) >>> 0 : tag;
}

function add(paths: Map<Tag, TagPath[]>, key: Tag, path: TagPath): void {
  const known = paths.get(key);
  if (known === undefined) paths.set(key, [path]);
  else known.push(path);
}
