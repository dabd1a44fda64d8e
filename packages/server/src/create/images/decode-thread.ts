import { parentPort, workerData } from 'node:worker_threads';
import { decodeMap } from './arbitrary-map.ts';
import type { ImageType } from './decode-image.ts';
import { decodeJpeg } from './decode-jpeg.ts';
import { decodePng } from './decode-png.ts';
import type { Pixels } from './pixels.ts';

/** What the thread is started with. */
export interface DecodeJob {
  readonly type: ImageType;
  readonly bytes: Uint8Array;
}

/** The thread: decoding an image takes seconds when it is large. */
function decode({ bytes, type }: DecodeJob): Pixels {
  switch (type) {
    case 'image/png':
      return decodePng(bytes);
    case 'image/jpeg':
    case 'image/jpg':
      return decodeJpeg(bytes);
    default:
      return decodeMap(bytes);
  }
}

if (parentPort !== null) parentPort.postMessage(decode(workerData as DecodeJob));
