import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { DataSet } from '@isocenter/dicom';
import type { UpstreamConfiguration } from '../../../src/config/relay.ts';
import { IsocenterError } from '../../../src/model/isocenter-error.ts';
import { GatedLink } from '../../../src/relay/upstreams/gated-link.ts';
import { UpstreamGate } from '../../../src/relay/upstreams/upstream-gate.ts';
import type { RequestPriority, UpstreamLink } from '../../../src/relay/upstreams/upstream-link.ts';
import { upstreamOf } from '../../support/upstream.ts';
import { HeldLink } from './scripted-link.ts';

const never = new AbortController().signal;
const unheard = (): void => undefined;
const question = { level: 'Study', keys: new DataSet() } as const;

function gated(fields: Partial<UpstreamConfiguration> = {}) {
  const clock = { ms: 1_000 };
  const upstream = upstreamOf(fields);
  const held = new HeldLink();
  const nowMs = () => clock.ms;
  const gate = new UpstreamGate(upstream, { nowMs, date: () => new Date(clock.ms) });
  const link = new GatedLink(held, gate);
  return { clock, held, link, ...askers(link) };
}

/** Requests whose names are told from one another by the Study Instance UID. */
function askers(link: UpstreamLink) {
  const retrieve = (
    name: string,
    { priority, signal = never }: { priority?: RequestPriority; signal?: AbortSignal } = {},
  ) => link.retrieve([{ level: 'Study', studyInstanceUid: name }], unheard, signal, { ...(priority && { priority }) });
  return { retrieve, find: (signal = never) => link.find(question, unheard, signal) };
}

const namesOf = ({ requests }: HeldLink) =>
  requests.map(({ what }) => ('level' in what ? 'query' : (what[0]?.studyInstanceUid ?? '')));

const unreachable = () => new IsocenterError('NetworkProtocol', 'nobody answers', { transient: true });

