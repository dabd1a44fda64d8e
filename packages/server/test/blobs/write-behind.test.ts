import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WriteBehind } from '../../src/blobs/write-behind.ts';

/** Records what is written; each write ends when the test says so. */
function recorder() {
  const written: number[] = [];
  const ends: PromiseWithResolvers<void>[] = [];
  const writeOut = (chunks: readonly Uint8Array[]) => {
    written.push(chunks.reduce((sum, { length }) => sum + length, 0));
    const end = Promise.withResolvers<void>();
    ends.push(end);
    return end.promise;
  };
  return { written, ends, behind: new WriteBehind(10, writeOut) };
}

describe('writing behind', () => {
  it('gathers chunks up to the size of a buffer', async () => {
    const { behind, ends, written } = recorder();
    assert.equal(behind.write(new Uint8Array(4)), undefined);
    assert.deepEqual(written, []);
    assert.equal(behind.write(new Uint8Array(6)), undefined);
    assert.deepEqual(written, [10]);
    assert.equal(behind.write(new Uint8Array(3)), undefined);
    const finished = behind.finish();
    ends[0]?.resolve();
    while (written.length < 2) await Promise.resolve();
    ends[1]?.resolve();
    await finished;
    assert.deepEqual(written, [10, 3]);
  });

  it('makes the writer wait while two buffers are full', async () => {
    const { behind, ends, written } = recorder();
    behind.write(new Uint8Array(10));
    const waits = behind.write(new Uint8Array(12));
    assert.ok(waits instanceof Promise);
    assert.deepEqual(written, [10]);
    ends[0]?.resolve();
    await waits;
    assert.deepEqual(written, [10, 12]);
    ends[1]?.resolve();
    await behind.finish();
  });

  it('fails every call after a failure, and writes no more', async () => {
    const { behind, ends, written } = recorder();
    const failure = new Error('no room');
    behind.write(new Uint8Array(10));
    const waits = behind.write(new Uint8Array(10));
    ends[0]?.reject(failure);
    await assert.rejects(async () => waits, failure);
    await assert.rejects(async () => behind.write(new Uint8Array(10)), failure);
    await assert.rejects(behind.finish(), failure);
    await behind.stop();
    assert.deepEqual(written, [10]);
  });

  it('that is stopped waits for the write under way and forgets the rest', async () => {
    const { behind, ends, written } = recorder();
    behind.write(new Uint8Array(10));
    behind.write(new Uint8Array(5));
    const stopped = behind.stop();
    ends[0]?.resolve();
    await stopped;
    await behind.finish();
    assert.deepEqual(written, [10]);
  });
});
