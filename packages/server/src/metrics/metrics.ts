import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Statistics } from '../index/records.ts';
import type { JobMetrics } from '../jobs/job-engine-options.ts';
import {
  type DurationName,
  type GaugeName,
  instanceBytes,
  jobSeconds,
  operationSeconds,
  orthancGauges,
} from './metric-rows.ts';
import { RecentMaximum } from './recent-maximum.ts';
import { RelayMetrics, type UpstreamGauges } from './relay-metrics.ts';

/** Outcomes of the sub-operations of a C-MOVE or C-GET (PS3.4 C.4.2.1.6 to C.4.2.1.9). */
export type SubOperationOutcome = 'completed' | 'failed' | 'warning';

/** What is looked up when somebody asks for the metrics, not counted as it happens. */
export interface MetricsSnapshot {
  readonly statistics: Statistics;
  readonly jobs: JobMetrics;
  /** Number of the last change. */
  readonly lastChange: number;
  readonly upstreams?: readonly UpstreamGauges[];
}

export interface MetricsOptions {
  /** `MetricsEnabled`. */
  readonly enabled: boolean;
  /** What the server takes at the same time, where that is to be told. */
  readonly maximumAssociations?: number;
  readonly maximumConnections?: number;
  readonly nowMs?: () => number;
}

const recentMs = 10_000;
const bytesPerMB = 1024 * 1024;

/** Counts what the server does, for Prometheus: under the peer's names what it has too, the rest as `isocenter_…`. */
export class Metrics {
  /** `/tools/metrics`: while off, nothing is counted. */
  enabled: boolean;
  readonly relay: RelayMetrics;
  readonly #registry = new Registry();
  readonly #nowMs: () => number;
  readonly #startedAtMs: number;
  readonly #gauges: ReadonlyMap<string, Gauge>;
  readonly #recent: ReadonlyMap<string, RecentMaximum>;
  readonly #storeSeconds: Histogram<'status'>;
  readonly #storeBytes: Histogram;
  readonly #moveSeconds: Histogram<'status'>;
  readonly #subOperations: Counter<'service' | 'outcome'>;
  readonly #jobSeconds: Histogram<'type' | 'state'>;
  readonly #httpSeconds: Histogram<'method' | 'status'>;
  readonly #associations: Gauge<'direction'>;
  readonly #pluginFailures: Counter<'plugin'>;
  readonly #routingWaiting: Gauge;
  readonly #routedInstances: Counter;
  readonly #options: MetricsOptions;
  #incomingAssociations = 0;
  #activeRequests = 0;

