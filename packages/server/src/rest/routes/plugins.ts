import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import type { IdParams } from './resources.ts';

/** A plugin that runs in this server, as clients hear of it. */
export interface InstalledPlugin {
  readonly id: string;
  readonly version: string;
  readonly description?: string;
  /** Where the pages of the plugin begin. */
  readonly rootUri?: string;
  /** JavaScript that it adds to the web page. */
  readonly explorerExtension?: string;
}

export interface PluginsDeps {
  readonly plugins: () => readonly InstalledPlugin[];
}

/** The name under which the peer lists the scripts of its web page. */
const explorerScript = 'explorer.js';

/** `/plugins`: what extends this server. */
export function pluginRoutes(app: FastifyInstance, { plugins }: PluginsDeps): void {
  app.get(
    '/plugins',
    {
      config: contract({
        tag: 'Scripting',
        summary: 'List the plugins',
        description: '`explorer.js` is always among them.',
        answer: [{ json: Type.Array(Type.String()) }],
      }),
    },
    async () => [explorerScript, ...plugins().map(({ id }) => id)],
  );

  app.get(
    `/plugins/${explorerScript}`,
    {
      config: contract({
        tag: 'Scripting',
        summary: 'Get the scripts that plugins add to the web page',
        answer: [{ text: 'JavaScript', mediaType: 'application/javascript' }],
      }),
    },
    async (_, reply) => {
      const scripts = plugins().flatMap(({ explorerExtension }) => explorerExtension ?? []);
      return reply
        .type('application/javascript')
        .send(['// What plugins add to the web page', ...scripts].join('\n\n'));
    },
  );

  app.get<{ Params: IdParams }>(
    '/plugins/:id',
    {
      config: contract({
        tag: 'Scripting',
        summary: 'Describe a plugin',
        parameters: { id: 'Name of the plugin' },
        answer: [
          {
            json: Type.Object({
              ID: Type.String(),
              Version: Type.String(),
              Description: Type.Optional(Type.String()),
              RootUri: Type.Optional(Type.String()),
              ExtendsOrthancExplorer: Type.Boolean(),
            }),
          },
        ],
        otherAnswers: { 404: 'There is no such plugin' },
      }),
    },
    async (request, reply) => {
      const plugin = plugins().find(({ id }) => id === request.params.id);
      if (plugin === undefined) return answerNothing(request, reply);
      const { id, version, description, rootUri, explorerExtension } = plugin;
      return {
        ...(description !== undefined && { Description: description }),
        ExtendsOrthancExplorer: explorerExtension !== undefined,
        ID: id,
        ...(rootUri !== undefined && { RootUri: rootUri }),
        Version: version,
      };
    },
  );
}
