import type { FastifyInstance } from 'fastify';
import type { IndexStore } from '../../index/index-store.ts';
import type { JobEngine } from '../../jobs/job-engine.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { UpstreamOverview } from '../../retrieve/upstream-overview.ts';
import { contract } from '../contract/route-contract.ts';
import { type BodyLimits, textBody } from '../request-body.ts';
import { textFlag } from '../text-flag.ts';

export interface MetricsDeps {
  readonly metrics: Pick<Metrics, 'enabled' | 'render'>;
  readonly index: Pick<IndexStore, 'statistics' | 'listChanges'>;
  readonly jobs: Pick<JobEngine, 'metrics'>;
  /** Absent: there are no upstreams. */
  readonly upstreams: Pick<UpstreamOverview, 'list'> | undefined;
  readonly limits: BodyLimits;
}

const flag = { text: '`0` or `1`' };

/** `/tools/metrics`: the switch, and the text that Prometheus collects. */
export function metricsRoutes(app: FastifyInstance, { metrics, index, jobs, limits, upstreams }: MetricsDeps): void {
  app.get(
    '/tools/metrics',
    { config: contract({ tag: 'System', summary: 'Tell whether metrics are counted', answer: [flag] }) },
    async (_, reply) => reply.type('text/plain').send(metrics.enabled ? '1' : '0'),
  );

  app.put(
    '/tools/metrics',
    { config: contract({ tag: 'System', summary: 'Count metrics or not, until the server ends', body: [flag] }) },
    async (request, reply) => {
      metrics.enabled = textFlag(await textBody(request, limits));
      return reply.type('text/plain').send('');
    },
  );

  const prometheus = contract({
    tag: 'System',
    summary: 'Get the metrics in the text format of Prometheus',
    answer: [{ text: 'Lines of the text format', mediaType: 'text/plain; version=0.0.4' }],
  });
  app.get('/tools/metrics-prometheus', { config: prometheus }, async (_, reply) => {
    const [statistics, counts, newest, relayed] = await Promise.all([
      index.statistics(),
      jobs.metrics(),
      index.listChanges({ newest: true, limit: 1 }),
      upstreams?.list() ?? [],
    ]);
    const text = await metrics.render({ statistics, jobs: counts, lastChange: newest.last, upstreams: relayed });
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
}
