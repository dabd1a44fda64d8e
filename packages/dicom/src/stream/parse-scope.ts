import type { Tag } from '../tag.ts';
import { type ElementEncoding, elementEncodings } from './element-encoding.ts';

/** A data set (the root or an item) holds elements; a sequence holds items; pixel data holds fragments. */
export type ScopeKind = 'dataSet' | 'items' | 'fragments';

/** One level of what the parser stands in. Scopes are reused: sequences are opened by the million. */
export class ParseScope {
  kind: ScopeKind = 'dataSet';
  /** The element that opened it; 0 for the root. */
  tag: Tag = 0;
  /** Where its declared length ends; `Infinity` for undefined length. */
  end = Number.POSITIVE_INFINITY;
  /** What no element inside may go beyond: the nearest declared end around. */
  limit = Number.POSITIVE_INFINITY;
  encoding: ElementEncoding = elementEncodings.implicitLittleEndian;
  /** Inside undefined-length UN: implicit VR by PS3.5 6.2.2, explicit from some writers. The first element tells. */
  encodingUndecided = false;
  /** The handler skipped it, but only its delimiter tells where it ends. */
  muted = false;
  /** Sequences around the elements in it. */
  depth = 0;
  /** Items or fragments seen so far. */
  count = 0;
  /** (0028,0103), inherited. */
  pixelRepresentation = 0;
  /** Private creators by their tags, never inherited (PS3.5 7.8.1). */
  creators: Map<Tag, string> | undefined;

  open(kind: ScopeKind, tag: Tag, end: number, parent: ParseScope): void {
    this.kind = kind;
    this.tag = tag;
    this.end = end;
    this.limit = Math.min(end, parent.limit);
    this.encoding = parent.encoding;
    this.encodingUndecided = parent.encodingUndecided;
    this.muted = parent.muted;
    this.depth = kind === 'dataSet' ? parent.depth : parent.depth + 1;
    this.count = 0;
    this.pixelRepresentation = parent.pixelRepresentation;
    this.creators = undefined;
  }
}
