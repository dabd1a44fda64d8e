import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { options } from '../../packages/server/src/config/options.ts';
import { compose, deployFiles, image, textOf, unitSettings } from './deploy-files.ts';

const dicomPort = 4242;
const httpPort = 8042;
const user = '10001';
const dataFolder = '/var/lib/isocenter';
const configurationFolder = '/etc/isocenter';

const pod = textOf('deploy/helm/isocenter/templates/_pod.tpl');
const values = parse(textOf('deploy/helm/isocenter/values.yaml'));
const proxy = textOf('deploy/compose/haproxy.cfg');
const unit = new Map(unitSettings('deploy/systemd/isocenter.service'));
const servers = Object.entries(compose().services).filter(([name]) => name.startsWith('isocenter-'));

/** What all captures of a pattern are in a text. */
function captures(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, captured = '']) => captured);
}

test('all files of YAML parse', () => {
  const paths = deployFiles().filter((path) => path.endsWith('.yaml') && !path.includes('/templates/'));
  assert.ok(paths.length >= 3);
  for (const path of paths) assert.doesNotThrow(() => parse(textOf(path), { merge: true, strict: true }), path);
});

test('the ports are those of the options everywhere', () => {
  assert.deepEqual([options.get('DicomPort')?.default, options.get('HttpPort')?.default], [dicomPort, httpPort]);
  assert.deepEqual(image().ports, [dicomPort, httpPort]);
  assert.deepEqual(captures(pod, /containerPort: (\d+)/g), [`${httpPort}`, `${dicomPort}`]);
  assert.deepEqual([values.service.dicom.port, values.service.http.port], [dicomPort, httpPort]);
  assert.deepEqual(compose().services.proxy?.ports, [`${dicomPort}:${dicomPort}`, `${httpPort}:${httpPort}`]);
  assert.deepEqual(captures(proxy, /bind :(\d+)/g), [`${httpPort}`, `${dicomPort}`]);
  const [http1, http2, dicom1, dicom2] = captures(proxy, /server isocenter-\d isocenter-\d:(.*)/g);
  assert.deepEqual([http1, http2], [`${httpPort}`, `${httpPort}`]);
  assert.deepEqual([dicom1, dicom2], [`${dicomPort} port ${httpPort}`, `${dicomPort} port ${httpPort}`]);
});

test('probes ask for what the server serves', () => {
  const served = captures(textOf('packages/server/src/rest/routes/health.ts'), /url: '([^']+)'/g);
  assert.deepEqual(served, ['/health/live', '/health/ready']);
  assert.deepEqual(captures(pod, /path: (\/health\/\w+)/g), ['/health/live', '/health/live', '/health/ready']);
  assert.deepEqual(captures(proxy, /uri (\S+)/g), ['/health/ready']);
  assert.deepEqual(image().healthCheck, ['isocenter', 'health', configurationFolder]);
});

test('the proxy balances over the servers that there are', () => {
  assert.deepEqual(new Set(captures(proxy, /server (isocenter-\d) \1:/g)), new Set(servers.map(([name]) => name)));
});

test('the server runs under one number that is not root', () => {
  assert.equal(image().user, `${user}:${user}`);
  assert.deepEqual(captures(pod, /runAsUser: (\d+)/g), [user]);
  assert.deepEqual(captures(pod, /(?:runAsGroup|fsGroup): (\d+)/g), [user, user]);
  assert.match(textOf('deploy/docker/Dockerfile'), new RegExp(`-o ${user} -g ${user} .*${dataFolder}`));
});

test('data and configuration are where the image looks for them', () => {
  assert.equal(JSON.parse(image().env.ISOCENTER_DEFAULTS ?? '').StorageDirectory, dataFolder);
  assert.deepEqual(image().command, [configurationFolder]);
  for (const [name, { volumes = [] }] of servers) {
    assert.deepEqual(volumes, [`./isocenter.json:${configurationFolder}/isocenter.json:ro`, `${name}:${dataFolder}`]);
  }
  const mounts = captures(pod, /mountPath: (\S+)/g);
  for (const folder of [dataFolder, configurationFolder, '/run/secrets']) assert.ok(mounts.includes(folder), folder);
  assert.equal(unit.get('StateDirectory'), 'isocenter');
  assert.ok(unit.get('ExecStart')?.endsWith(` ${configurationFolder}`));
});

