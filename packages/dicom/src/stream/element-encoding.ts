/** How elements are laid out (PS3.5 7.1): the part of a transfer syntax that headers and numbers depend on. */
export interface ElementEncoding {
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
}

/** The three layouts of PS3.5 Annex A; compare by identity. */
export const elementEncodings = {
  implicitLittleEndian: { explicitVr: false, bigEndian: false },
  explicitLittleEndian: { explicitVr: true, bigEndian: false },
  explicitBigEndian: { explicitVr: true, bigEndian: true },
} as const satisfies Record<string, ElementEncoding>;

export function elementEncodingOf(syntax: ElementEncoding): ElementEncoding {
  if (!syntax.explicitVr) return elementEncodings.implicitLittleEndian;
  return syntax.bigEndian ? elementEncodings.explicitBigEndian : elementEncodings.explicitLittleEndian;
}

/** The length field that says "undefined" (PS3.5 7.1.1). */
export const UNDEFINED_LENGTH = 0xffff_ffff;

/** Tags without VR, in every transfer syntax (PS3.5 7.5). */
export const itemTags = {
  item: 0xfffe_e000,
  itemDelimitation: 0xfffe_e00d,
  sequenceDelimitation: 0xfffe_e0dd,
} as const;
