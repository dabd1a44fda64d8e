import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RelayRequest } from '../../src/index/relay-store.ts';
import { Metrics, type MetricsSnapshot } from '../../src/metrics/metrics.ts';
import { RecentMaximum } from '../../src/metrics/recent-maximum.ts';

const mebibyte = 1024 * 1024;
const snapshot = {
  statistics: {
    patients: 1,
    studies: 2,
    series: 3,
    instances: 4,
    diskBytes: 5 * mebibyte,
    uncompressedBytes: 6 * mebibyte,
  },
  jobs: { pending: 7, running: 8, completed: 9, succeeded: 10, failed: 11 },
  lastChange: 12,
};

/** A request of the relay that has ended. */
const ended: RelayRequest = {
  id: '1',
  kind: 'REST',
  state: 'Success',
  client: 'VIEWER',
  destination: '',
  level: 'Study',
  uids: ['1.2'],
  upstreams: ['hospital'],
  local: 0,
  received: 0,
  delivered: 0,
  failed: 0,
  reason: '',
  createdAtMs: 0,
  endedAtMs: 0,
};

function withRelay(enabled: boolean) {
  const metrics = new Metrics({ enabled });
  return { metrics, relay: metrics.relay };
}

/** Samples by name and labels, as Prometheus reads them: a value, and a time or not. */
async function samples(metrics: Metrics, shown: MetricsSnapshot = snapshot): Promise<ReadonlyMap<string, number>> {
  const lines = (await metrics.render(shown)).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const sample = /^(?<name>[a-z_]+(?:\{.*\})?) (?<value>\S+)(?: \d+)?$/;
  return new Map(
    lines.map((line) => {
      const { name = line, value } = sample.exec(line)?.groups ?? {};
      return [name, Number(value)];
    }),
  );
}

test('samples that the peer has, too, tell when they were taken', async () => {
  const before = Date.now();
  const lines = (await new Metrics({ enabled: true }).render(snapshot)).split('\n');
  const samplesOfPeer = lines.filter((line) => line.startsWith('orthanc_'));
  assert.ok(samplesOfPeer.length > 10);
  for (const line of samplesOfPeer) {
    const time = Number(line.split(' ')[2]);
    assert.ok(time >= before && time <= Date.now(), line);
  }
  const others = lines.filter((line) => line.startsWith('isocenter_'));
  assert.ok(others.length > 0 && others.every((line) => /\} \S+$|^\w+ \S+$/.test(line)));
});

test('what the peer has too is told under its names', async () => {
  let nowMs = 1000;
  const metrics = new Metrics({ enabled: true, nowMs: () => nowMs });
  metrics.findScp(12);
  metrics.getScp(13);
  metrics.moveScp(14, 0);
  metrics.storeScp(15, 100, 0);
  metrics.storageCreated(16, 1000);
  metrics.storageRead(17, 2000);
  metrics.storageRemoved(18);
  metrics.logged('error');
  metrics.logged('warn');
  metrics.logged('warn');
  metrics.httpRequestBegins();
  nowMs += 3500;
  const expected = {
    count_patients: 1,
    count_studies: 2,
    count_series: 3,
    count_instances: 4,
    disk_size_mb: 5,
    uncompressed_size_mb: 6,
    jobs_pending: 7,
    jobs_running: 8,
    jobs_total_completed: 9,
    jobs_total_success: 10,
    jobs_total_failed: 11,
    last_change: 12,
    find_scp_duration_ms: 12,
    get_scp_duration_ms: 13,
    move_scp_duration_ms: 14,
    store_dicom_duration_ms: 15,
    storage_create_duration_ms: 16,
    storage_read_duration_ms: 17,
    storage_remove_duration_ms: 18,
    storage_written_bytes: 1000,
    storage_read_bytes: 2000,
    logged_errors_count: 1,
    logged_warnings_count: 2,
    rest_api_active_requests: 1,
    up_time_s: 3,
  };
  const found = await samples(metrics);
  for (const [name, value] of Object.entries(expected)) assert.equal(found.get(`orthanc_${name}`), value, name);
  assert.equal(found.has('orthanc_rest_api_duration_ms'), false, 'nothing was observed');
});

