import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { contract } from '../contract/route-contract.ts';

const root = '/tools';

/** `/tools`: the names of the tools; of the routes that are added to the app after this one. */
export function toolsListingRoutes(app: FastifyInstance): void {
  const names = new Set<string>();
  app.addHook('onRoute', ({ url }) => {
    const [name] = url.startsWith(`${root}/`) ? url.slice(root.length + 1).split('/') : [];
    if (name !== undefined && name !== '' && !name.startsWith(':')) names.add(name);
  });
  app.get(
    root,
    {
      config: contract({
        tag: 'System',
        summary: 'List the tools',
        answer: [{ json: Type.Array(Type.String(), { description: 'Names below `/tools`' }) }],
      }),
    },
    async () => [...names].sort(),
  );
}
