import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler, RouteOptions } from 'fastify';
import type { IndexStore } from '../index/index-store.ts';
import type { RelayStore } from '../index/relay-store.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levelRoutes, levels } from '../model/level.ts';
import { isPublicId } from '../model/public-id.ts';
import type { ResourceFetcher, RetrieveClient } from '../retrieve/retrieve-source.ts';
import { disconnectSignal } from './client-disconnect.ts';
import { inProcessCaller } from './in-process-caller.ts';
import { levelsOf } from './resource-levels.ts';

/** Fetches those of the public ids in a body that are not here and that an upstream has told of. */
export type FetchNamed = (publicIds: readonly string[], request: FastifyRequest, reply: FastifyReply) => Promise<void>;

export interface FetchedResourcesOptions {
  readonly index: Pick<IndexStore, 'findResources' | 'getResource'>;
  readonly known: Pick<RelayStore, 'getKnownResource'>;
  readonly fetcher: ResourceFetcher;
}

/** Downloads of a resource as a whole, by GET or POST: nothing of it is to be missing. */
const downloads = /\/:id\/(archive|media)$/;

/** Resources that are asked for by public id and that an upstream has: fetched before a route looks for them. */
export class FetchedResources {
  readonly #options: FetchedResourcesOptions;

  constructor(options: FetchedResourcesOptions) {
    this.#options = options;
  }

  /** Lets the routes of one resource wait for it; to be called before they are added. */
  addTo(app: FastifyInstance): void {
    app.addHook('onRoute', (route) => {
      const level = levelRead(route);
      if (level === undefined) return;
      const fetch: preHandlerAsyncHookHandler = async (request, reply) => {
        const { id } = request.params as { readonly id: string };
        if (!isPublicId(id)) return;
        const here = await this.#options.index.getResource(level, id, {});
        if (here === undefined) await this.#fetch([{ level, publicId: id }], request, reply);
        else if (downloads.test(route.url)) await this.#complete(level, id, request, reply);
      };
      route.preHandler = [route.preHandler ?? [], fetch].flat();
    });
  }

  readonly fetchNamed: FetchNamed = async (publicIds, request, reply) => {
    const wanted = publicIds.filter(isPublicId);
    const here = await levelsOf(this.#options.index, wanted);
    const missing = new Set(wanted.filter((publicId) => !here.has(publicId)));
    const resources = [...missing].flatMap((publicId) => levels.map((level) => ({ level, publicId })));
    await this.#fetch(resources, request, reply);
  };

  async #complete(level: Level, publicId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    try {
      await this.#options.fetcher.complete(level, publicId, clientOf(request), disconnectSignal(reply));
    } catch (error) {
      throw upstreamError(error);
    }
  }

  /** @throws IsocenterError with an HTTP status that tells whose fault it is */
  async #fetch(
    resources: readonly { readonly level: Level; readonly publicId: string }[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { fetcher, known } = this.#options;
    let signal: AbortSignal | undefined;
    for (const { level, publicId } of resources) {
      if ((await known.getKnownResource(level, publicId)).length === 0) continue;
      signal ??= disconnectSignal(reply);
      try {
        await fetcher.fetch(level, publicId, clientOf(request), signal);
      } catch (error) {
        throw upstreamError(error);
      }
    }
  }
}

/** The level of the resource that a route reads; undefined for routes of no resource, and for those that write. */
function levelRead({ method, url }: RouteOptions): Level | undefined {
  const methods = [method].flat();
  const reads = methods.includes('GET') || (methods.includes('POST') && downloads.test(url));
  return reads ? levels.find((level) => `${url}/`.startsWith(`/${levelRoutes[level]}/:id/`)) : undefined;
}

function clientOf(request: FastifyRequest): RetrieveClient {
  const remoteIp = inProcessCaller(request) === undefined ? request.ip : '';
  return { service: 'REST', name: request.username ?? '', remoteIp, destinationAet: '' };
}

/** What an upstream did is no error of this server (RFC 9110 15.6.3, 15.6.5): 504 when it was too slow, else 502. */
function upstreamError(error: unknown): unknown {
  if (!(error instanceof IsocenterError) || error.httpStatus !== 500) return error;
  const { code, message, payload, transient } = error;
  const httpStatus = code === 'Timeout' ? 504 : 502;
  return new IsocenterError(code, message, { cause: error, transient, httpStatus, ...(payload && { payload }) });
}
