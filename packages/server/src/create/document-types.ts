import { SopClasses } from '@isocenter/dicom';

/** Documents that are encapsulated as they are: their SOP class (PS3.3 A.45, A.85, A.104, A.105) and default modality. */
export const documentTypes = {
  'application/pdf': { sopClassUid: SopClasses.EncapsulatedPDFStorage, modality: 'OT' },
  'model/stl': { sopClassUid: SopClasses.EncapsulatedSTLStorage, modality: 'M3D' },
  'model/obj': { sopClassUid: SopClasses.EncapsulatedOBJStorage, modality: 'M3D' },
  'model/mtl': { sopClassUid: SopClasses.EncapsulatedMTLStorage, modality: 'M3D' },
} as const;

export type DocumentType = keyof typeof documentTypes;

export function isDocumentType(mediaType: string): mediaType is DocumentType {
  return Object.hasOwn(documentTypes, mediaType);
}
