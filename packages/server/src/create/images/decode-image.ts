import { IsocenterError } from '../../model/isocenter-error.ts';
import { mapHeader } from './arbitrary-map.ts';
import { jpegFrame } from './jpeg-frame.ts';
import { maxImagePixels } from './pixels.ts';
import { pngSize } from './png-size.ts';

/** The media types that are decoded, and how the size of each is found. */
export const imageTypes = {
  'image/png': pngSize,
  'image/jpeg': jpegFrame,
  'image/jpg': jpegFrame,
  'image/x-portable-arbitrarymap': mapHeader,
  'image/x-portable-anymap': mapHeader,
  'image/x-portable-graymap': mapHeader,
  'image/x-portable-pixmap': mapHeader,
} as const satisfies Record<string, (bytes: Uint8Array) => { columns: number; rows: number } | undefined>;

export type ImageType = keyof typeof imageTypes;

export function isImageType(mediaType: string): mediaType is ImageType {
  return Object.hasOwn(imageTypes, mediaType);
}

/**
 * Sees to it that bytes are an image of the type that they claim, and not too large a one, before anything is unpacked.
 * @throws IsocenterError BadFileFormat, ParameterOutOfRange
 */
export function checkImage(type: ImageType, bytes: Uint8Array): void {
  const size = imageTypes[type](bytes);
  if (size === undefined) throw new IsocenterError('BadFileFormat', `The content is no ${type}`);
  const { columns, rows } = size;
  // Rows and columns of DICOM have 16 bits (PS3.3 C.7.6.3).
  if (columns > 0xffff || rows > 0xffff || columns * rows > maxImagePixels) {
    throw new IsocenterError('ParameterOutOfRange', `An image has ${maxImagePixels} pixels at most`);
  }
}
