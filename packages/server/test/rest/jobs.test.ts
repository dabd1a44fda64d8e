import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes } from '../../src/model/error-codes.ts';
import { type Archive, startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

/** A job that has failed, and one that has succeeded. */
async function twoJobs({ app }: Archive) {
  const { ID } = await upload(app);
  const store = (payload: object) => app.inject({ method: 'POST', url: '/modalities/pacs/store', payload });
  await store({ Resources: [ID], CalledAet: 'REFUSES' });
  await store({ Resources: [ID], UserData: 'mine' });
  const jobs: { ID: string; State: string }[] = (await app.inject('/jobs?expand')).json();
  const idOf = (state: string) => jobs.find(({ State }) => State === state)?.ID ?? '';
  return { failed: idOf('Failure'), succeeded: idOf('Success') };
}

test('jobs are listed by sorted ids, or as their JSON', async (t) => {
  const archive = await startArchive(t);
  assert.deepEqual((await archive.app.inject('/jobs')).json(), []);
  assert.deepEqual((await archive.app.inject('/jobs?expand')).json(), []);
  const { failed, succeeded } = await twoJobs(archive);
  assert.deepEqual((await archive.app.inject('/jobs')).json(), [failed, succeeded].toSorted());
  const expanded: { ID: string }[] = (await archive.app.inject('/jobs?expand')).json();
  assert.deepEqual(
    expanded.map(({ ID }) => ID),
    [failed, succeeded].toSorted(),
  );
});

test('a job is shown with its state, error and content', async (t) => {
  const archive = await startArchive(t);
  const { failed, succeeded } = await twoJobs(archive);
  const success = (await archive.app.inject(`/jobs/${succeeded}`)).json();
  assert.deepEqual(
    [success.Type, success.State, success.Progress, success.ErrorCode, success.UserData],
    ['DicomModalityStore', 'Success', 100, 0, 'mine'],
  );
  assert.match(success.CreationTime, /^\d{8}T\d{6}\.\d{6}$/);
  assert.equal(success.Content.RemoteAet, 'PACS');
  const failure = (await archive.app.inject(`/jobs/${failed}`)).json();
  assert.deepEqual(
    [failure.State, failure.ErrorCode, failure.ErrorDescription, failure.ErrorDetails],
    ['Failure', 9, errorCodes.NetworkProtocol.message, 'Refused'],
  );
  assert.equal(failure.ErrorPayload.Type, 'Dimse');
});

test('requests to completed jobs are answered as in section 1 of the jobs reference', async (t) => {
  const archive = await startArchive(t);
  const { failed, succeeded } = await twoJobs(archive);
  const rows = [
    { job: succeeded, action: 'cancel', status: 200 },
    { job: succeeded, action: 'pause', status: 200 },
    { job: succeeded, action: 'resume', status: 400 },
    { job: succeeded, action: 'resubmit', status: 400 },
    { job: failed, action: 'cancel', status: 200 },
    { job: failed, action: 'resume', status: 400 },
    { job: failed, action: 'resubmit', status: 200 },
    { job: 'unknown', action: 'pause', status: 400 },
  ];
  for (const { job, action, status } of rows) {
    const response = await archive.app.inject({ method: 'POST', url: `/jobs/${job}/${action}`, payload: '' });
    assert.equal(response.statusCode, status, action);
    assert.equal(response.body, status === 200 ? '{}\n' : '', action);
  }
});

test('a completed job is deleted; an unknown one or an output that is none is 404 with code 7', async (t) => {
  const archive = await startArchive(t);
  const { succeeded } = await twoJobs(archive);
  const url = `/jobs/${succeeded}`;
  for (const method of ['GET', 'DELETE'] as const) {
    const output = await archive.app.inject({ method, url: `${url}/archive` });
    assert.deepEqual([output.statusCode, output.json().OrthancStatus], [404, 7]);
  }
  assert.deepEqual((await archive.app.inject({ method: 'DELETE', url })).json(), {});
  const again = await archive.app.inject({ method: 'DELETE', url });
  assert.deepEqual([again.statusCode, again.json().OrthancStatus], [404, 7]);
  assert.equal((await archive.app.inject(url)).statusCode, 404);
});
