import type { PublicIds } from '../model/public-id.ts';

/** What an instance was made from: every resource that it makes is marked with its own source. */
export interface Provenance {
  readonly name: 'ModifiedFrom' | 'AnonymizedFrom';
  readonly sources: PublicIds;
}

/** Where an instance came from: kept as its metadata. */
export type InstanceOrigin =
  | {
      readonly kind: 'DicomProtocol';
      readonly remoteAet: string;
      readonly remoteIp: string;
      readonly calledAet: string;
      /** The upstream of the relay that it was asked of, over a connection of this server. */
      readonly upstream?: string;
    }
  | {
      readonly kind: 'RestApi';
      readonly remoteIp: string;
      readonly username: string | undefined;
      readonly upstream?: string;
    }
  /** A script or plugin made it. */
  | { readonly kind: 'Lua' | 'Plugins' };

/** The AE title that sent the instance; empty where none did. */
export function originAet(origin: InstanceOrigin): string {
  return origin.kind === 'DicomProtocol' ? origin.remoteAet : '';
}
