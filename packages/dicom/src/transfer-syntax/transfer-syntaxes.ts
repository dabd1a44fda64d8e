/** How a data set is encoded under one transfer syntax (PS3.5 Annex A, PS3.6 Table A-1). */
export interface TransferSyntax {
  readonly uid: string;
  /** The UID keyword of PS3.6 Table A-1. */
  readonly keyword: string;
  readonly name: string;
  readonly explicitVr: boolean;
  readonly bigEndian: boolean;
  /** The whole data set is one raw deflate stream (PS3.5 A.5). */
  readonly deflated: boolean;
  /** Pixel data is a sequence of fragments (PS3.5 A.4). */
  readonly encapsulated: boolean;
  /** Whether the encoding of pixel data loses information; `either` depends on the instance. */
  readonly lossy: 'none' | 'always' | 'either';
  /**
   * How frames lie in fragments (PS3.5 A.4): each in exactly one, each in one or more, all in one continuous
   * stream (video), or no fragments at all.
   */
  readonly fragments: 'one-per-frame' | 'many' | 'stream' | 'none';
  readonly retired: boolean;
}

type Row = Pick<TransferSyntax, 'uid' | 'name'> & Partial<TransferSyntax>;

const explicitLittleEndian = {
  explicitVr: true,
  bigEndian: false,
  deflated: false,
  encapsulated: false,
  lossy: 'none',
  fragments: 'none',
  retired: false,
} as const satisfies Omit<TransferSyntax, 'uid' | 'keyword' | 'name'>;

/** Families of PS3.5 A.4: what their rows share and how they differ from explicit VR little endian. */
const framed = { encapsulated: true, fragments: 'one-per-frame' } as const;
const image = { encapsulated: true, fragments: 'many' } as const;
const lossyImage = { ...image, lossy: 'always' } as const;
const eitherImage = { ...image, lossy: 'either' } as const;
const video = { encapsulated: true, fragments: 'stream', lossy: 'always' } as const;
/** JPIP (PS3.5 A.6, A.7): the data set holds a URL in place of pixel data. */
const referenced = { lossy: 'either' } as const;
const retired = { retired: true } as const;

const dicom = '1.2.840.10008.1.2';

