import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { RemotePeer } from '../config/peer.ts';
import type { HttpAnswer, HttpClient } from '../http-client/http-client.ts';
import type { HttpTarget } from '../http-client/http-options.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** A DICOM file on its way to a peer. */
export interface OutgoingFile {
  readonly chunks: Uint8Array | AsyncIterable<Uint8Array>;
  /** Unset: not known before it is sent. */
  readonly bytes?: number;
  /** Pack it with gzip on the way. */
  readonly compress?: boolean;
  readonly signal?: AbortSignal;
}

/** What came of a file that was sent. */
export interface StoredAtPeer {
  /** Bytes that went over the network. */
  readonly sentBytes: number;
  /** The peer's answer, JSON. */
  readonly answer: unknown;
}

/** Answers of `/system` and of `/instances` are some hundred bytes. */
const maxAnswerBytes = 1024 * 1024;

/** Statuses of a server that may get over it by itself. */
const transientStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Talks to other servers of this REST API. */
export class PeerClient {
  readonly #http: Pick<HttpClient, 'request'>;

  constructor(http: Pick<HttpClient, 'request'>) {
    this.#http = http;
  }

  /** The `/system` of a peer. @throws IsocenterError with the peer's own HTTP status when it refuses */
  async system(peer: RemotePeer): Promise<unknown> {
    const answer = await this.#http.request(targetOf(peer), { method: 'GET', url: `${peer.Url}system` });
    if (isSuccess(answer)) return jsonOf(peer, await answer.text(maxAnswerBytes));
    await answer.drop();
    throw refusal(peer, answer, { httpStatus: answer.status });
  }

  /** Uploads a file. @throws IsocenterError */
  async store(peer: RemotePeer, file: OutgoingFile): Promise<StoredAtPeer> {
    const { bytes, chunks, compress = false, signal } = file;
    const counted = new CountedBody(compress ? packed(chunks) : chunks);
    const answer = await this.#http.request(targetOf(peer), {
      method: 'POST',
      url: `${peer.Url}instances`,
      headers: { 'content-type': 'application/dicom', ...(compress && { 'content-encoding': 'gzip' }) },
      body: counted.body,
      ...(bytes !== undefined && !compress && { bodyBytes: bytes }),
      ...(signal !== undefined && { signal }),
    });
    if (!isSuccess(answer)) {
      await answer.drop();
      throw refusal(peer, answer);
    }
    return { sentBytes: counted.bytes, answer: jsonOf(peer, await answer.text(maxAnswerBytes)) };
  }
}

/** @throws IsocenterError `NotImplemented` for a peer with a smart card */
function targetOf(peer: RemotePeer): HttpTarget {
  if (peer.Pkcs11) {
    throw new IsocenterError(
      'NotImplemented',
      `The peer ${peer.Name} has Pkcs11: smart cards are not supported, CertificateFile is`,
    );
  }
  return {
    username: peer.Username,
    password: peer.Password,
    headers: peer.HttpHeaders,
    certificateFile: peer.CertificateFile,
    certificateKeyFile: peer.CertificateKeyFile,
    certificateKeyPassword: peer.CertificateKeyPassword,
    timeoutMs: peer.Timeout * 1000,
  };
}

function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

function refusal(peer: RemotePeer, { status }: HttpAnswer, options: { httpStatus?: number } = {}): IsocenterError {
  return new IsocenterError('NetworkProtocol', `The peer ${peer.Name} answered with HTTP status ${status}`, {
    transient: transientStatuses.has(status),
    ...options,
  });
}

function jsonOf(peer: RemotePeer, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new IsocenterError('NetworkProtocol', `The peer ${peer.Name} has not answered in JSON`, { cause });
  }
}

function packed(chunks: OutgoingFile['chunks']): AsyncIterable<Uint8Array> {
  const gzip = createGzip();
  const source = chunks instanceof Uint8Array ? [chunks] : chunks;
  // Errors reach the reader of the packed bytes.
  pipeline(Readable.from(source, { objectMode: false }), gzip, () => undefined);
  return gzip;
}

/** Counts what is taken of a body; bytes in memory stay that, so that they can be sent twice. */
class CountedBody {
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
  bytes = 0;

  constructor(source: Uint8Array | AsyncIterable<Uint8Array>) {
    if (source instanceof Uint8Array) {
      this.body = source;
      this.bytes = source.length;
    } else {
      this.body = this.#count(source);
    }
  }

  async *#count(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.bytes += chunk.length;
      yield chunk;
    }
  }
}
