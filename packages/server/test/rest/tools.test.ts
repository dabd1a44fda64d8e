import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tags } from '@isocenter/dicom';
import { startArchive } from './archive.ts';
import { uids, upload } from './sample-instances.ts';

test('the time is told in UTC and as the clock on the wall shows it', async (t) => {
  const { app } = await startArchive(t);
  assert.equal((await app.inject('/tools/now')).body, '20260131T235958');
  const wall = new Date(Date.UTC(2026, 0, 31, 23, 59, 58));
  const two = (number: number) => String(number).padStart(2, '0');
  const date = `${wall.getFullYear()}${two(wall.getMonth() + 1)}${two(wall.getDate())}`;
  const time = `${two(wall.getHours())}${two(wall.getMinutes())}${two(wall.getSeconds())}`;
  assert.equal((await app.inject('/tools/now-local')).body, `${date}T${time}`);
});

test('identifiers are generated for every level', async (t) => {
  const { app } = await startArchive(t);
  for (const level of ['study', 'series', 'instance']) {
    assert.match((await app.inject(`/tools/generate-uid?level=${level}`)).body, /^2\.25\.\d{1,39}$/, level);
  }
  const patient = await app.inject('/tools/generate-uid?level=patient');
  assert.match(patient.body, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  const missing = await app.inject('/tools/generate-uid');
  assert.deepEqual([missing.statusCode, missing.body], [404, '']);
  assert.equal((await app.inject('/tools/generate-uid?level=room')).statusCode, 400);
});

test('resources are looked up by a DICOM identifier in its normalized form', async (t) => {
  const { app } = await startArchive(t);
  const { ParentPatient, ParentStudy, ID } = await upload(app, { patientId: 'Ab_C' });
  const unnamed = await upload(app, { study: 2, patientId: '' });
  const lookup = async (payload: string) =>
    (await app.inject({ method: 'POST', url: '/tools/lookup', payload })).json();
  const patient = [{ ID: ParentPatient, Path: `/patients/${ParentPatient}`, Type: 'Patient' }];
  assert.deepEqual(await lookup(' aB_c '), patient);
  assert.deepEqual(await lookup('ab c'), patient, 'the normalized form has blanks for `_`');
  for (const other of ['aB%c', '_Ab_C', 'A_b_c']) assert.deepEqual(await lookup(other), [], other);
  assert.deepEqual(await lookup(uids.study(1)), [{ ID: ParentStudy, Path: `/studies/${ParentStudy}`, Type: 'Study' }]);
  assert.deepEqual(await lookup(uids.instance(1, 1, 1)), [{ ID, Path: `/instances/${ID}`, Type: 'Instance' }]);
  assert.deepEqual(
    (await lookup('')).map(({ ID: id }: { ID: string }) => id),
    [unnamed.ParentPatient],
  );
  assert.deepEqual(await lookup('nobody'), []);
});

test('log levels are read and set, for all categories or one', async (t) => {
  const { app } = await startArchive(t);
  const level = async (url: string) => (await app.inject(`/tools/${url}`)).body;
  const put = (url: string, payload: string) => app.inject({ method: 'PUT', url: `/tools/${url}`, payload });
  assert.equal(await level('log-level'), 'default');
  assert.equal((await put('log-level-dicom', 'trace')).body, '');
  assert.deepEqual([await level('log-level-dicom'), await level('log-level-http')], ['trace', 'default']);
  assert.equal((await put('log-level', 'verbose')).statusCode, 200);
  for (const category of ['generic', 'plugins', 'http', 'sqlite', 'dicom', 'jobs', 'lua']) {
    assert.equal(await level(`log-level-${category}`), 'verbose', category);
  }
  assert.equal((await put('log-level', 'loud')).statusCode, 400);
});

test('stopping and restarting are answered before they happen', async (t) => {
  const { app, endings } = await startArchive(t);
  for (const [url, ending] of [
    ['/tools/reset', 'restart'],
    ['/tools/shutdown', 'shutdown'],
  ]) {
    const response = await app.inject({ method: 'POST', url: `${url}` });
    assert.deepEqual(response.json(), {});
    assert.equal(endings.at(-1), ending);
  }
});

test('metrics are switched by text and rendered for Prometheus', async (t) => {
  const { app, metrics } = await startArchive(t);
  await upload(app);
  assert.equal((await app.inject('/tools/metrics')).body, '1');
  const response = await app.inject('/tools/metrics-prometheus');
  assert.match(String(response.headers['content-type']), /^text\/plain; version=0\.0\.4/);
  for (const line of ['orthanc_count_instances 1', 'orthanc_last_change 4', 'orthanc_jobs_running 0']) {
    assert.match(response.body, new RegExp(`^${line} \\d+$`, 'm'));
  }
  assert.match(response.body, /isocenter_http_request_duration_seconds_count\{method="POST",status="2xx"\} 1/);
  assert.equal((await app.inject({ method: 'PUT', url: '/tools/metrics', payload: '0' })).statusCode, 200);
  assert.equal(metrics.enabled, false);
  assert.equal((await app.inject({ method: 'PUT', url: '/tools/metrics', payload: '2' })).statusCode, 400);
});

test('the tools are listed', async (t) => {
  const { app } = await startArchive(t);
  const names: string[] = (await app.inject('/tools')).json();
  assert.deepEqual(names, names.toSorted());
  assert.equal(new Set(names).size, names.length);
  for (const name of [
    'accepted-sop-classes',
    'bulk-content',
    'dicom-conformance',
    'find',
    'log-level-http',
    'shutdown',
  ]) {
    assert.ok(names.includes(name), name);
  }
});

test('the default encoding is changed at once, for what is stored and what is read', async (t) => {
  const { app } = await startArchive(t);
  const url = '/tools/default-encoding';
  assert.equal((await app.inject(url)).body, 'Latin1');
  const put = await app.inject({ method: 'PUT', url, payload: 'cyrillic' });
  assert.deepEqual([put.statusCode, put.body], [200, 'Cyrillic']);
  const { ParentPatient, ID } = await upload(app, {
    fill: (dataSet) => {
      dataSet.delete(Tags.SpecificCharacterSet);
      // PS3.5 Annex K: a name in ISO_IR 144.
      dataSet.set(Tags.PatientName, 'PN', Buffer.from('bbeeda6365dcd17970d320', 'hex').subarray(0, 10));
    },
  });
  const name = '\u041b\u044e\u043ace\u043c\u0431yp\u0433';
  assert.equal((await app.inject(`/patients/${ParentPatient}`)).json().MainDicomTags.PatientName, name);
  assert.equal((await app.inject(`/instances/${ID}/simplified-tags`)).json().PatientName, name);
  for (const payload of ['', 'Klingon', ' Latin1 ']) {
    const refused = await app.inject({ method: 'PUT', url, payload });
    assert.deepEqual([refused.statusCode, refused.json().OrthancStatus], [400, 3], payload);
  }
  assert.equal((await app.inject(url)).body, 'Cyrillic');
});

test('tags in memory are forgotten without a word', async (t) => {
  const { app } = await startArchive(t);
  const response = await app.inject({ method: 'POST', url: '/tools/invalidate-tags' });
  assert.deepEqual([response.statusCode, response.body], [200, '']);
});

test('an application that is not configured is called in either form of a modality', async (t) => {
  const { app, echoes } = await startArchive(t);
  const echo = (payload: unknown) =>
    app.inject({ method: 'POST', url: '/tools/dicom-echo', payload: JSON.stringify(payload) });
  assert.deepEqual((await echo(['WARD', '192.0.2.7', 104])).json(), {});
  const options = { CheckFind: true, LocalAet: 'ME', Timeout: 3 };
  assert.deepEqual((await echo({ AET: 'WARD', Host: '192.0.2.7', Port: 104, ...options })).json(), {});
  assert.deepEqual(
    echoes.map((echoed) => echoed.options),
    [{}, { checkFind: true, localAet: 'ME', timeoutSeconds: 3 }],
  );
  const failed = await echo(['WARD', 'nowhere', 104]);
  assert.deepEqual([failed.statusCode, failed.json().OrthancStatus], [500, 9]);
  for (const payload of [
    {},
    [],
    ['WARD'],
    ['WARD', 'host', 'port'],
    { AET: 'WARD', Host: 'h', Port: 104, Timeout: 'x' },
  ]) {
    assert.equal((await echo(payload)).statusCode, 400, JSON.stringify(payload));
  }
});

test('plugins are listed and described, and add to the script of the web page', async (t) => {
  const plugins = [
    {
      id: 'viewer',
      version: '2.0',
      description: 'Shows images',
      rootUri: '/viewer/',
      explorerExtension: 'addButton();',
    },
    { id: 'plain', version: 'mainline' },
  ];
  const { app } = await startArchive(t, { plugins });
  assert.deepEqual((await app.inject('/plugins')).json(), ['explorer.js', 'viewer', 'plain']);
  assert.deepEqual((await app.inject('/plugins/viewer')).json(), {
    Description: 'Shows images',
    ExtendsOrthancExplorer: true,
    ID: 'viewer',
    RootUri: '/viewer/',
    Version: '2.0',
  });
  assert.deepEqual((await app.inject('/plugins/plain')).json(), {
    ExtendsOrthancExplorer: false,
    ID: 'plain',
    Version: 'mainline',
  });
  const script = await app.inject('/plugins/explorer.js');
  assert.match(String(script.headers['content-type']), /^application\/javascript/);
  assert.match(script.body, /addButton\(\);$/);
  const unknown = await app.inject('/plugins/other');
  assert.deepEqual([unknown.statusCode, unknown.body], [404, '']);
});

test('the metrics have the names of the peer', async (t) => {
  const { app } = await startArchive(t);
  const { ID } = await upload(app);
  await app.inject(`/instances/${ID}/file`);
  const { body } = await app.inject('/tools/metrics-prometheus');
  const names = new Set(
    body
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.split(/[ {]/)[0]),
  );
  for (const name of [
    ...['patients', 'studies', 'series', 'instances'].map((level) => `count_${level}`),
    ...['pending', 'running', 'total_completed', 'total_failed', 'total_success'].map((state) => `jobs_${state}`),
    ...['count', 'hit_count', 'miss_count', 'size_mb'].map((part) => `storage_cache_${part}`),
    ...[
      'disk_size_mb',
      'uncompressed_size_mb',
      'last_change',
      'logged_errors_count',
      'logged_warnings_count',
      'up_time_s',
    ],
    ...['rest_api_active_requests', 'rest_api_duration_ms', 'storage_read_bytes', 'storage_written_bytes'],
    ...['available_dicom_threads', 'available_http_threads_count'],
  ]) {
    assert.ok(names.has(`orthanc_${name}`), name);
  }
});