const rows = {
  ImplicitVRLittleEndian: {
    uid: dicom,
    name: 'Implicit VR Little Endian: Default Transfer Syntax for DICOM',
    explicitVr: false,
  },
  ExplicitVRLittleEndian: { uid: `${dicom}.1`, name: 'Explicit VR Little Endian' },
  EncapsulatedUncompressedExplicitVRLittleEndian: {
    uid: `${dicom}.1.98`,
    name: 'Encapsulated Uncompressed Explicit VR Little Endian',
    ...framed,
  },
  DeflatedExplicitVRLittleEndian: {
    uid: `${dicom}.1.99`,
    name: 'Deflated Explicit VR Little Endian',
    deflated: true,
  },
  ExplicitVRBigEndian: { uid: `${dicom}.2`, name: 'Explicit VR Big Endian', bigEndian: true, ...retired },

  JPEGBaseline8Bit: { uid: `${dicom}.4.50`, name: 'JPEG Baseline (Process 1)', ...lossyImage },
  JPEGExtended12Bit: { uid: `${dicom}.4.51`, name: 'JPEG Extended (Process 2 & 4)', ...lossyImage },
  JPEGExtended35: { uid: `${dicom}.4.52`, name: 'JPEG Extended (Process 3 & 5)', ...lossyImage, ...retired },
  JPEGSpectralSelectionNonHierarchical68: {
    uid: `${dicom}.4.53`,
    name: 'JPEG Spectral Selection, Non-Hierarchical (Process 6 & 8)',
    ...lossyImage,
    ...retired,
  },
  JPEGSpectralSelectionNonHierarchical79: {
    uid: `${dicom}.4.54`,
    name: 'JPEG Spectral Selection, Non-Hierarchical (Process 7 & 9)',
    ...lossyImage,
    ...retired,
  },
  JPEGFullProgressionNonHierarchical1012: {
    uid: `${dicom}.4.55`,
    name: 'JPEG Full Progression, Non-Hierarchical (Process 10 & 12)',
    ...lossyImage,
    ...retired,
  },
  JPEGFullProgressionNonHierarchical1113: {
    uid: `${dicom}.4.56`,
    name: 'JPEG Full Progression, Non-Hierarchical (Process 11 & 13)',
    ...lossyImage,
    ...retired,
  },
  JPEGLossless: { uid: `${dicom}.4.57`, name: 'JPEG Lossless, Non-Hierarchical (Process 14)', ...image },
  JPEGLosslessNonHierarchical15: {
    uid: `${dicom}.4.58`,
    name: 'JPEG Lossless, Non-Hierarchical (Process 15)',
    ...image,
    ...retired,
  },
  JPEGExtendedHierarchical1618: {
    uid: `${dicom}.4.59`,
    name: 'JPEG Extended, Hierarchical (Process 16 & 18)',
    ...lossyImage,
    ...retired,
  },
  JPEGExtendedHierarchical1719: {
    uid: `${dicom}.4.60`,
    name: 'JPEG Extended, Hierarchical (Process 17 & 19)',
    ...lossyImage,
    ...retired,
  },
  JPEGSpectralSelectionHierarchical2022: {
    uid: `${dicom}.4.61`,
    name: 'JPEG Spectral Selection, Hierarchical (Process 20 & 22)',
    ...lossyImage,
    ...retired,
  },
  JPEGSpectralSelectionHierarchical2123: {
    uid: `${dicom}.4.62`,
    name: 'JPEG Spectral Selection, Hierarchical (Process 21 & 23)',
    ...lossyImage,
    ...retired,
  },
  JPEGFullProgressionHierarchical2426: {
    uid: `${dicom}.4.63`,
    name: 'JPEG Full Progression, Hierarchical (Process 24 & 26)',
    ...lossyImage,
    ...retired,
  },
  JPEGFullProgressionHierarchical2527: {
    uid: `${dicom}.4.64`,
    name: 'JPEG Full Progression, Hierarchical (Process 25 & 27)',
    ...lossyImage,
    ...retired,
  },
  JPEGLosslessHierarchical28: {
    uid: `${dicom}.4.65`,
    name: 'JPEG Lossless, Hierarchical (Process 28)',
    ...image,
    ...retired,
  },
  JPEGLosslessHierarchical29: {
    uid: `${dicom}.4.66`,
    name: 'JPEG Lossless, Hierarchical (Process 29)',
    ...image,
    ...retired,
  },
  JPEGLosslessSV1: {
    uid: `${dicom}.4.70`,
    name: 'JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14 [Selection Value 1])',
    ...image,
  },
  JPEGLSLossless: { uid: `${dicom}.4.80`, name: 'JPEG-LS Lossless Image Compression', ...image },
  JPEGLSNearLossless: {
    uid: `${dicom}.4.81`,
    name: 'JPEG-LS Lossy (Near-Lossless) Image Compression',
    ...lossyImage,
  },
  JPEG2000Lossless: { uid: `${dicom}.4.90`, name: 'JPEG 2000 Image Compression (Lossless Only)', ...image },
  JPEG2000: { uid: `${dicom}.4.91`, name: 'JPEG 2000 Image Compression', ...eitherImage },
  JPEG2000MCLossless: {
    uid: `${dicom}.4.92`,
    name: 'JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)',
    ...image,
  },
  JPEG2000MC: { uid: `${dicom}.4.93`, name: 'JPEG 2000 Part 2 Multi-component Image Compression', ...eitherImage },
  JPIPReferenced: { uid: `${dicom}.4.94`, name: 'JPIP Referenced', ...referenced },
  JPIPReferencedDeflate: { uid: `${dicom}.4.95`, name: 'JPIP Referenced Deflate', ...referenced, deflated: true },

  MPEG2MPML: { uid: `${dicom}.4.100`, name: 'MPEG2 Main Profile / Main Level', ...video },
  MPEG2MPMLF: { uid: `${dicom}.4.100.1`, name: 'Fragmentable MPEG2 Main Profile / Main Level', ...video },
  MPEG2MPHL: { uid: `${dicom}.4.101`, name: 'MPEG2 Main Profile / High Level', ...video },
  MPEG2MPHLF: { uid: `${dicom}.4.101.1`, name: 'Fragmentable MPEG2 Main Profile / High Level', ...video },
  MPEG4HP41: { uid: `${dicom}.4.102`, name: 'MPEG-4 AVC/H.264 High Profile / Level 4.1', ...video },
  MPEG4HP41F: { uid: `${dicom}.4.102.1`, name: 'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1', ...video },
  MPEG4HP41BD: { uid: `${dicom}.4.103`, name: 'MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1', ...video },
  MPEG4HP41BDF: {
    uid: `${dicom}.4.103.1`,
    name: 'Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1',
    ...video,
  },
  MPEG4HP422D: { uid: `${dicom}.4.104`, name: 'MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video', ...video },
  MPEG4HP422DF: {
    uid: `${dicom}.4.104.1`,
    name: 'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video',
    ...video,
  },
  MPEG4HP423D: { uid: `${dicom}.4.105`, name: 'MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video', ...video },
  MPEG4HP423DF: {
    uid: `${dicom}.4.105.1`,
    name: 'Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video',
    ...video,
  },
  MPEG4HP42STEREO: { uid: `${dicom}.4.106`, name: 'MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2', ...video },
  MPEG4HP42STEREOF: {
    uid: `${dicom}.4.106.1`,
    name: 'Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2',
    ...video,
  },
  HEVCMP51: { uid: `${dicom}.4.107`, name: 'HEVC/H.265 Main Profile / Level 5.1', ...video },
  HEVCM10P51: { uid: `${dicom}.4.108`, name: 'HEVC/H.265 Main 10 Profile / Level 5.1', ...video },

  JPEGXLLossless: { uid: `${dicom}.4.110`, name: 'JPEG XL Lossless', ...image },
  JPEGXLJPEGRecompression: { uid: `${dicom}.4.111`, name: 'JPEG XL JPEG Recompression', ...lossyImage },
  JPEGXL: { uid: `${dicom}.4.112`, name: 'JPEG XL', ...eitherImage },
  HTJ2KLossless: {
    uid: `${dicom}.4.201`,
    name: 'High-Throughput JPEG 2000 Image Compression (Lossless Only)',
    ...image,
  },
  HTJ2KLosslessRPCL: {
    uid: `${dicom}.4.202`,
    name: 'High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)',
    ...image,
  },
  HTJ2K: { uid: `${dicom}.4.203`, name: 'High-Throughput JPEG 2000 Image Compression', ...eitherImage },
  JPIPHTJ2KReferenced: { uid: `${dicom}.4.204`, name: 'JPIP HTJ2K Referenced', ...referenced },
  JPIPHTJ2KReferencedDeflate: {
    uid: `${dicom}.4.205`,
    name: 'JPIP HTJ2K Referenced Deflate',
    ...referenced,
    deflated: true,
  },
  RLELossless: { uid: `${dicom}.5`, name: 'RLE Lossless', ...framed },

  RFC2557MIMEEncapsulation: { uid: `${dicom}.6.1`, name: 'RFC 2557 MIME encapsulation', ...retired },
  XMLEncoding: { uid: `${dicom}.6.2`, name: 'XML Encoding', ...retired },
  SMPTEST211020UncompressedProgressiveActiveVideo: {
    uid: `${dicom}.7.1`,
    name: 'SMPTE ST 2110-20 Uncompressed Progressive Active Video',
  },
  SMPTEST211020UncompressedInterlacedActiveVideo: {
    uid: `${dicom}.7.2`,
    name: 'SMPTE ST 2110-20 Uncompressed Interlaced Active Video',
  },
  SMPTEST211030PCMDigitalAudio: { uid: `${dicom}.7.3`, name: 'SMPTE ST 2110-30 PCM Digital Audio' },
  DeflatedImageFrameCompression: { uid: `${dicom}.8.1`, name: 'Deflated Image Frame Compression', ...framed },

  Papyrus3ImplicitVRLittleEndian: {
    uid: '1.2.840.10008.1.20',
    name: 'Papyrus 3 Implicit VR Little Endian',
    explicitVr: false,
    ...retired,
  },
  /** Private to GE; not in PS3.6. Native pixel data is big endian, all else is implicit VR little endian. */
  PrivateGEImplicitVRLittleEndian: {
    uid: '1.2.840.113619.5.2',
    name: 'Private GE Implicit VR Little Endian with Big Endian Pixel Data',
    explicitVr: false,
  },
} as const satisfies Record<string, Row>;

