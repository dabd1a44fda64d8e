import {
  type DataDictionary,
  type DataSet,
  elementOf,
  groupOf,
  isPrivate,
  parseTag,
  type Tag,
  tag,
} from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';

/** An attribute as clients name it. */
export interface NamedTag {
  /** With a creator, in block 00: which block is the creator's is for the data set to say (PS3.5 7.8.1). */
  readonly tag: Tag;
  readonly privateCreator: string | undefined;
}

/** One sequence on the way to an attribute, and which of its items; `*` is all of them. */
export interface PathStep {
  readonly sequence: NamedTag;
  readonly item: number | '*';
}

/** Where an attribute is: `Sequence[0].Other[*].Tag`. */
export interface TagPath {
  readonly steps: readonly PathStep[];
  readonly target: NamedTag;
}

/** The items that lead to where one is, from the outermost: their sequences and their positions. */
export type ItemPlace = readonly { readonly sequence: Tag; readonly item: number; readonly parent: DataSet }[];

const maxPathSteps = 64;

/**
 * Reads a path: tags by keyword or number, with or without parentheses.
 * @throws IsocenterError UnknownDicomTag, ParameterOutOfRange for what stands in brackets
 */
export function parseTagPath(text: string, dictionary: DataDictionary): TagPath {
  const parts = text.trim().split('.');
  if (parts.length > maxPathSteps) throw new IsocenterError('ParameterOutOfRange', 'A path to a tag is too long');
  const target = namedTag(parts.at(-1) ?? '', dictionary);
  const steps = parts.slice(0, -1).map((part) => {
    const [, name = '', index = ''] = /^(.*)\[([^\]]*)\]$/.exec(part.trim()) ?? [];
    if (!/^(\*|\d{1,9})$/.test(index)) {
      throw new IsocenterError('ParameterOutOfRange', `Of a sequence on a path an item is needed, [0] or [*]: ${part}`);
    }
    return { sequence: namedTag(name, dictionary), item: index === '*' ? ('*' as const) : Number(index) };
  });
  return { steps, target };
}

/** @throws IsocenterError UnknownDicomTag */
export function namedTag(text: string, dictionary: DataDictionary): NamedTag {
  const name = text.trim();
  const number = parseTag(/^\((.*)\)$/.exec(name)?.[1] ?? name);
  if (number !== undefined) return { tag: number, privateCreator: undefined };
  const entry = dictionary.byKeyword(name);
  if (entry === undefined) throw new IsocenterError('UnknownDicomTag', `No tag is called ${name}`);
  return { tag: entry.tag, privateCreator: isPrivate(entry.tag) ? entry.privateCreator : undefined };
}

/** The tag of an attribute in a data set; undefined where no block is its creator's. */
export function tagIn(dataSet: DataSet, { tag, privateCreator }: NamedTag): Tag | undefined {
  if (privateCreator === undefined) return tag;
  const block = blockOf(dataSet, tag, privateCreator);
  return block === undefined ? undefined : inBlock(tag, block);
}

/** The block that a creator has reserved in the group of the tag. */
export function blockOf(dataSet: DataSet, of: Tag, privateCreator: string): number | undefined {
  for (let block = 0x10; block <= 0xff; block += 1) {
    if (dataSet.text(tag(groupOf(of), block)) === privateCreator) return block;
  }
  return undefined;
}

/** The tag with its block (PS3.5 7.8.1): (gggg,bbee). */
export function inBlock(of: Tag, block: number): Tag {
  return tag(groupOf(of), (block << 8) | (elementOf(of) & 0xff));
}

/** Whether an attribute in the item at `place` (in the data set itself, for an empty one) is what the path names. */
export function isAt(path: TagPath, place: ItemPlace, dataSet: DataSet, at: Tag): boolean {
  return path.steps.length === place.length && tagIn(dataSet, path.target) === at && startsAt(path, place);
}

/** Whether what the path names lies in the attribute: in an item of that sequence, or deeper. */
export function leadsThrough(path: TagPath, place: ItemPlace, dataSet: DataSet, at: Tag): boolean {
  const step = path.steps[place.length];
  return step !== undefined && tagIn(dataSet, step.sequence) === at && startsAt(path, place);
}

/** Whether the path names an attribute of the data set itself, and it is this one. */
export function isOwn({ steps, target }: TagPath, tag: Tag): boolean {
  return steps.length === 0 && target.privateCreator === undefined && target.tag === tag;
}

function startsAt(path: TagPath, place: ItemPlace): boolean {
  return place.every((here, depth) => {
    const step = path.steps[depth];
    if (step === undefined || tagIn(here.parent, step.sequence) !== here.sequence) return false;
    return step.item === '*' || step.item === here.item;
  });
}
