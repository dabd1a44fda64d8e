import { get as httpGet, type RequestOptions } from 'node:http';
import { get as httpsGet } from 'node:https';
import { text } from 'node:stream/consumers';
import { bindAddresses } from '../access/http-access.ts';
import type { Configuration } from '../config/options.ts';

type HealthConfiguration = Pick<Configuration, 'HttpPort' | 'HttpServerEnabled' | 'SslEnabled'> &
  Parameters<typeof bindAddresses>[0];

/** What the server of this configuration says of itself. */
export interface HealthAnswer {
  readonly ready: boolean;
  /** One line for people. */
  readonly text: string;
}

/** Longest time to wait for the answer; the server itself takes no longer than 2 s. */
const timeoutMs = 5000;

/** Every address of this machine, as one that can be connected to. */
const reachableAddresses: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

/** Asks the server of this machine that has this configuration whether it is ready. Never rejects. */
export async function askHealth(configuration: HealthConfiguration): Promise<HealthAnswer> {
  if (!configuration.HttpServerEnabled) return { ready: false, text: 'HttpServerEnabled is off: nobody to ask' };
  const addresses = bindAddresses(configuration);
  const [address = '127.0.0.1'] = addresses === 'every' ? [] : addresses;
  try {
    return await answerOf(configuration.SslEnabled ? httpsGet : httpGet, {
      host: reachableAddresses.get(address) ?? address,
      port: configuration.HttpPort,
      path: '/health/ready',
      signal: AbortSignal.timeout(timeoutMs),
      // This machine asks itself, often by another name than that of its certificate; nothing secret is sent.
      ...(configuration.SslEnabled ? { rejectUnauthorized: false } : {}),
    });
  } catch (error) {
    return { ready: false, text: error instanceof Error ? error.message : String(error) };
  }
}

async function answerOf(get: typeof httpGet, options: RequestOptions): Promise<HealthAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HealthAnswer>();
  get(options, (response) => {
    text(response).then(
      (body) => resolve({ ready: response.statusCode === 200, text: body.replaceAll(/\s+/g, ' ').trim() }),
      reject,
    );
  }).on('error', reject);
  return promise;
}
