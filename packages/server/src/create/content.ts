import { type DataSet, Fragments, SopClasses, Tags, type TransferSyntax, TransferSyntaxes } from '@isocenter/dicom';
import { IsocenterError } from '../model/isocenter-error.ts';
import { parseDataUri } from './data-uri.ts';
import { type DocumentType, documentTypes, isDocumentType } from './document-types.ts';
import { checkImage, isImageType } from './images/decode-image.ts';
import { decodeImage } from './images/decode-thread-client.ts';
import { jpegFrame } from './images/jpeg-frame.ts';
import type { Pixels } from './images/pixels.ts';

/**
 * Gives a data set its content, a data URI: a document, or an image, which is decoded unless a JPEG is to stay as it is.
 * What the caller has set stays. Answers the transfer syntax that the content needs.
 * @throws IsocenterError BadFileFormat, ParameterOutOfRange for another media type
 */
export async function setContent(dataSet: DataSet, uri: string, encapsulate: boolean): Promise<TransferSyntax> {
  const { bytes, mediaType } = parseDataUri(uri);
  if (isDocumentType(mediaType)) {
    setDocument(dataSet, mediaType, bytes);
    return TransferSyntaxes.ExplicitVRLittleEndian;
  }
  if (!isImageType(mediaType)) throw new IsocenterError('ParameterOutOfRange', `Unknown kind of content: ${mediaType}`);
  setDefault(dataSet, Tags.SOPClassUID, 'UI', SopClasses.SecondaryCaptureImageStorage);
  setDefault(dataSet, Tags.ConversionType, 'CS', 'WSD');
  if (encapsulate && (mediaType === 'image/jpeg' || mediaType === 'image/jpg')) {
    checkImage(mediaType, bytes);
    return setJpeg(dataSet, bytes);
  }
  setPixels(dataSet, await decodeImage(mediaType, bytes));
  return TransferSyntaxes.ExplicitVRLittleEndian;
}

/** PS3.3 C.24.2. */
function setDocument(dataSet: DataSet, type: DocumentType, bytes: Uint8Array): void {
  const { modality, sopClassUid } = documentTypes[type];
  dataSet.set(Tags.SOPClassUID, 'UI', sopClassUid);
  setDefault(dataSet, Tags.Modality, 'CS', modality);
  setDefault(dataSet, Tags.ConversionType, 'CS', 'WSD');
  setDefault(dataSet, Tags.InstanceNumber, 'IS', '1');
  setDefault(dataSet, Tags.BurnedInAnnotation, 'CS', 'YES');
  setDefault(dataSet, Tags.DocumentTitle, 'ST', null);
  setDefault(dataSet, Tags.ConceptNameCodeSequence, 'SQ', null);
  dataSet.set(Tags.MIMETypeOfEncapsulatedDocument, 'LO', type);
  dataSet.set(Tags.EncapsulatedDocument, 'OB', bytes);
  dataSet.set(Tags.EncapsulatedDocumentLength, 'UL', bytes.length);
}

/** PS3.3 C.7.6.3. */
function setPixels(dataSet: DataSet, { bitsAllocated, columns, data, rows, samplesPerPixel }: Pixels): void {
  const interpretation = samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB';
  setImagePixelModule(dataSet, { bitsAllocated, columns, interpretation, rows, samplesPerPixel });
  dataSet.set(Tags.PixelData, bitsAllocated === 8 ? 'OB' : 'OW', data);
}

/** Baseline (PS3.5 A.4.1); the basic offset table is empty. */
function setJpeg(dataSet: DataSet, bytes: Uint8Array): TransferSyntax {
  const frame = jpegFrame(bytes);
  const isBaseline = frame?.process === 0xc0 && frame.precision === 8;
  if (frame === undefined || !isBaseline || (frame.components !== 1 && frame.components !== 3)) {
    throw new IsocenterError('ParameterOutOfRange', 'Only baseline JPEGs of one or three components are encapsulated');
  }
  const { columns, components, rows } = frame;
  const interpretation = components === 1 ? 'MONOCHROME2' : 'YBR_FULL_422';
  setImagePixelModule(dataSet, { bitsAllocated: 8, columns, interpretation, rows, samplesPerPixel: components });
  setDefault(dataSet, Tags.LossyImageCompression, 'CS', '01');
  setDefault(dataSet, Tags.LossyImageCompressionMethod, 'CS', 'ISO_10918_1');
  const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Uint8Array.of(0)]);
  dataSet.set(Tags.PixelData, 'OB', new Fragments([new Uint8Array(0), padded]));
  return TransferSyntaxes.JPEGBaseline8Bit;
}

interface ImagePixelModule {
  readonly bitsAllocated: number;
  readonly columns: number;
  readonly interpretation: string;
  readonly rows: number;
  readonly samplesPerPixel: 1 | 3;
}

function setImagePixelModule(dataSet: DataSet, image: ImagePixelModule): void {
  dataSet.set(Tags.SamplesPerPixel, 'US', image.samplesPerPixel);
  dataSet.set(Tags.PhotometricInterpretation, 'CS', image.interpretation);
  if (image.samplesPerPixel > 1) dataSet.set(Tags.PlanarConfiguration, 'US', 0);
  dataSet.set(Tags.Rows, 'US', image.rows);
  dataSet.set(Tags.Columns, 'US', image.columns);
  dataSet.set(Tags.BitsAllocated, 'US', image.bitsAllocated);
  dataSet.set(Tags.BitsStored, 'US', image.bitsAllocated);
  dataSet.set(Tags.HighBit, 'US', image.bitsAllocated - 1);
  dataSet.set(Tags.PixelRepresentation, 'US', 0);
}

function setDefault(dataSet: DataSet, ...[tag, vr, value]: Parameters<DataSet['set']>): void {
  if (!dataSet.has(tag)) dataSet.set(tag, vr, value);
}
