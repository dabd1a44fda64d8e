import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startArchive, uids, upload } from './archive.ts';

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
    assert.ok(response.body.split('\n').includes(line), line);
  }
  assert.match(response.body, /isocenter_http_request_duration_seconds_count\{method="POST",status="2xx"\} 1/);
  assert.equal((await app.inject({ method: 'PUT', url: '/tools/metrics', payload: '0' })).statusCode, 200);
  assert.equal(metrics.enabled, false);
  assert.equal((await app.inject({ method: 'PUT', url: '/tools/metrics', payload: '2' })).statusCode, 400);
});
