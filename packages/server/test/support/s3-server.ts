import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ObjectFolder } from './s3/object-folder.ts';
import { S3Error } from './s3/s3-error.ts';
import { type Operation, operationOf } from './s3/s3-operations.ts';
import { type AccessKeys, checkSignature, type SignedRequest } from './s3/signature.ts';

export interface S3ServerOptions {
  readonly root: string;
  readonly buckets: readonly string[];
  readonly keys: AccessKeys;
  /** Objects of one page of a list. */
  readonly pageSize?: number;
}

/** What goes wrong with a request. */
export type Fault =
  /** Refused with this error; `applied`: although it was carried out. */
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly applied?: boolean }
  /** The connection is reset after so many bytes of the answer's body. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** The answer waits. */
  | { readonly kind: 'hold'; readonly until: Promise<void> };

export type FaultChooser = (operation: Operation, key: string) => Fault | undefined;

interface Call extends SignedRequest {
  readonly bucket: string;
  readonly key: string;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly xml?: string;
  readonly body?: AsyncIterable<Uint8Array>;
}

/** A small S3 server in a folder, on a real socket, that checks signatures and fails on demand. */
export class S3Server {
  readonly objects: ObjectFolder;
  /** Each operation carried out or refused, in order. */
  readonly calls: { readonly operation: Operation; readonly key: string; readonly range: string | undefined }[] = [];
  /** Requests being answered at the moment, by operation, and the most there were. */
  readonly underWay = new Map<Operation, number>();
  readonly mostUnderWay = new Map<Operation, number>();
  fault: FaultChooser = () => undefined;
  readonly #options: S3ServerOptions;
  readonly #server: Server;

