import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LogCategory, type LogSeverity, logCategories } from '../../src/logging/log-category.ts';
import { silentLogger } from '../../src/logging/logger.ts';
import { Logs, type LogsOptions } from '../../src/logging/logs.ts';

/** Logs into memory. */
function capture(options: Partial<Omit<LogsOptions, 'destination'>> = {}) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line), flush: () => {} };
  const logs = new Logs({ verbosity: 'default', deidentify: true, ...options, destination });
  return { logs, lines, records: () => lines.map((line) => JSON.parse(line)) };
}

/** Lowest severity written at each verbosity. */
const verbosityTable = {
  default: ['error', 'warn', 'info'],
  verbose: ['error', 'warn', 'info', 'debug'],
  trace: ['error', 'warn', 'info', 'debug', 'trace'],
} as const;
const severities: readonly LogSeverity[] = ['error', 'warn', 'info', 'debug', 'trace'];

test('each verbosity lets its severities through', () => {
  for (const [verbosity, written] of Object.entries(verbosityTable)) {
    const { logs, records } = capture({ verbosity: verbosity as keyof typeof verbosityTable });
    const logger = logs.logger('generic');
    for (const severity of severities) logger[severity](severity);
    assert.deepEqual(
      records().map(({ msg }) => msg),
      written,
    );
    for (const severity of severities) {
      assert.equal(logger.isEnabled(severity), (written as readonly string[]).includes(severity), severity);
    }
  }
});

test('a line carries time, category and the fields of its logger', () => {
  const { logs, records } = capture();
  const association = logs.logger('dicom').child({ association: 7 });
  association.child({ job: 'x' }).info('sent', { instances: 3 });
  const [{ time, ...record }] = records();
  assert.ok(Number.isFinite(Date.parse(time)));
  assert.deepEqual(record, { level: 30, category: 'dicom', association: 7, job: 'x', msg: 'sent', instances: 3 });
});

test('the verbosity of one category changes while the server runs, also for loggers that exist', () => {
  const { logs, records } = capture({ categories: { http: 'verbose' } });
  const child = logs.logger('dicom').child({ association: 1 });
  child.debug('unheard');
  logs.setVerbosity('dicom', 'verbose');
  child.debug('heard');
  logs.logger('http').debug('heard too');
  logs.logger('jobs').debug('unheard');
  assert.deepEqual(
    records().map(({ msg }) => msg),
    ['heard', 'heard too'],
  );
  assert.deepEqual([logs.verbosity('dicom'), logs.overallVerbosity], ['verbose', 'default']);
});

test('the verbosity of all categories changes at once', () => {
  const { logs } = capture();
  logs.setVerbosity('every', 'trace');
  const expected: readonly LogCategory[] = ['generic', 'plugins', 'http', 'sqlite', 'dicom', 'jobs', 'lua'];
  assert.deepEqual(logCategories, expected);
  for (const category of expected) assert.equal(logs.verbosity(category), 'trace');
});

test('no secret is in any line, whatever the level', () => {
  const { logs, lines } = capture({ verbosity: 'trace', deidentify: false });
  const secret = 'hunter2';
  const logger = logs.logger('http').child({ Authorization: `Basic ${secret}` });
  const cause = new Error(`cannot reach http://user:${secret}@host/`);
  for (const severity of severities) {
    logger[severity](`calling https://user:${secret}@host/x with Basic ${secret}`, {
      Password: secret,
      AwsS3Storage: { AccessKey: secret, SecretKey: secret },
      request: { headers: { authorization: secret, cookie: secret, 'x-token': secret } },
      peers: [{ CertificateKeyPassword: secret, Url: `http://u:${secret}@h` }],
      Pkcs11: { Pin: secret },
      error: new Error('failed', { cause }),
    });
  }
  assert.equal(lines.length, severities.length);
  assert.doesNotMatch(lines.join(''), /hunter2/);
});

test('patient data is never in default logs, in verbose logs when allowed, in trace logs always', () => {
  const patient = { PatientName: 'Doe^Jane', query: { '0010,0020': 'Doe-1', AccessionNumber: 'Doe-2' } };
  const shown = {
    error: [false, false],
    warn: [false, false],
    info: [false, false],
    debug: [false, true],
    trace: [true, true],
  };
  for (const [position, deidentify] of [true, false].entries()) {
    for (const severity of severities) {
      const { logs, lines } = capture({ verbosity: 'trace', deidentify });
      logs.logger('dicom')[severity]('query', patient);
      assert.equal(/Doe/.test(lines.join('')), shown[severity][position], `${severity} ${deidentify}`);
    }
  }
});

test('values that JSON cannot hold do not stop a line', () => {
  const { logs, records } = capture();
  const loop: Record<string, unknown> = {};
  loop.loop = loop;
  logs.logger('generic').info('odd', { loop, count: 5n, bytes: new Uint8Array(4), nothing: null });
  const [record] = records();
  assert.deepEqual([record.count, record.bytes, record.nothing], ['5', '[4 bytes]', null]);
});

test('an error keeps code, cause and stack', () => {
  const { logs, records } = capture();
  const error = Object.assign(new Error('outer', { cause: new TypeError('inner') }), { code: 'E_OUTER' });
  logs.logger('generic').error('failed', { error });
  const [record] = records();
  assert.deepEqual(
    [record.error.message, record.error.code, record.error.cause.name],
    ['outer', 'E_OUTER', 'TypeError'],
  );
  assert.match(record.error.stack, /logs\.test\.ts/);
});

test('the silent logger writes nothing and says so', () => {
  assert.equal(silentLogger.child({ job: 1 }).isEnabled('error'), false);
});