test('operations are counted with their sizes, statuses and outcomes', async () => {
  const metrics = new Metrics({ enabled: true });
  metrics.storeScp(20, 500_000, 0x0000);
  metrics.storeScp(20, 500_000, 0xa700);
  metrics.moveScp(1000, 0xb000);
  metrics.subOperation('C-MOVE', 'completed');
  metrics.subOperation('C-MOVE', 'completed');
  metrics.subOperation('C-MOVE', 'failed');
  metrics.jobEnded('DicomModalityStore', 'Failure', 2500);
  metrics.associationOpened('incoming');
  metrics.associationOpened('incoming');
  metrics.associationClosed('incoming');
  metrics.httpRequestBegins();
  metrics.httpRequestEnds(5, 'GET', 404);
  const found = await samples(metrics);
  const expected = {
    'isocenter_store_scp_duration_seconds_count{status="0000"}': 1,
    'isocenter_store_scp_duration_seconds_count{status="A700"}': 1,
    'isocenter_store_scp_duration_seconds_sum{status="0000"}': 0.02,
    isocenter_store_scp_bytes_sum: 1_000_000,
    'isocenter_store_scp_bytes_bucket{le="524288"}': 2,
    'isocenter_store_scp_bytes_bucket{le="262144"}': 0,
    'isocenter_move_scp_duration_seconds_count{status="B000"}': 1,
    'isocenter_sub_operations_total{service="C-MOVE",outcome="completed"}': 2,
    'isocenter_sub_operations_total{service="C-MOVE",outcome="failed"}': 1,
    'isocenter_job_duration_seconds_sum{type="DicomModalityStore",state="Failure"}': 2.5,
    'isocenter_associations_open{direction="incoming"}': 1,
    'isocenter_http_request_duration_seconds_count{method="GET",status="4xx"}': 1,
    orthanc_rest_api_active_requests: 0,
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(found.get(name), value, name);
});

test('the relay is counted by upstream, kind and outcome', async () => {
  const { metrics, relay } = withRelay(true);
  const request = {
    ...ended,
    kind: 'C-MOVE',
    state: 'Partial',
    createdAtMs: 1000,
    firstInstanceAtMs: 3500,
    endedAtMs: 9000,
  } as const;
  relay.requestEnded({ ...request, delivered: 3, failed: 1 });
  relay.requestEnded({ ...ended, kind: 'Prefetch', state: 'Success', createdAtMs: 1000, endedAtMs: 2000 });
  relay.instanceReceived('hospital');
  relay.instanceReceived('hospital');
  relay.fetchEnded('hospital', 'incomplete', 4000, 7);
  relay.searchEnded('hospital', 'Failure', 250);
  relay.evicted('hospital', 5, 1_000_000);
  const upstreams = [
    {
      name: 'hospital',
      breaker: 'open',
      runningRetrieves: 2,
      waitingRetrieves: 30,
      runningQueries: 4,
      waitingQueries: 50,
      cache: { bytes: 123 },
    },
  ] as const;
  const found = await samples(metrics, { ...snapshot, upstreams });
  const expected = {
    'isocenter_relay_request_duration_seconds_sum{kind="C-MOVE",outcome="Partial"}': 8,
    'isocenter_relay_request_duration_seconds_count{kind="Prefetch",outcome="Success"}': 1,
    'isocenter_relay_first_instance_seconds_sum{kind="C-MOVE"}': 2.5,
    'isocenter_relay_deliveries_total{outcome="delivered"}': 3,
    'isocenter_relay_deliveries_total{outcome="failed"}': 1,
    'isocenter_relay_instances_total{upstream="hospital",outcome="received"}': 2,
    'isocenter_relay_instances_total{upstream="hospital",outcome="missing"}': 7,
    'isocenter_relay_fetch_duration_seconds_sum{upstream="hospital",outcome="incomplete"}': 4,
    'isocenter_relay_search_duration_seconds_sum{upstream="hospital",outcome="Failure"}': 0.25,
    'isocenter_relay_evicted_instances_total{upstream="hospital"}': 5,
    'isocenter_relay_evicted_bytes_total{upstream="hospital"}': 1_000_000,
    'isocenter_relay_running_requests{upstream="hospital",request="retrieve"}': 2,
    'isocenter_relay_running_requests{upstream="hospital",request="query"}': 4,
    'isocenter_relay_waiting_requests{upstream="hospital",request="retrieve"}': 30,
    'isocenter_relay_waiting_requests{upstream="hospital",request="query"}': 50,
    'isocenter_relay_breaker_open{upstream="hospital"}': 1,
    'isocenter_relay_cache_bytes{upstream="hospital"}': 123,
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(found.get(name), value, name);
});

test('the relay is not counted while metrics are off', async () => {
  const { metrics, relay } = withRelay(false);
  relay.requestEnded(ended);
  relay.instanceReceived('hospital');
  relay.fetchEnded('hospital', 'complete', 1, 0);
  relay.searchEnded('hospital', 'Success', 1);
  relay.evicted('hospital', 1, 1);
  assert.deepEqual(
    [...(await samples(metrics)).keys()].filter((name) => name.startsWith('isocenter_relay_')),
    [],
  );
});

test('while off nothing is counted, but what is open', async () => {
  const metrics = new Metrics({ enabled: false });
  metrics.storeScp(20, 100, 0);
  metrics.findScp(20);
  metrics.storageRead(1, 100);
  metrics.associationOpened('outgoing');
  const found = await samples(metrics);
  assert.equal(found.get('isocenter_store_scp_bytes_count'), 0);
  assert.equal(found.has('orthanc_find_scp_duration_ms'), false);
  assert.equal(found.get('orthanc_storage_read_bytes'), 0);
  assert.equal(found.get('isocenter_associations_open{direction="outgoing"}'), 1);
});

test('two servers in one process count for themselves', async () => {
  const [one, other] = [new Metrics({ enabled: true }), new Metrics({ enabled: true })];
  one.storeScp(1, 1, 0);
  assert.equal((await samples(other)).get('isocenter_store_scp_bytes_count'), 0);
});

test('a recent maximum forgets what is older than its window', () => {
  let nowMs = 0;
  const recent = new RecentMaximum(10_000, () => nowMs);
  assert.equal(recent.value, undefined);
  recent.observe(50);
  nowMs = 6000;
  recent.observe(20);
  assert.equal(recent.value, 50);
  nowMs = 10_500;
  assert.equal(recent.value, 20, 'the first value is out of the window');
  nowMs = 30_000;
  assert.equal(recent.value, undefined);
});
