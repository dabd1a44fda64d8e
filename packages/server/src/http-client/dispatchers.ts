import { readFile } from 'node:fs/promises';
import type { Agent, Dispatcher, ProxyAgent } from 'undici';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { HttpClientOptions, HttpTarget } from './http-options.ts';

/** Ways of connecting kept for later requests; the oldest goes when there are more. */
const maxDispatchers = 32;

/** An idle connection is closed before other servers do so: `KeepAliveTimeout` of the peer is a second. */
const keepAliveMs = 500;

type Library = typeof import('undici');

/**
 * Connections to other servers, shared by the targets that are reached in the same way. The library is loaded with the
 * first request: most servers do without its memory.
 */
export class Dispatchers {
  readonly #options: HttpClientOptions;
  readonly #byKey = new Map<string, Promise<Dispatcher>>();

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  /** @throws IsocenterError `InexistentFile` for certificates that cannot be read */
  async for(target: HttpTarget): Promise<Dispatcher> {
    const { certificateFile, certificateKeyFile, certificateKeyPassword } = target;
    const timeoutMs = target.timeoutMs || this.#options.timeoutMs;
    const key = JSON.stringify([certificateFile, certificateKeyFile, certificateKeyPassword, timeoutMs]);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const opened = this.#open(target, timeoutMs);
    this.#byKey.set(key, opened);
    opened.catch(() => this.#byKey.delete(key));
    const [oldest] = this.#byKey;
    if (this.#byKey.size > maxDispatchers && oldest !== undefined) {
      this.#byKey.delete(oldest[0]);
      void closing(oldest[1]);
    }
    return opened;
  }

  /** Connections end, those in use too. */
  async close(): Promise<void> {
    const opened = [...this.#byKey.values()];
    this.#byKey.clear();
    await Promise.all(opened.map(async (each) => (await each.catch(() => undefined))?.destroy()));
  }

  async #open(target: HttpTarget, timeoutMs: number): Promise<Dispatcher> {
    const library = await import('undici');
    const tls = await this.#tlsOf(target);
    const timeouts = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, keepAliveTimeout: keepAliveMs };
    const connect = { ...tls, timeout: timeoutMs };
    if (this.#options.proxy === '') return new library.Agent({ ...timeouts, connect });
    return proxyAgent(library, this.#options.proxy, { ...timeouts, requestTls: connect });
  }

  async #tlsOf({ certificateFile = '', certificateKeyFile = '', certificateKeyPassword = '' }: HttpTarget) {
    const { authoritiesFile, verifyServers } = this.#options;
    return {
      rejectUnauthorized: verifyServers,
      ...(authoritiesFile !== '' && { ca: await readPem(authoritiesFile) }),
      ...(certificateFile !== '' && {
        cert: await readPem(certificateFile),
        key: await readPem(certificateKeyFile || certificateFile),
      }),
      ...(certificateKeyPassword !== '' && { passphrase: certificateKeyPassword }),
    };
  }
}

/** The peer writes the proxy without a scheme, with user and password before the host. */
function proxyAgent(library: Library, proxy: string, options: Omit<ProxyAgent.Options, 'uri'>): ProxyAgent {
  const url = URL.parse(/^[a-z]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`);
  if (url === null) throw new IsocenterError('BadRequest', 'HttpProxy is no address', { httpStatus: 500 });
  const { password, username } = url;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return new library.ProxyAgent({
    ...options,
    uri: url.origin,
    // Only what is encrypted goes through a tunnel, as the peer's client does.
    proxyTunnel: false,
    ...(username !== '' && { token: `Basic ${Buffer.from(credentials).toString('base64')}` }),
  });
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new IsocenterError('InexistentFile', `The file ${file} cannot be read`, { cause });
  }
}

async function closing(dispatcher: Promise<Dispatcher>): Promise<void> {
  const opened = await dispatcher.catch(() => undefined);
  await (opened as Agent | undefined)?.close();
}
