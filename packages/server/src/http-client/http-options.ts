/** How this server makes requests of others, whoever they go to. */
export interface HttpClientOptions {
  /** `HttpProxy`: `user:password@host:port` or `host:port`, with or without a scheme; empty: none. */
  readonly proxy: string;
  /** `HttpTimeout`; 0: none. */
  readonly timeoutMs: number;
  /** `HttpsVerifyPeers`. */
  readonly verifyServers: boolean;
  /** `HttpsCACertificates`, PEM; empty: the authorities of Node.js. */
  readonly authoritiesFile: string;
}

/** Who a request goes to, as far as it changes how it is made. */
export interface HttpTarget {
  readonly username?: string;
  readonly password?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Client certificate and its key, PEM files; the key may be in the file of the certificate. */
  readonly certificateFile?: string;
  readonly certificateKeyFile?: string;
  readonly certificateKeyPassword?: string;
  /** 0 or unset: that of the options. */
  readonly timeoutMs?: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Chunks are taken as fast as the other side takes them. */
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>;
  /** Length of the body, when it is known. */
  readonly bodyBytes?: number;
  readonly signal?: AbortSignal;
  /** Longest wait for the head of the answer, and between bytes of its body; unset: that of the target. */
  readonly headTimeoutMs?: number;
  readonly bodyTimeoutMs?: number;
}
