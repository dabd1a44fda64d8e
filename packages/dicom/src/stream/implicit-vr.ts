import type { DataDictionary } from '../dictionary/data-dictionary.ts';
import { isGroupLength, isPrivate, isPrivateCreator, type Tag } from '../tag.ts';
import type { VR } from '../vr.ts';
import { implicitVrOfAmbiguous } from './ambiguous-vr.ts';
import type { ParseScope } from './parse-scope.ts';

const PIXEL_REPRESENTATION: Tag = 0x0028_0103;
/** A private creator is LO: 64 characters, of up to 4 bytes. */
const MAX_CREATOR_BYTES = 256;

/** The VR of an element that does not tell it (PS3.5 7.1.3); UN when the dictionary has no answer. */
export function implicitVrOf(tag: Tag, scope: ParseScope, dictionary: DataDictionary): VR {
  if (isGroupLength(tag)) return 'UL';
  if (!isPrivate(tag)) {
    return implicitVrOfAmbiguous(tag, scope.pixelRepresentation) ?? dictionary.vrOf(tag) ?? 'UN';
  }
  if (isPrivateCreator(tag)) return 'LO';
  const creator = scope.creators?.get(creatorTagOf(tag));
  return (creator === undefined ? undefined : dictionary.vrOf(tag, creator)) ?? 'UN';
}

/** Whether the VR of other elements depends on the value of this one. */
export function decidesImplicitVr(tag: Tag, length: number): boolean {
  return tag === PIXEL_REPRESENTATION ? length === 2 : isPrivateCreator(tag) && length <= MAX_CREATOR_BYTES;
}

/** Keeps what {@link implicitVrOf} will need of an element that {@link decidesImplicitVr}. */
export function noteForImplicitVr(tag: Tag, value: Uint8Array, scope: ParseScope): void {
  if (tag === PIXEL_REPRESENTATION) {
    scope.pixelRepresentation = value[0] ?? 0;
    return;
  }
  scope.creators ??= new Map();
  scope.creators.set(tag, String.fromCharCode(...value).replace(/[ \0]+$/, ''));
}

/** The tag that reserves the block of a private element (PS3.5 7.8.1). */
export function creatorTagOf(tag: Tag): Tag {
  return ((tag & 0xffff_0000) | ((tag >>> 8) & 0xff)) >>> 0;
}
