import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { HttpAnswer, HttpClient } from '../../http-client/http-client.ts';
import { httpError } from '../../http-client/http-errors.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type WaitOption, waitEnded, waitMs } from './named-wait.ts';

/** A GET request of DICOMweb. */
export interface DicomwebRequest {
  /** Below the root of the service, with its query, beginning with a slash. */
  readonly path: string;
  readonly accept: string;
  /** What limits the wait for the head of the answer, and those between bytes of its body. */
  readonly headWait: WaitOption;
  readonly bodyWait: WaitOption;
  readonly signal: AbortSignal;
}

/** Statuses of a server that may get over it by itself. */
const transientStatuses: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);
/** Statuses that say what was asked for is not to be had in this way. */
const refusalStatuses: ReadonlySet<number> = new Set([400, 405, 406, 413, 414, 415, 422, 501]);

/** Requests to the DICOMweb service of an upstream. */
export class DicomwebHttp {
  readonly #upstream: UpstreamConfiguration;
  readonly #http: Pick<HttpClient, 'request'>;

  constructor(upstream: UpstreamConfiguration, http: Pick<HttpClient, 'request'>) {
    this.#upstream = upstream;
    this.#http = http;
  }

  /**
   * What `use` makes of the answer, whatever its status; the connection is closed when `use` leaves some of it unread.
   * @throws IsocenterError; what `use` throws; the reason of the signal
   */
  async get<T>(request: DicomwebRequest, use: (answer: HttpAnswer) => Promise<T>): Promise<T> {
    const { accept, bodyWait, headWait, path, signal } = request;
    const url = `${this.#upstream.Url.replace(/\/+$/, '')}${path}`;
    const stop = new AbortController();
    try {
      const answer = await this.#http.request(this.#target, {
        method: 'GET',
        url,
        headers: { accept },
        headTimeoutMs: waitMs(this.#upstream, headWait),
        bodyTimeoutMs: waitMs(this.#upstream, bodyWait),
        signal: AbortSignal.any([signal, stop.signal]),
      });
      const used = await use(answer);
      await answer.drop();
      return used;
    } catch (error) {
      signal.throwIfAborted();
      throw this.#named(httpError(error, url), request);
    } finally {
      stop.abort();
    }
  }

  /** The error for a status that is none of success. */
  refusal(status: number): IsocenterError {
    const { Name } = this.#upstream;
    if (refusalStatuses.has(status)) {
      return new IsocenterError('NotImplemented', `Upstream ${Name} refuses the request (HTTP ${status})`);
    }
    const transient = transientStatuses.has(status);
    return new IsocenterError('NetworkProtocol', `Upstream ${Name} answered with HTTP ${status}`, { transient });
  }

  get #target() {
    const upstream = this.#upstream;
    return {
      username: upstream.Username,
      password: upstream.Password,
      headers: upstream.HttpHeaders,
      certificateFile: upstream.CertificateFile,
      certificateKeyFile: upstream.CertificateKeyFile,
      certificateKeyPassword: upstream.CertificateKeyPassword,
      timeoutMs: waitMs(upstream, 'ConnectTimeout'),
    };
  }

  #named(error: IsocenterError, { bodyWait, headWait }: DicomwebRequest): IsocenterError {
    const { cause } = error;
    if (error.code !== 'Timeout' || !(cause instanceof Error) || !('code' in cause)) return error;
    switch (cause.code) {
      case 'UND_ERR_CONNECT_TIMEOUT':
        return waitEnded(this.#upstream, 'ConnectTimeout', cause);
      case 'UND_ERR_HEADERS_TIMEOUT':
        return waitEnded(this.#upstream, headWait, cause);
      case 'UND_ERR_BODY_TIMEOUT':
        return waitEnded(this.#upstream, bodyWait, cause);
      default:
        return error;
    }
  }
}
