import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JobState } from '../../src/jobs/job-record.ts';
import type { JobRequest } from '../../src/jobs/job-store.ts';
import { jobTransitions, keptRequest, transitionOf } from '../../src/jobs/transitions.ts';

/** By request: what it does to a job that is Pending, Running, Paused, Retry, Success, Failure. */
const expected: readonly (readonly [JobRequest, string])[] = [
  ['cancel', '  Failure  later    Failure  Failure  -        -       '],
  ['pause', '   Paused   later    -        Paused   -        -       '],
  ['resume', '  refused  refused  Pending  refused  refused  refused '],
  ['resubmit', 'refused  refused  refused  refused  refused  Pending '],
];
const states: readonly JobState[] = ['Pending', 'Running', 'Paused', 'Retry', 'Success', 'Failure'];

for (const [request, row] of expected) {
  const cells = row.trim().split(/ +/);
  for (const [column, state] of states.entries()) {
    const cell = cells[column];
    test(`${request} of a job in state ${state}: ${cell === '-' ? 'nothing to do' : cell}`, () => {
      const transition = transitionOf(state, request);
      const shown = transition.outcome === 'applied' ? transition.state : transition.outcome;
      assert.equal(shown === 'unchanged' ? '-' : shown, cell);
    });
  }
}

test('the table knows these states and requests, and no others', () => {
  assert.deepEqual(Object.keys(jobTransitions).sort(), [...states].sort());
  const requests = expected.map(([request]) => request).sort();
  for (const state of states) assert.deepEqual(Object.keys(jobTransitions[state]).sort(), requests);
});

test('a cancel that waits is not taken back by a pause; a pause that waits becomes a cancel', () => {
  assert.equal(keptRequest(undefined, 'pause'), 'pause');
  assert.equal(keptRequest('pause', 'cancel'), 'cancel');
  assert.equal(keptRequest('cancel', 'pause'), 'cancel');
});