describe('requests to one upstream', { timeout: 60_000 }, () => {
  it('are as many at a time as it performs; others wait in their order', async () => {
    const { held, link, retrieve } = gated({ MaximumRetrieves: 2 });
    const all = ['1', '2', '3', '4'].map((name) => retrieve(name));
    await turn();
    assert.deepEqual(namesOf(held), ['1', '2']);
    assert.deepEqual([link.health.runningRetrieves, link.health.waitingRetrieves], [2, 2]);
    held.requests[1]?.end();
    await turn();
    assert.deepEqual(namesOf(held), ['1', '2', '3']);
    held.requests[0]?.fail(unreachable());
    await assert.rejects(all[0] ?? Promise.resolve());
    await turn();
    assert.deepEqual(namesOf(held), ['1', '2', '3', '4'], 'one that fails gives its place away, too');
    for (const request of held.requests) request.end();
    await Promise.all(all.slice(1));
    assert.deepEqual([link.health.runningRetrieves, link.health.waitingRetrieves], [0, 0]);
  });

  it('are searches beside retrieves, with places of their own', async () => {
    const { find, held, link, retrieve } = gated({ MaximumRetrieves: 1, MaximumQueries: 1 });
    const all = [retrieve('1'), retrieve('2'), find(), find()];
    await turn();
    assert.deepEqual(namesOf(held), ['1', 'query']);
    assert.deepEqual([link.health.runningQueries, link.health.waitingQueries], [1, 1]);
    held.requests[1]?.end();
    await turn();
    assert.deepEqual(namesOf(held), ['1', 'query', 'query']);
    held.requests[0]?.end();
    held.requests[2]?.end();
    await turn();
    held.requests[3]?.end();
    await Promise.all(all);
  });

  it('of low priority wait behind all others, and leave a place free', async () => {
    const { held, retrieve } = gated({ MaximumRetrieves: 2 });
    const low = ['a', 'b'].map((name) => retrieve(name, { priority: 'low' }));
    await turn();
    assert.deepEqual(namesOf(held), ['a']);
    const normal = ['1', '2'].map((name) => retrieve(name));
    await turn();
    assert.deepEqual(namesOf(held), ['a', '1']);
    held.requests[0]?.end();
    await turn();
    assert.deepEqual(namesOf(held), ['a', '1', '2']);
    held.requests[1]?.end();
    await turn();
    assert.equal(held.requests.length, 3, 'the last place is not for low priority');
    held.requests[2]?.end();
    await turn();
    held.requests[3]?.end();
    await Promise.all([...low, ...normal]);
  });

  it('that wait are limited: one more is refused, and may be tried again', async () => {
    const { held, link, retrieve } = gated({ MaximumRetrieves: 1, MaximumQueue: 1 });
    const all = [retrieve('1'), retrieve('2')];
    await assert.rejects(retrieve('3'), { transient: true, httpStatus: 503, message: /MaximumQueue/ });
    assert.equal(link.health.waitingRetrieves, 1);
    held.requests[0]?.end();
    await turn();
    held.requests[1]?.end();
    await Promise.all(all);
    assert.deepEqual(namesOf(held), ['1', '2']);
  });

  it('that wait with low priority give way when there is no room for another', async () => {
    const { held, link, retrieve } = gated({ MaximumRetrieves: 1, MaximumQueue: 1 });
    const first = retrieve('1');
    const low = retrieve('a', { priority: 'low' });
    const second = retrieve('2');
    await assert.rejects(low, { message: /MaximumQueue/ });
    held.requests[0]?.end();
    await turn();
    held.requests[1]?.end();
    await Promise.all([first, second]);
    assert.equal(link.health.lastFailure, undefined, 'it was not the upstream that failed');
  });

  it('that are given up while they wait make room, and never reach it', async () => {
    const { held, link, retrieve } = gated({ MaximumRetrieves: 1 });
    const first = retrieve('1');
    const stop = new AbortController();
    const second = retrieve('2', { signal: stop.signal });
    const third = retrieve('3');
    const reason = new Error('nobody waits any more');
    stop.abort(reason);
    await assert.rejects(second, reason);
    assert.equal(link.health.waitingRetrieves, 1);
    held.requests[0]?.end();
    await turn();
    held.requests[1]?.end();
    await Promise.all([first, third]);
    assert.deepEqual(namesOf(held), ['1', '3']);
  });

  it('are not made with a signal that has been aborted', async () => {
    const { held, retrieve } = gated();
    const reason = new Error('too late');
    await assert.rejects(retrieve('1', { signal: AbortSignal.abort(reason) }), reason);
    assert.equal(held.requests.length, 0);
  });

  it('are so many in any minute; more wait', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { clock, held, retrieve } = gated({ MaximumRetrieves: 10, RequestsPerMinute: 2 });
    const all = [retrieve('1')];
    clock.ms += 20_000;
    all.push(retrieve('2'), retrieve('3'), retrieve('4'));
    await turn();
    assert.deepEqual(namesOf(held), ['1', '2']);
    const pass = async (ms: number) => {
      clock.ms += ms;
      t.mock.timers.tick(ms);
      await turn();
    };
    await pass(39_999);
    assert.deepEqual(namesOf(held), ['1', '2']);
    await pass(1);
    assert.deepEqual(namesOf(held), ['1', '2', '3'], 'a minute after the first');
    await pass(20_000);
    assert.deepEqual(namesOf(held), ['1', '2', '3', '4'], 'a minute after the second');
    for (const request of held.requests) request.end();
    await Promise.all(all);
  });
});

