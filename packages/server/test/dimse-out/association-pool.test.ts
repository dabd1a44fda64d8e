import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { AssociationPool, wasProposed } from '../../src/dimse-out/association-pool.ts';
import { type Destination, destinationOf } from '../../src/dimse-out/destination.ts';
import { destinationDefaults, modalityAt, newOpener, type RemotePeer, startPeer } from '../support/remote-peer.ts';

const ct = { sopClassUid: '1.2.840.10008.5.1.4.1.1.2', transferSyntaxUid: '1.2.840.10008.1.2.1' };
const mr = { sopClassUid: '1.2.840.10008.5.1.4.1.1.4', transferSyntaxUid: '1.2.840.10008.1.2.1' };

async function startPool(t: TestContext, idleMs = 60_000) {
  const peer = await startPeer(t, {});
  const pool = new AssociationPool({ opener: newOpener(), idleMs });
  t.after(() => pool.close());
  const destination = destinationOf(modalityAt(peer.port), destinationDefaults);
  return { peer, pool, destination };
}

/** Resolves when the peer has no association any more. */
async function allEnded(peer: RemotePeer): Promise<(Error | undefined)[]> {
  return Promise.all([...peer.server.associations].map(({ closed }) => closed));
}

/** The timers of so many milliseconds; they end when the test says so. `fire` answers how many there were. */
function timersOf(t: TestContext, ofMs: number): { fire(): number } {
  const { clearTimeout, setTimeout } = globalThis;
  const waiting = new Map<unknown, () => void>();
  t.mock.method(globalThis, 'setTimeout', (callback: () => void, milliseconds: number) => {
    const timer = setTimeout(callback, milliseconds);
    if (milliseconds === ofMs) waiting.set(timer, callback);
    return timer;
  });
  t.mock.method(globalThis, 'clearTimeout', (timer: NodeJS.Timeout | undefined) => {
    waiting.delete(timer);
    clearTimeout(timer);
  });
  return {
    fire() {
      const callbacks = [...waiting.values()];
      for (const callback of callbacks) callback();
      return callbacks.length;
    },
  };
}

describe('the pool of associations', { timeout: 60_000 }, () => {
  it('gives back one that waits, and says that it has waited', async (t) => {
    const { destination, peer, pool } = await startPool(t);
    const first = await pool.acquire(destination, [ct]);
    assert.equal(first.reused, false);
    pool.release(first);
    const second = await pool.acquire(destination, [ct]);
    assert.equal(second.association, first.association);
    assert.equal(second.reused, true);
    assert.equal(peer.requests.length, 1);
  });

  it('gives each to one sender at a time', async (t) => {
    const { destination, pool } = await startPool(t);
    const [first, second] = [await pool.acquire(destination, [ct]), await pool.acquire(destination, [ct])];
    assert.notEqual(first.association, second.association);
    pool.release(first);
    pool.release(second);
    const [third, fourth] = [await pool.acquire(destination, [ct]), await pool.acquire(destination, [ct])];
    assert.deepEqual(
      new Set([third.association, fourth.association]),
      new Set([first.association, second.association]),
    );
  });

  it('opens another when the one that waits has no context for the instance', async (t) => {
    const { destination, peer, pool } = await startPool(t);
    pool.release(await pool.acquire(destination, [ct]));
    const entry = await pool.acquire(destination, [mr, ct]);
    assert.equal(entry.reused, false);
    assert.equal(peer.requests.length, 2);
    assert.deepEqual([wasProposed(entry, mr), wasProposed(entry, ct)], [true, true]);
    assert.equal(wasProposed(entry, { ...ct, transferSyntaxUid: '1.2.840.10008.1.2.4.50' }), false);
  });

  const differences: Readonly<Record<string, Partial<Destination>>> = {
    'calling AE title': { callingAet: 'OTHER' },
    'called AE title': { calledAet: 'OTHER' },
    host: { host: 'localhost' },
  };
  for (const [name, difference] of Object.entries(differences)) {
    it(`opens another for a destination with another ${name}`, async (t) => {
      const { destination, peer, pool } = await startPool(t);
      pool.release(await pool.acquire(destination, [ct]));
      await pool.acquire({ ...destination, ...difference }, [ct]);
      assert.equal(peer.requests.length, 2);
    });
  }

  it('releases one that has waited too long', async (t) => {
    const timers = timersOf(t, 5_000);
    const { destination, peer, pool } = await startPool(t, 5_000);
    pool.release(await pool.acquire(destination, [ct]));
    const ended = allEnded(peer);
    assert.equal(timers.fire(), 1);
    assert.deepEqual(await ended, [undefined], 'released, not aborted');
    assert.equal((await pool.acquire(destination, [ct])).reused, false);
  });

  it('keeps one that is used again from being released', async (t) => {
    const timers = timersOf(t, 5_000);
    const { destination, pool } = await startPool(t, 5_000);
    pool.release(await pool.acquire(destination, [ct]));
    await pool.acquire(destination, [ct]);
    assert.equal(timers.fire(), 0);
  });

  it('forgets one that the destination has ended', async (t) => {
    const { destination, peer, pool } = await startPool(t);
    const { association, ...entry } = await pool.acquire(destination, [ct]);
    pool.release({ association, ...entry });
    for (const other of peer.server.associations) other.abort();
    await association.closed;
    assert.equal((await pool.acquire(destination, [ct])).reused, false);
  });

  it('releases at once where associations do not wait', async (t) => {
    const { destination, peer, pool } = await startPool(t, 0);
    const entry = await pool.acquire(destination, [ct]);
    const ended = allEnded(peer);
    pool.release(entry);
    assert.deepEqual(await ended, [undefined]);
  });

  it('aborts what went wrong', async (t) => {
    const { destination, peer, pool } = await startPool(t);
    const entry = await pool.acquire(destination, [ct]);
    const ended = allEnded(peer);
    pool.discard(entry);
    const [reason] = await ended;
    assert.equal(reason?.name, 'AssociationAbortedError');
  });

  it('releases everything that waits when it is closed, and what comes back later', async (t) => {
    const { destination, peer, pool } = await startPool(t);
    const late = await pool.acquire(destination, [ct]);
    pool.release(await pool.acquire(destination, [ct]));
    await pool.close();
    assert.equal(peer.server.associations.size, 1);
    const ended = allEnded(peer);
    pool.release(late);
    assert.deepEqual(await ended, [undefined]);
  });
});