/** Every transfer syntax of PS3.5 Annex A, retired ones included, by its keyword. */
export const TransferSyntaxes: Readonly<Record<keyof typeof rows, TransferSyntax>> = complete(rows);

const byUid: ReadonlyMap<string, TransferSyntax> = new Map(
  Object.values(TransferSyntaxes).map((syntax) => [syntax.uid, syntax]),
);

/** The transfer syntax of a UID, which has no padding; undefined where the UID is not known. */
export function transferSyntaxOf(uid: string): TransferSyntax | undefined {
  return byUid.get(uid);
}

/**
 * How to treat a transfer syntax that is not in the table. All new ones are explicit VR little endian
 * with encapsulated pixel data (PS3.5 A.4), so their data sets can be read and passed on unchanged.
 */
export function unknownTransferSyntax(uid: string): TransferSyntax {
  return Object.freeze({ ...explicitLittleEndian, keyword: '', name: uid, ...eitherImage, uid });
}

function complete<K extends string>(rows: Readonly<Record<K, Row>>): Readonly<Record<K, TransferSyntax>> {
  const syntaxes: Partial<Record<K, TransferSyntax>> = {};
  for (const keyword in rows) {
    syntaxes[keyword] = Object.freeze({ ...explicitLittleEndian, keyword, ...rows[keyword] });
  }
  return Object.freeze(syntaxes as Record<K, TransferSyntax>);
}