test('whoever stops a server waits longer than it takes to drain and to end', () => {
  const byDefault = Number(options.get('DrainDelay')?.default) + Number(options.get('ShutdownGrace')?.default);
  assert.ok(Number(unit.get('TimeoutStopSec')) > byDefault);
  for (const [, { environment = {}, stop_grace_period: period }] of servers) {
    const ending = Number(environment.ISOCENTER__DRAIN_DELAY) + Number(environment.ISOCENTER__SHUTDOWN_GRACE);
    assert.ok(Number(period?.replace(/s$/, '')) > ending);
  }
  assert.match(
    pod,
    /terminationGracePeriodSeconds: {{ add \(int .Values.drainDelaySeconds\) \(int .Values.shutdownGraceSeconds\) \d+ }}/,
  );
});

test('a server drains for longer than a proxy or Kubernetes takes to see it', () => {
  const [, interval, fall] = /inter (\d+)s fall (\d+)/.exec(proxy) ?? [];
  for (const [, { environment = {} }] of servers) {
    assert.ok(Number(environment.ISOCENTER__DRAIN_DELAY) > Number(interval) * Number(fall));
  }
  assert.match(pod, /readinessProbe:[\s\S]*?failureThreshold: 1\n/);
  assert.ok(values.drainDelaySeconds > values.probes.periodSeconds);
});

test('signals are those that the server takes for a good end', () => {
  assert.equal(image().stopSignal, 'SIGTERM');
  assert.equal(unit.get('KillSignal'), 'SIGTERM');
});

test('versions are those of the package', () => {
  const { version } = JSON.parse(textOf('packages/server/package.json'));
  const chart = parse(textOf('deploy/helm/isocenter/Chart.yaml'));
  assert.equal(chart.appVersion, version);
  for (const [, server] of servers) assert.equal(server.image, `isocenter:${version}`);
});

test('every image of compose.yaml is of a named version', () => {
  for (const [name, service] of Object.entries(compose().services)) {
    assert.match(service.image, /^[\w./-]+:\d+\.\d+/, name);
  }
});

test('what compose.yaml refers to is there, and services start when what they need is healthy', () => {
  const { networks, secrets, services, volumes } = compose();
  for (const [name, service] of Object.entries(services)) {
    for (const secret of service.secrets ?? []) {
      assert.ok(Object.hasOwn(secrets, typeof secret === 'string' ? secret : secret.source), name);
    }
    for (const network of service.networks ?? []) assert.ok(Object.hasOwn(networks, network), name);
    for (const volume of service.volumes ?? []) {
      const [source = ''] = volume.split(':');
      assert.ok(source.startsWith('./') || Object.hasOwn(volumes, source), `${name}: ${volume}`);
    }
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      const isTask = needed === 'bucket';
      assert.equal(condition, isTask ? 'service_completed_successfully' : 'service_healthy', name);
      const checks = services[needed]?.healthcheck !== undefined || needed.startsWith('isocenter-');
      assert.ok(checks || isTask, `${needed} has a health check`);
    }
  }
  assert.equal(networks.inside?.internal, true);
  assert.deepEqual(services.postgresql?.networks, ['inside']);
  assert.deepEqual(services.s3?.networks, ['inside']);
});

test('servers run without rights that they do not need', () => {
  for (const [, server] of servers) assert.equal(server.read_only, true);
  for (const line of [
    'runAsNonRoot: true',
    'readOnlyRootFilesystem: true',
    'allowPrivilegeEscalation: false',
    'drop: [ALL]',
  ]) {
    assert.ok(pod.includes(line), line);
  }
  for (const name of ['NoNewPrivileges', 'ProtectHome', 'PrivateTmp', 'PrivateDevices', 'RestrictNamespaces']) {
    assert.equal(unit.get(name), 'yes', name);
  }
  assert.equal(unit.get('ProtectSystem'), 'strict');
  assert.doesNotMatch(textOf('deploy/docker/Dockerfile'), /^VOLUME/m);
});
