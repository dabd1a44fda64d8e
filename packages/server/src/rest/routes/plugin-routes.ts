import type { FastifyInstance } from 'fastify';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { contract } from '../contract/route-contract.ts';
import { type BodyLimits, bodyChunks } from '../request-body.ts';

/** A route that a plugin adds. */
export interface AddedRoute {
  readonly plugin: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  handle(request: object): Promise<AddedAnswer>;
}

export interface AddedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface AddedRoutesDeps {
  readonly addedRoutes: readonly AddedRoute[];
  readonly limits: BodyLimits;
}

/** The routes of plugins. @throws IsocenterError Plugin when a route is there already */
export function addedRoutes(app: FastifyInstance, { addedRoutes: routes, limits }: AddedRoutesDeps): void {
  for (const { handle, method, plugin, url } of routes) {
    if (app.hasRoute({ method, url })) {
      throw new IsocenterError('Plugin', `The plugin ${plugin} adds a route that is there already: ${method} ${url}`);
    }
    app.route<{ Params: Record<string, string> }>({
      method,
      url,
      config: contract({
        tag: 'Scripting',
        summary: `Route of the plugin ${plugin}`,
        parameters: Object.fromEntries(parametersOf(url).map((name) => [name, 'As the plugin says'])),
        ...((method === 'POST' || method === 'PUT') && {
          body: [{ bytes: 'What the plugin takes', mediaType: 'application/octet-stream' }],
        }),
        answer: [{ bytes: 'What the plugin answers', mediaType: 'application/octet-stream' }],
      }),
      handler: async (request, reply) => {
        const chunks: Uint8Array[] = [];
        const maxBodyBytes = Math.min(limits.maxBodyBytes, limits.maxDocumentBytes);
        for await (const chunk of bodyChunks(request, { ...limits, maxBodyBytes, maxUnpackedBytes: maxBodyBytes })) {
          chunks.push(chunk);
        }
        const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]);
        const {
          body,
          headers: answered,
          status,
        } = await handle({
          method: request.method,
          url: request.raw.url ?? '',
          params: { ...request.params },
          headers: Object.fromEntries(headers),
          ...(request.username !== undefined && { username: request.username }),
          body: new Uint8Array(Buffer.concat(chunks)),
        });
        return reply
          .code(status)
          .headers({ 'content-type': 'text/plain', ...answered })
          .send(body);
      },
    });
  }
}

function parametersOf(url: string): readonly string[] {
  return [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}