  constructor(options: MetricsOptions) {
    const { enabled, nowMs = () => performance.now() } = options;
    this.enabled = enabled;
    this.#options = options;
    this.#nowMs = nowMs;
    this.#startedAtMs = nowMs();
    const registers = [this.#registry];
    this.relay = new RelayMetrics(this.#registry, () => this.enabled);
    const rows = Object.values(orthancGauges).flatMap((group) => Object.entries(group));
    this.#gauges = new Map(rows.map(([name, help]) => [name, new Gauge({ name: `orthanc_${name}`, help, registers })]));
    this.#recent = new Map(
      Object.keys(orthancGauges.durations).map((name) => [name, new RecentMaximum(recentMs, nowMs)]),
    );
    this.#storeSeconds = new Histogram({
      name: 'isocenter_store_scp_duration_seconds',
      help: 'C-STORE requests served, by final status',
      labelNames: ['status'],
      buckets: operationSeconds,
      registers,
    });
    this.#storeBytes = new Histogram({
      name: 'isocenter_store_scp_bytes',
      help: 'Bytes of the data sets received by C-STORE',
      buckets: instanceBytes,
      registers,
    });
    this.#moveSeconds = new Histogram({
      name: 'isocenter_move_scp_duration_seconds',
      help: 'C-MOVE requests served, by final status',
      labelNames: ['status'],
      buckets: operationSeconds,
      registers,
    });
    this.#subOperations = new Counter({
      name: 'isocenter_sub_operations_total',
      help: 'Sub-operations of C-MOVE and C-GET, by outcome',
      labelNames: ['service', 'outcome'],
      registers,
    });
    this.#jobSeconds = new Histogram({
      name: 'isocenter_job_duration_seconds',
      help: 'Run time of jobs that ended, by type and final state',
      labelNames: ['type', 'state'],
      buckets: jobSeconds,
      registers,
    });
    this.#httpSeconds = new Histogram({
      name: 'isocenter_http_request_duration_seconds',
      help: 'HTTP requests served, by method and class of status',
      labelNames: ['method', 'status'],
      buckets: operationSeconds,
      registers,
    });
    this.#pluginFailures = new Counter({
      name: 'isocenter_plugin_failures_total',
      help: 'Calls of plugins that failed, and threads of plugins that ended',
      labelNames: ['plugin'],
      registers,
    });
    this.#routingWaiting = new Gauge({
      name: 'isocenter_routing_waiting_changes',
      help: 'Changes that AutoRouting has still to look at',
      registers,
    });
    this.#routedInstances = new Counter({
      name: 'isocenter_routed_instances_total',
      help: 'Instances that AutoRouting has handed to jobs, once for each destination',
      registers,
    });
    this.#associations = new Gauge({
      name: 'isocenter_associations_open',
      help: 'DICOM associations open, incoming and outgoing',
      labelNames: ['direction'],
      registers,
    });
  }

  /** A C-STORE was answered; `status` is the DIMSE status, `bytes` the length of the data set. */
  storeScp(durationMs: number, bytes: number, status: number): void {
    if (!this.enabled) return;
    this.#storeSeconds.observe({ status: hexStatus(status) }, durationMs / 1000);
    this.#storeBytes.observe(bytes);
    this.#observeRecent('store_dicom_duration_ms', durationMs);
  }

  /** A C-MOVE ended with the final DIMSE status. */
  moveScp(durationMs: number, status: number): void {
    if (!this.enabled) return;
    this.#moveSeconds.observe({ status: hexStatus(status) }, durationMs / 1000);
    this.#observeRecent('move_scp_duration_ms', durationMs);
  }

  getScp(durationMs: number): void {
    this.#observeRecent('get_scp_duration_ms', durationMs);
  }

  findScp(durationMs: number): void {
    this.#observeRecent('find_scp_duration_ms', durationMs);
  }

  subOperation(service: 'C-MOVE' | 'C-GET', outcome: SubOperationOutcome): void {
    if (this.enabled) this.#subOperations.inc({ service, outcome });
  }

  pluginFailed(plugin: string): void {
    if (this.enabled) this.#pluginFailures.inc({ plugin });
  }

  routed({
    routedInstances,
    waitingChanges,
  }: {
    readonly routedInstances: number;
    readonly waitingChanges: number;
  }): void {
    if (!this.enabled) return;
    this.#routingWaiting.set(waitingChanges);
    this.#routedInstances.inc(routedInstances);
  }

  jobEnded(type: string, state: 'Success' | 'Failure', runtimeMs: number): void {
    if (this.enabled) this.#jobSeconds.observe({ type, state }, runtimeMs / 1000);
  }

  // What is open is counted even while metrics are off: the number would be wrong for ever after.

  associationOpened(direction: 'incoming' | 'outgoing'): void {
    this.#associations.inc({ direction });
    if (direction === 'incoming') this.#incomingAssociations += 1;
  }

  associationClosed(direction: 'incoming' | 'outgoing'): void {
    this.#associations.dec({ direction });
    if (direction === 'incoming') this.#incomingAssociations -= 1;
  }

  httpRequestBegins(): void {
    this.#activeRequests += 1;
  }

  httpRequestEnds(durationMs: number, method: string, status: number): void {
    this.#activeRequests -= 1;
    if (!this.enabled) return;
    this.#httpSeconds.observe({ method, status: `${Math.floor(status / 100)}xx` }, durationMs / 1000);
    this.#observeRecent('rest_api_duration_ms', durationMs);
  }

  storageCreated(durationMs: number, bytes: number): void {
    if (this.enabled) this.#gauge('storage_written_bytes').inc(bytes);
    this.#observeRecent('storage_create_duration_ms', durationMs);
  }

  storageRead(durationMs: number, bytes: number): void {
    if (this.enabled) {
      this.#gauge('storage_read_bytes').inc(bytes);
      this.#gauge('storage_cache_miss_count').inc();
    }
    this.#observeRecent('storage_read_duration_ms', durationMs);
  }

  storageRemoved(durationMs: number): void {
    this.#observeRecent('storage_remove_duration_ms', durationMs);
  }

  logged(severity: 'error' | 'warn'): void {
    if (this.enabled) this.#gauge(severity === 'error' ? 'logged_errors_count' : 'logged_warnings_count').inc();
  }

  /** Everything in the text format of Prometheus, version 0.0.4. */
  async render({ statistics, jobs, lastChange, upstreams = [] }: MetricsSnapshot): Promise<string> {
    const values = {
      count_patients: statistics.patients,
      count_studies: statistics.studies,
      count_series: statistics.series,
      count_instances: statistics.instances,
      disk_size_mb: statistics.diskBytes / bytesPerMB,
      uncompressed_size_mb: statistics.uncompressedBytes / bytesPerMB,
      last_change: lastChange,
      jobs_pending: jobs.pending,
      jobs_running: jobs.running,
      jobs_total_completed: jobs.completed,
      jobs_total_success: jobs.succeeded,
      jobs_total_failed: jobs.failed,
      rest_api_active_requests: this.#activeRequests,
      available_dicom_threads: Math.max(0, (this.#options.maximumAssociations ?? 0) - this.#incomingAssociations),
      available_http_threads_count: Math.max(0, (this.#options.maximumConnections ?? 0) - this.#activeRequests),
      up_time_s: Math.floor((this.#nowMs() - this.#startedAtMs) / 1000),
    } as const satisfies Partial<Record<GaugeName, number>>;
    for (const [name, value] of Object.entries(values)) this.#gauge(name as keyof typeof values).set(value);
    for (const [name, recent] of this.#recent) {
      const gauge = this.#gauges.get(name);
      if (recent.value === undefined) gauge?.remove();
      else gauge?.set(recent.value);
    }
    this.relay.show(upstreams);
    return timestamped(await this.#registry.metrics(), Date.now());
  }

  #observeRecent(name: DurationName, durationMs: number): void {
    if (this.enabled) this.#recent.get(name)?.observe(durationMs);
  }

  #gauge(name: GaugeName): Gauge {
    const gauge = this.#gauges.get(name);
    if (gauge === undefined) throw new RangeError(`no gauge ${name}`);
    return gauge;
  }
}

/**
 * Samples that the peer has, too, tell their time as it does: its clients only read lines of three words. What this server
 * alone has does without, as Prometheus recommends.
 */
function timestamped(text: string, nowMs: number): string {
  return text.replaceAll(/^orthanc_\S+ \S+$/gm, `$& ${nowMs}`);
}

/** A DIMSE status as PS3.7 Annex C writes it. */
function hexStatus(status: number): string {
  return status.toString(16).padStart(4, '0').toUpperCase();
}
