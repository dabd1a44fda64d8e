import type { VR } from '../vr.ts';

/** PS3.18 F.2.4. */
export interface DicomJsonPersonName {
  Alphabetic?: string;
  Ideographic?: string;
  Phonetic?: string;
}

export type DicomJsonValue = string | number | null | DicomJsonPersonName | DicomJsonDataSet;

/** PS3.18 F.2.2: a VR and at most one of the other three. */
export interface DicomJsonAttribute {
  vr: VR;
  Value?: DicomJsonValue[];
  InlineBinary?: string;
  BulkDataURI?: string;
}

/** A data set in the DICOM JSON model: attributes by tag, eight upper-case hexadecimal digits. */
export interface DicomJsonDataSet {
  [tag: string]: DicomJsonAttribute;
}
