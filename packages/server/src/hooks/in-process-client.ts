/** A request of a script or plugin to the REST API of its own server. */
export interface InProcessRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly uri: string;
  readonly body?: Uint8Array | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface InProcessAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Calls the REST API of this server without a connection, with all rights. */
export interface InProcessClient {
  /** @throws IsocenterError NotEnoughMemory when the answer is longer than `maximumBytes` */
  request(request: InProcessRequest, maximumBytes: number): Promise<InProcessAnswer>;
}
