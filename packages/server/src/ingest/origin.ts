/** Where an instance came from: kept as its metadata. */
export type InstanceOrigin =
  | {
      readonly kind: 'DicomProtocol';
      readonly remoteAet: string;
      readonly remoteIp: string;
      readonly calledAet: string;
    }
  | { readonly kind: 'RestApi'; readonly remoteIp: string; readonly username: string | undefined }
  /** A script or plugin made it. */
  | { readonly kind: 'Lua' | 'Plugins' };
