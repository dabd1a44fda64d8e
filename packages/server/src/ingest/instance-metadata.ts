import { formatDateTime } from '../model/date-time.ts';
import type { Metadata } from '../model/metadata.ts';
import type { InstanceHeader } from './instance-header.ts';
import { type InstanceOrigin, originAet } from './origin.ts';

/** Where the pixel data of a file is, and its VR when that is unusual. */
export interface PixelDataPlace {
  readonly pixelDataOffset: number | undefined;
  readonly pixelDataVr: string | undefined;
}

/** Metadata of an instance that tells of its way in. */
export function receptionMetadata(
  { indexInSeries, sopClassUid }: Pick<InstanceHeader, 'indexInSeries' | 'sopClassUid'>,
  transferSyntaxUid: string,
  origin: InstanceOrigin,
  receivedAt: Date,
): Metadata {
  return {
    ...(indexInSeries === undefined ? {} : { IndexInSeries: String(indexInSeries) }),
    ReceptionDate: formatDateTime(receivedAt),
    RemoteAET: originAet(origin),
    Origin: origin.kind,
    TransferSyntax: transferSyntaxUid,
    SopClassUid: sopClassUid,
    ...('remoteIp' in origin && origin.remoteIp !== '' ? { RemoteIP: origin.remoteIp } : {}),
    ...(origin.kind === 'DicomProtocol' ? { CalledAET: origin.calledAet } : {}),
    ...(origin.kind === 'RestApi' && origin.username ? { HttpUsername: origin.username } : {}),
  };
}

/** Metadata of an instance that tells of its pixel data. */
export function pixelDataMetadata({ pixelDataOffset, pixelDataVr }: PixelDataPlace): Metadata {
  return {
    ...(pixelDataOffset === undefined ? {} : { PixelDataOffset: String(pixelDataOffset) }),
    ...(pixelDataVr === undefined ? {} : { PixelDataVR: pixelDataVr }),
  };
}
