import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { RelayRequest } from '../index/relay-store.ts';
import { fetchSeconds, operationSeconds } from './metric-rows.ts';

/** What is looked up of an upstream when somebody asks for the metrics. */
export interface UpstreamGauges {
  readonly name: string;
  readonly breaker: 'closed' | 'open';
  readonly runningRetrieves: number;
  readonly waitingRetrieves: number;
  readonly runningQueries: number;
  readonly waitingQueries: number;
  readonly cache: { readonly bytes: number };
}

/** How a fetch from an upstream has ended; nothing: the upstream has none of it. */
export type FetchOutcome = 'complete' | 'incomplete' | 'nothing' | 'cancelled';

/** Counts what the relay does. */
export class RelayMetrics {
  readonly #isEnabled: () => boolean;
  readonly #requestSeconds: Histogram<'kind' | 'outcome'>;
  readonly #firstInstanceSeconds: Histogram<'kind'>;
  readonly #deliveries: Counter<'outcome'>;
  readonly #instances: Counter<'upstream' | 'outcome'>;
  readonly #fetchSeconds: Histogram<'upstream' | 'outcome'>;
  readonly #searchSeconds: Histogram<'upstream' | 'outcome'>;
  readonly #running: Gauge<'upstream' | 'request'>;
  readonly #waiting: Gauge<'upstream' | 'request'>;
  readonly #breakerOpen: Gauge<'upstream'>;
  readonly #cacheBytes: Gauge<'upstream'>;
  readonly #evictedInstances: Counter<'upstream'>;
  readonly #evictedBytes: Counter<'upstream'>;

  constructor(registry: Registry, isEnabled: () => boolean) {
    this.#isEnabled = isEnabled;
    const registers = [registry];
    this.#requestSeconds = new Histogram({
      name: 'isocenter_relay_request_duration_seconds',
      help: 'Requests for what upstreams may have, by kind and final state',
      labelNames: ['kind', 'outcome'],
      buckets: fetchSeconds,
      registers,
    });
    this.#firstInstanceSeconds = new Histogram({
      name: 'isocenter_relay_first_instance_seconds',
      help: 'From a request to the first instance that came for it from an upstream',
      labelNames: ['kind'],
      buckets: fetchSeconds,
      registers,
    });
    this.#deliveries = new Counter({
      name: 'isocenter_relay_deliveries_total',
      help: 'Instances that requests delivered to their destination, or could not',
      labelNames: ['outcome'],
      registers,
    });
    this.#instances = new Counter({
      name: 'isocenter_relay_instances_total',
      help: 'Instances that came from an upstream and were new here, and those that were expected and did not come',
      labelNames: ['upstream', 'outcome'],
      registers,
    });
    this.#fetchSeconds = new Histogram({
      name: 'isocenter_relay_fetch_duration_seconds',
      help: 'Fetches from an upstream, by outcome',
      labelNames: ['upstream', 'outcome'],
      buckets: fetchSeconds,
      registers,
    });
    this.#searchSeconds = new Histogram({
      name: 'isocenter_relay_search_duration_seconds',
      help: 'Searches of clients that were put to an upstream, by outcome',
      labelNames: ['upstream', 'outcome'],
      buckets: operationSeconds,
      registers,
    });
    this.#running = new Gauge({
      name: 'isocenter_relay_running_requests',
      help: 'Retrieves and queries that an upstream performs for this server',
      labelNames: ['upstream', 'request'],
      registers,
    });
    this.#waiting = new Gauge({
      name: 'isocenter_relay_waiting_requests',
      help: 'Retrieves and queries that wait for their turn',
      labelNames: ['upstream', 'request'],
      registers,
    });
    this.#breakerOpen = new Gauge({
      name: 'isocenter_relay_breaker_open',
      help: '1 while an upstream is left alone after failures',
      labelNames: ['upstream'],
      registers,
    });
    this.#cacheBytes = new Gauge({
      name: 'isocenter_relay_cache_bytes',
      help: 'Bytes of what is kept of an upstream',
      labelNames: ['upstream'],
      registers,
    });
    this.#evictedInstances = new Counter({
      name: 'isocenter_relay_evicted_instances_total',
      help: 'Instances that were evicted from the cache of an upstream',
      labelNames: ['upstream'],
      registers,
    });
    this.#evictedBytes = new Counter({
      name: 'isocenter_relay_evicted_bytes_total',
      help: 'Bytes that were evicted from the cache of an upstream',
      labelNames: ['upstream'],
      registers,
    });
  }

  requestEnded({ createdAtMs, delivered, endedAtMs, failed, firstInstanceAtMs, kind, state }: RelayRequest): void {
    if (!this.#isEnabled()) return;
    this.#requestSeconds.observe({ kind, outcome: state }, secondsBetween(createdAtMs, endedAtMs ?? createdAtMs));
    if (firstInstanceAtMs !== undefined) {
      this.#firstInstanceSeconds.observe({ kind }, secondsBetween(createdAtMs, firstInstanceAtMs));
    }
    this.#deliveries.inc({ outcome: 'delivered' }, delivered);
    this.#deliveries.inc({ outcome: 'failed' }, failed);
  }

  /** An instance that was not here has come from an upstream. */
  instanceReceived(upstream: string): void {
    if (this.#isEnabled()) this.#instances.inc({ upstream, outcome: 'received' });
  }

  fetchEnded(upstream: string, outcome: FetchOutcome, durationMs: number, missingInstances: number): void {
    if (!this.#isEnabled()) return;
    this.#fetchSeconds.observe({ upstream, outcome }, durationMs / 1000);
    this.#instances.inc({ upstream, outcome: 'missing' }, missingInstances);
  }

  searchEnded(upstream: string, outcome: string, durationMs: number): void {
    if (this.#isEnabled()) this.#searchSeconds.observe({ upstream, outcome }, durationMs / 1000);
  }

  evicted(upstream: string, instances: number, bytes: number): void {
    if (!this.#isEnabled()) return;
    this.#evictedInstances.inc({ upstream }, instances);
    this.#evictedBytes.inc({ upstream }, bytes);
  }

  /** The upstreams as they are now. */
  show(upstreams: readonly UpstreamGauges[]): void {
    for (const each of upstreams) {
      const upstream = each.name;
      this.#running.set({ upstream, request: 'retrieve' }, each.runningRetrieves);
      this.#running.set({ upstream, request: 'query' }, each.runningQueries);
      this.#waiting.set({ upstream, request: 'retrieve' }, each.waitingRetrieves);
      this.#waiting.set({ upstream, request: 'query' }, each.waitingQueries);
      this.#breakerOpen.set({ upstream }, each.breaker === 'open' ? 1 : 0);
      this.#cacheBytes.set({ upstream }, each.cache.bytes);
    }
  }
}

function secondsBetween(fromMs: number, toMs: number): number {
  return Math.max(toMs - fromMs, 0) / 1000;
}