  private constructor(options: S3ServerOptions) {
    this.#options = options;
    this.objects = new ObjectFolder(options.root);
    for (const bucket of options.buckets) this.objects.makeBucket(bucket);
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(options: S3ServerOptions): Promise<S3Server> {
    const server = new S3Server(options);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  countOf(operation: Operation): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const call = await readCall(request);
      const operation = operationOf(call, call.key);
      if (operation === undefined) throw new S3Error(501, 'NotImplemented');
      this.calls.push({ operation, key: call.key, range: call.headers.range });
      await this.#counted(operation, () => this.#answer(operation, call, response));
    } catch (error) {
      // A connection that is gone needs no answer.
      if (response.destroyed || response.headersSent) return void response.destroy();
      const { code, message, status } =
        error instanceof S3Error ? error : new S3Error(500, 'InternalError', String(error));
      send(response, request.method, {
        status,
        xml: `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
      });
    }
  }

  async #counted(operation: Operation, work: () => Promise<void>): Promise<void> {
    const count = (this.underWay.get(operation) ?? 0) + 1;
    this.underWay.set(operation, count);
    this.mostUnderWay.set(operation, Math.max(count, this.mostUnderWay.get(operation) ?? 0));
    try {
      await work();
    } finally {
      this.underWay.set(operation, (this.underWay.get(operation) ?? 1) - 1);
    }
  }

  async #answer(operation: Operation, call: Call, response: ServerResponse): Promise<void> {
    const fault = this.fault(operation, call.key);
    if (fault?.kind === 'hold') await fault.until;
    if (fault?.kind === 'error' && fault.applied !== true) throw new S3Error(fault.status, fault.code);
    checkSignature(call, this.#options.keys);
    await this.objects.checkBucket(call.bucket);
    const answer = await this.#carryOut(operation, call);
    if (fault?.kind === 'error') throw new S3Error(fault.status, fault.code);
    if (answer.body === undefined) return send(response, call.method, answer);
    response.writeHead(answer.status, answer.headers);
    let left = fault?.kind === 'reset' ? fault.afterBytes : Number.POSITIVE_INFINITY;
    for await (const chunk of answer.body) {
      if (response.destroyed) return;
      if (!response.write(chunk.subarray(0, left))) await drained(response);
      left -= chunk.length;
      if (left <= 0) return void response.destroy();
    }
    response.end();
  }

  async #carryOut(operation: Operation, { body, bucket, headers, key, query }: Call): Promise<Answer> {
    const { objects } = this;
    const uploadId = query.get('uploadId') ?? '';
    switch (operation) {
      case 'HeadBucket':
        return { status: 200 };
      case 'ListObjectsV2':
        return this.#list(bucket, query);
      case 'PutObject':
        return { status: 200, headers: { etag: await objects.put(bucket, key, body) } };
      case 'DeleteObject':
        await objects.remove(bucket, key);
        return { status: 204 };
      case 'HeadObject':
        return { status: 200, headers: { 'content-length': String(await objects.sizeOf(bucket, key)) } };
      case 'GetObject':
        return this.#get(bucket, key, headers.range);
      case 'CreateMultipartUpload':
        return {
          status: 200,
          xml: element('InitiateMultipartUploadResult', element('UploadId', await objects.createUpload())),
        };
      case 'UploadPart': {
        const etag = await objects.putPart(uploadId, Number(query.get('partNumber')), body);
        return { status: 200, headers: { etag } };
      }
      case 'CompleteMultipartUpload': {
        const numbers = [
          ...Buffer.from(body)
            .toString()
            .matchAll(/<PartNumber>(\d+)</g),
        ].map(([, number]) => Number(number));
        const etag = await objects.completeUpload(bucket, key, uploadId, numbers);
        return { status: 200, xml: element('CompleteMultipartUploadResult', element('ETag', etag)) };
      }
      case 'AbortMultipartUpload':
        await objects.abortUpload(uploadId);
        return { status: 204 };
    }
  }

  async #get(bucket: string, key: string, range: string | undefined): Promise<Answer> {
    const size = await this.objects.sizeOf(bucket, key);
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
    const start = Number(first ?? 0);
    if (first !== undefined && start >= size) throw new S3Error(416, 'InvalidRange');
    const end = Math.min(last ? Number(last) + 1 : size, size);
    return {
      status: first === undefined ? 200 : 206,
      headers: { 'content-length': String(end - start), 'content-range': `bytes ${start}-${end - 1}/${size}` },
      body: this.objects.read(bucket, key, start, end),
    };
  }

  async #list(bucket: string, query: URLSearchParams): Promise<Answer> {
    const { pageSize = 1000 } = this.#options;
    const after = query.get('continuation-token') ?? '';
    const found = await this.objects.list(bucket, query.get('prefix') ?? '', after, pageSize + 1);
    const page = found.slice(0, pageSize);
    const isTruncated = found.length > page.length;
    const contents = page.map(({ key, size }) =>
      element('Contents', element('Key', key) + element('Size', String(size))),
    );
    const token = isTruncated ? element('NextContinuationToken', page.at(-1)?.key ?? '') : '';
    const xml = element('ListBucketResult', element('IsTruncated', String(isTruncated)) + token + contents.join(''));
    return { status: 200, xml };
  }
}

/** Path style, or the bucket as the first label of the host name. */
async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = await request.toArray();
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const [, hostBucket] = /^([^.]+)\.s3\./.exec(request.headers.host ?? '') ?? [];
  const [first = '', ...rest] = pathname.slice(1).split('/').map(decodeURIComponent);
  return {
    method: request.method ?? '',
    path: pathname,
    query: new URLSearchParams(search),
    headers: request.headers,
    body: Buffer.concat(chunks),
    bucket: hostBucket ?? first,
    key: hostBucket === undefined ? rest.join('/') : [first, ...rest].join('/'),
  };
}

/** Resolves when more can be written, or the connection is gone. */
async function drained(response: ServerResponse): Promise<void> {
  const end = new AbortController();
  const { signal } = end;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]);
  end.abort();
}

function send(response: ServerResponse, method: string | undefined, { headers, status, xml }: Answer): void {
  response.writeHead(status, { ...(xml === undefined ? {} : { 'content-type': 'application/xml' }), ...headers });
  response.end(method === 'HEAD' ? undefined : xml);
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}
