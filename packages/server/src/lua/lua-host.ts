import type { InProcessClient, InProcessRequest } from '../hooks/in-process-client.ts';
import type { HttpClient } from '../http-client/http-client.ts';
import type { HttpTarget } from '../http-client/http-options.ts';
import type { Logger } from '../logging/logger.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { bytesOf, isLuaTable, type LuaValue, textOf } from './lua-value.ts';
import { callSystemFunction } from './system-functions.ts';

export interface LuaHostOptions {
  /** The REST API of this server; scripts of the configuration run before it is there. */
  readonly client: () => InProcessClient | undefined;
  /** What `GetOrthancConfiguration` answers. */
  readonly configuration: LuaValue;
  readonly httpClient: Pick<HttpClient, 'request'>;
  readonly maximumAnswerBytes: number;
  /** `LuaSystemAccess`. */
  readonly systemAccess: boolean;
  readonly logger: Logger;
}

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** What scripts may ask the server for. A request that fails is nil to the script, and a line in the log. */
export class LuaHost {
  readonly #options: LuaHostOptions;
  /** Set by scripts, for all that follow. */
  #credentials: Pick<HttpTarget, 'password' | 'username'> = {};
  /** 0: `HttpTimeout`. */
  #timeoutMs = 0;

  constructor(options: LuaHostOptions) {
    this.#options = options;
  }

  async answer(name: string, args: readonly LuaValue[]): Promise<LuaValue> {
    switch (name) {
      case 'rest':
        return this.#orNil('RestApi', () => this.#rest(requestOf(args)));
      case 'http':
        return this.#orNil('Http', () => this.#http(requestOf(args)));
      case 'httpCredentials':
        this.#credentials = { username: textOf(args[0]), password: textOf(args[1]) };
        return null;
      case 'httpTimeout':
        this.#timeoutMs = timeoutMsOf(args[0]);
        return null;
      case 'system':
        return this.#system(args);
      case 'configuration':
        return this.#options.configuration;
      default:
        throw new IsocenterError('NotImplemented', `Lua asks for ${name}`);
    }
  }

  async #orNil(what: string, act: () => Promise<LuaValue>): Promise<LuaValue> {
    try {
      return await act();
    } catch (error) {
      this.#options.logger.error('A request of a Lua script failed', { function: what, error });
      return null;
    }
  }

  async #rest(request: InProcessRequest): Promise<LuaValue> {
    const client = this.#options.client();
    if (client === undefined) throw new IsocenterError('BadSequenceOfCalls', 'The REST API is not available yet');
    const { body, status } = await client.request(request, this.#options.maximumAnswerBytes);
    if (status >= 200 && status < 300) return body;
    throw new IsocenterError('BadRequest', `${request.method} ${request.uri} is answered by HTTP status ${status}`);
  }

  async #system([name, ...args]: readonly LuaValue[]): Promise<LuaValue> {
    const { maximumAnswerBytes, systemAccess } = this.#options;
    const answer = systemAccess ? await callSystemFunction(textOf(name), args, maximumAnswerBytes) : undefined;
    if (answer === undefined) throw new IsocenterError('NotImplemented', `Lua asks for ${textOf(name)}`);
    return answer;
  }

  async #http({ body, headers = {}, method, uri }: InProcessRequest): Promise<LuaValue> {
    if (!URL.canParse(uri)) throw new IsocenterError('BadParameterType', 'The first parameter must be a URL');
    const { httpClient, maximumAnswerBytes } = this.#options;
    const answer = await httpClient.request(
      { ...this.#credentials, timeoutMs: this.#timeoutMs },
      // A time for the whole of it: the client's is for silence.
      {
        method,
        url: uri,
        headers,
        ...(body !== undefined && { body, bodyBytes: body.length }),
        ...(this.#timeoutMs > 0 && { signal: AbortSignal.timeout(this.#timeoutMs) }),
      },
    );
    if (answer.status < 200 || answer.status >= 300) {
      await answer.drop();
      throw new IsocenterError('NetworkProtocol', `${method} is answered by HTTP status ${answer.status}`);
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      if (bytes > maximumAnswerBytes)
        throw new IsocenterError('NotEnoughMemory', `More than ${maximumAnswerBytes} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
}

function requestOf([methodName, uri, body, headers]: readonly LuaValue[]): InProcessRequest {
  const method = methods.find((known) => known === methodName);
  if (method === undefined || uri === undefined || uri === null) {
    throw new IsocenterError('BadParameterType', 'The first parameter must be a URI');
  }
  const hasBody = method === 'POST' || method === 'PUT';
  return {
    method,
    uri: textOf(uri),
    ...(hasBody && { body: bytesOf(body) }),
    headers: headersOf(headers),
  };
}

function headersOf(value: LuaValue | undefined): Record<string, string> {
  if (!isLuaTable(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, textOf(item)]));
}

function timeoutMsOf(value: LuaValue | undefined): number {
  if (typeof value === 'number' && value > 0) return Math.min(value * 1000, 2 ** 31 - 1);
  if (value === 0) return 0;
  throw new IsocenterError('ParameterOutOfRange', 'SetHttpTimeout expects a number of seconds');
}
