import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Readiness } from '../../health/readiness.ts';

export interface HealthDeps {
  readonly readiness: Pick<Readiness, 'report'>;
}

/** What probes of load balancers and of container engines ask, without a password and from any machine. */
export function healthRoutes(app: FastifyInstance, { readiness }: HealthDeps): void {
  const method = ['GET', 'HEAD'];
  const config = { isPublic: true };

  app.route({
    method,
    config,
    url: '/health/live',
    handler: (_, reply) => neverCached(reply).send({ status: 'ok' }),
  });

  app.route({
    method,
    config,
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
