import type { Tag } from '../tag.ts';
import type { VR } from '../vr.ts';
import type { ElementContent, ElementHeader } from './data-set-handler.ts';
import { type ElementEncoding, elementEncodings } from './element-encoding.ts';

/** The one header object of a parser: thousands of headers a second are told without allocating any. */
export class ReusedElementHeader implements ElementHeader {
  tag: Tag = 0;
  vr: VR = 'UN';
  length: number | undefined = 0;
  depth = 0;
  offset = 0;
  valueOffset = 0;
  content: ElementContent = 'value';
  encoding: ElementEncoding = elementEncodings.implicitLittleEndian;
  irregularHeader: Uint8Array | undefined = undefined;
}
