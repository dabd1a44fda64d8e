import type { Tag, VR } from '@isocenter/dicom';

/** A key with text: what the resource's attribute must be, or an empty value to ask for it (PS3.4 C.2.2.1). */
export interface AttributeKey {
  readonly tag: Tag;
  readonly vr: Exclude<VR, 'SQ'>;
  /** Decoded to Unicode; several values joined by backslash. */
  readonly value: string;
  /** Value of the private creator element, for a private attribute. */
  readonly privateCreator?: string;
}

/** A sequence key with the keys of its one item; without keys it only asks for the sequence (PS3.4 C.2.2.2.6). */
export interface SequenceKey {
  readonly tag: Tag;
  readonly vr: 'SQ';
  readonly keys: readonly FindKey[];
  readonly privateCreator?: string;
}

export type FindKey = AttributeKey | SequenceKey;
