import type { StoredInstance } from '../index/records.ts';
import type { IsocenterError } from '../model/isocenter-error.ts';
import type { PublicIds } from '../model/public-id.ts';
import type { InstanceHeader } from './instance-header.ts';
import type { InstanceOrigin } from './origin.ts';

/** An instance whose data set has been read. */
export interface ArrivedInstance {
  readonly publicIds: PublicIds;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  readonly origin: InstanceOrigin;
}

/** Hears of every instance that arrives, whatever brings it. */
export interface ArrivalObserver {
  /**
   * Before it is stored: the upstream whose cache it is for, which becomes its metadata `RelayedFrom`; undefined: it is
   * the users' own, and stays until they delete it.
   */
  relayedFrom(instance: ArrivedInstance): Promise<string | undefined> | string | undefined;
  /**
   * It is durable.
   * @param stored as the index has it now; undefined: it was here before
   * @param relayedFrom as it was told
   */
  stored(instance: ArrivedInstance, stored: StoredInstance | undefined, relayedFrom: string | undefined): void;
  /** It could not be stored. */
  refused(instance: ArrivedInstance, reason: IsocenterError): void;
}

/** What a header says of an instance that has arrived. */
export function arrivedInstance(
  { above, publicIds, sopClassUid, sopInstanceUid }: InstanceHeader,
  origin: InstanceOrigin,
): ArrivedInstance {
  const { seriesInstanceUid, studyInstanceUid } = above.identifiers;
  return { publicIds, studyInstanceUid, seriesInstanceUid, sopInstanceUid, sopClassUid, origin };
}
