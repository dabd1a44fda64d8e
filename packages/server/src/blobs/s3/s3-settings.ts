/** Which bucket, how to reach it, and how hard to try. */
export interface S3Settings {
  readonly bucket: string;
  /** Empty: that of the environment or of the profile. */
  readonly region: string;
  /** URL, or host without scheme (HTTPS); empty: that of AWS. */
  readonly endpoint: string;
  /** Undefined: the credentials of the environment, of the profile or of the machine. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** The bucket is part of the host name, not of the path. */
  readonly virtualAddressing: boolean;
  readonly connectionTimeoutMs: number;
  /** For one request until it is answered. */
  readonly requestTimeoutMs: number;
  /** A connection on which nothing moves for so long is given up. */
  readonly idleTimeoutMs: number;
  readonly maximumConnections: number;
  /** How often a request is tried again, and how often in a row a broken download is taken up without progress. */
  readonly retries: number;
  /** Larger objects are uploaded in parts of this size. */
  readonly partBytes: number;
  /** Empty: that of the bucket. */
  readonly storageClass: string;
  readonly layout: KeyLayout;
}

/** How objects are called. */
export interface KeyLayout {
  /** Folder of all objects, without slashes at its ends; empty: none. */
  readonly rootPath: string;
  /** `flat`: `<uuid>.dcm`; `legacy`: the peer's two folders, as on a disk. */
  readonly structure: 'flat' | 'legacy';
  /** Names of encrypted objects end in `.enc` in the flat structure. */
  readonly encrypted: boolean;
}
