import type { DataDictionary } from '@isocenter/dicom';
import type { Hook } from '../hooks/hook.ts';
import type { InstanceVerdict, OriginFacts, ReceivedInstanceFacts } from '../hooks/hooks.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { dataSetJson } from '../tag-json/data-set-json.ts';
import type { ReceivedInstance } from './instance-stream.ts';
import type { InstanceOrigin } from './origin.ts';

/**
 * Asks scripts and plugins for their verdict on an instance that has arrived. False: it is to be dropped, its sender
 * need not know.
 * @throws IsocenterError when its sender is to be told
 */
export async function isWanted(
  filter: Hook<ReceivedInstanceFacts, InstanceVerdict>,
  { header, pixelDataOffset, transferSyntaxUid }: ReceivedInstance,
  origin: InstanceOrigin,
  dictionary: DataDictionary,
): Promise<boolean> {
  const verdict = await filter.call({
    tags: dataSetJson(header, { format: 'Simplified', dictionary }),
    origin: originFacts(origin),
    transferSyntaxUid,
    hasPixelData: pixelDataOffset !== undefined,
  });
  if (verdict.kind !== 'refuse') return verdict.kind === 'store';
  throw new IsocenterError('CannotStoreInstance', 'The instance is refused by a filter', {
    dimseStatus: verdict.dimseStatus,
  });
}

/** An origin in the peer's words. */
export function originFacts(origin: InstanceOrigin): OriginFacts {
  switch (origin.kind) {
    case 'DicomProtocol':
      return {
        RequestOrigin: origin.kind,
        RemoteIp: origin.remoteIp,
        RemoteAet: origin.remoteAet,
        CalledAet: origin.calledAet,
      };
    case 'RestApi':
      return { RequestOrigin: origin.kind, RemoteIp: origin.remoteIp, Username: origin.username ?? '' };
    default:
      return { RequestOrigin: origin.kind };
  }
}
