import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Readiness } from '../../health/readiness.ts';
import { contract } from '../contract/route-contract.ts';

export interface HealthDeps {
  readonly readiness: Pick<Readiness, 'report'>;
}

const healthJson = Type.Object({
  status: Type.String({ description: '`ok` or `failed`' }),
  checks: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'What was checked' })),
});

/** What probes of load balancers and of container engines ask, without a password and from any machine. */
export function healthRoutes(app: FastifyInstance, { readiness }: HealthDeps): void {
  const method = ['GET', 'HEAD'];

  app.route({
    method,
    config: {
      isPublic: true,
      ...contract({ tag: 'System', summary: 'Tell whether the server is alive', answer: [{ json: healthJson }] }),
    },
    url: '/health/live',
    handler: (_, reply) => neverCached(reply).send({ status: 'ok' }),
  });

  app.route({
    method,
    config: {
      isPublic: true,
      ...contract({
        tag: 'System',
        summary: 'Tell whether the server can do its work',
        answer: [{ json: healthJson }],
        otherAnswers: { 503: 'A check has failed' },
      }),
    },
    url: '/health/ready',
    async handler(_, reply) {
      const { checks, ready } = await readiness.report();
      const words = Object.entries(checks).map(([name, ok]) => [name, wordFor(ok)]);
      return neverCached(reply)
        .code(ready ? 200 : 503)
        .send({ status: wordFor(ready), checks: Object.fromEntries(words) });
    },
  });
}

function wordFor(ok: boolean): 'ok' | 'failed' {
  return ok ? 'ok' : 'failed';
}

function neverCached(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}