describe('an upstream that fails', { timeout: 60_000 }, () => {
  /** Lets requests fail one after the other. */
  async function fail({ held, retrieve }: ReturnType<typeof gated>, times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      const failing = retrieve('failing');
      await turn();
      held.requests.at(-1)?.fail(unreachable());
      await assert.rejects(failing, /nobody answers/);
    }
  }

  it('is left alone after so many failures in a row, and asked again by one request', async () => {
    const asked = gated({ BreakerThreshold: 2, BreakerDelay: 30 });
    const { clock, held, link, retrieve } = asked;
    await fail(asked, 2);
    assert.equal(link.health.state, 'open');
    await assert.rejects(retrieve('refused'), { transient: true, message: /pacs.*2 times in a row/ });
    assert.equal(held.requests.length, 2);
    clock.ms += 30_000;
    const probe = retrieve('probe');
    await turn();
    await assert.rejects(retrieve('beside it'), /in a row/);
    held.requests[2]?.end();
    await probe;
    assert.equal(link.health.state, 'closed');
  });

  it('does not make those wait who wait for their turn', async () => {
    const { held, link, retrieve } = gated({ BreakerThreshold: 1, MaximumRetrieves: 1 });
    const failing = retrieve('1');
    const waiting = retrieve('2');
    await turn();
    held.requests[0]?.fail(unreachable());
    await assert.rejects(failing);
    await assert.rejects(waiting, { transient: true, message: /pacs.*nobody answers/ });
    assert.deepEqual([held.requests.length, link.health.waitingRetrieves], [1, 0]);
  });

  it('does not hold up requests to another', async () => {
    const dead = gated({ Name: 'dead', BreakerThreshold: 1, MaximumRetrieves: 1 });
    const slow = gated({ Name: 'slow', MaximumRetrieves: 1 });
    const good = gated({ Name: 'good', MaximumRetrieves: 1 });
    await fail(dead, 1);
    const stuck = [slow.retrieve('1'), slow.retrieve('2')];
    const quick = good.retrieve('1');
    await turn();
    good.held.requests[0]?.end();
    await quick;
    assert.deepEqual([dead.link.health.state, good.link.health.state], ['open', 'closed']);
    slow.held.requests[0]?.end();
    await turn();
    slow.held.requests[1]?.end();
    await Promise.all(stuck);
  });

  it('with an answer can be reached', async () => {
    const { held, link, retrieve } = gated({ BreakerThreshold: 1 });
    const retrieving = retrieve('1');
    await turn();
    held.requests[0]?.end({ status: 0xa801 });
    assert.equal((await retrieving).status, 0xa801);
    assert.equal(link.health.state, 'closed');
    assert.match(link.health.lastFailure?.message ?? '', /A801/);
    const finding = retrieve('2');
    await turn();
    const payload = { Type: 'Dimse', Content: { DimseErrorStatus: 0xa700 } } as const;
    held.requests[1]?.fail(new IsocenterError('NetworkProtocol', 'too busy', { transient: true, payload }));
    await assert.rejects(finding);
    assert.deepEqual([link.health.state, link.health.lastFailure?.message], ['closed', 'too busy']);
  });

  it('has nothing to do with requests that were given up', async () => {
    const { held, link, retrieve } = gated({ BreakerThreshold: 1 });
    const stop = new AbortController();
    const retrieving = retrieve('1', { signal: stop.signal });
    await turn();
    stop.abort(new Error('given up'));
    held.requests[0]?.fail(unreachable());
    await assert.rejects(retrieving);
    assert.deepEqual([link.health.state, link.health.lastFailure], ['closed', undefined]);
  });

  it('has nothing to do with what the one who asks makes of an answer', async () => {
    const answering: UpstreamLink = {
      find: async (_, onAnswer) => onAnswer(new DataSet()),
      retrieve: () => Promise.reject(new Error('Not asked')),
    };
    const link = new GatedLink(answering, new UpstreamGate(upstreamOf({ BreakerThreshold: 1 })));
    const reason = unreachable();
    const failing = link.find(question, () => Promise.reject(reason), never);
    await assert.rejects(failing, reason);
    assert.deepEqual([link.health.state, link.health.lastFailure], ['closed', undefined]);
  });

  it('is remembered with times, and so is the last success', async () => {
    const asked = gated();
    const { clock, held, link, retrieve } = asked;
    assert.deepEqual([link.health.lastSuccess, link.health.lastFailure], [undefined, undefined]);
    await fail(asked, 1);
    clock.ms = 2_000;
    const retrieving = retrieve('2');
    await turn();
    held.requests[1]?.end();
    await retrieving;
    assert.deepEqual(link.health.lastFailure, { time: new Date(1_000), message: 'nobody answers' });
    assert.deepEqual(link.health.lastSuccess, new Date(2_000));
  });
});
