import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SubOperationTally } from '../../src/retrieve/tally.ts';

type Result = 'completed' | 'warning' | 'duplicate' | 'failed';

function tallyOf(total: number, results: readonly Result[], duplicateIsSuccess = false): SubOperationTally {
  const tally = new SubOperationTally(total, duplicateIsSuccess);
  results.forEach((result, number) => {
    tally.add({ result }, `1.2.${number}`);
  });
  return tally;
}

describe('the count of sub-operations', () => {
  it('says what is done and what remains', () => {
    assert.deepEqual(tallyOf(6, ['completed', 'completed', 'warning', 'failed']).counters, {
      remaining: 2,
      completed: 2,
      failed: 1,
      warning: 1,
    });
  });

  /** Final statuses of PS3.4 table C.4-2. */
  const endings = [
    { results: ['completed', 'completed'], status: 0x0000 },
    { results: ['completed', 'warning'], status: 0xb000 },
    { results: ['completed', 'failed'], status: 0xb000 },
    { results: ['warning', 'warning'], status: 0xb000 },
    { results: ['failed', 'failed'], status: 0xa702 },
  ] as const;
  for (const { results, status } of endings) {
    it(`of ${results.join(' and ')} ends with ${status.toString(16).padStart(4, '0').toUpperCase()}`, () => {
      const result = tallyOf(2, results).finalResult();
      assert.equal(result.status, status);
      assert.equal('remaining' in result, false, 'no Number of Remaining in a final response');
    });
  }

  it('counts a duplicate as a failure, by PS3.7 C.5.6, or as a success, as the peer does', () => {
    assert.equal(tallyOf(1, ['duplicate']).add({ result: 'duplicate' }, '1'), 'failed');
    assert.equal(tallyOf(1, ['duplicate'], true).add({ result: 'duplicate' }, '1'), 'completed');
  });

  it('lists the instances that failed, not those with warnings', () => {
    const tally = tallyOf(4, ['completed', 'failed', 'warning', 'failed']);
    assert.deepEqual(tally.finalResult().failedSopInstanceUids, ['1.2.1', '1.2.3']);
    assert.equal('failedSopInstanceUids' in tallyOf(1, ['completed']).finalResult(), false);
  });

  it('lists no more of them than fit into (0008,0058)', () => {
    const tally = new SubOperationTally(2000, false);
    const uid = '1'.repeat(64);
    for (let number = 0; number < 2000; number += 1) tally.add({ result: 'failed' }, uid);
    const { failed, failedSopInstanceUids = [] } = tally.finalResult();
    assert.equal(failed, 2000);
    // 1008 values of 64 with 1007 backslashes are 65519 bytes; one more is over 65534.
    assert.equal(failedSopInstanceUids.length, 1008);
  });

  it('stops at 65535, the largest US, while more remain', () => {
    assert.equal(tallyOf(70_000, []).counters.remaining, 65_535);
    const tally = new SubOperationTally(70_000, false);
    for (let number = 0; number < 70_000; number += 1) tally.add({ result: 'completed' }, '1');
    assert.deepEqual([tally.counters.completed, tally.counters.remaining], [65_535, 0]);
  });

  it('has nothing remain, rather than less, when instances arrive while it goes on', () => {
    assert.equal(tallyOf(1, ['completed', 'completed']).counters.remaining, 0);
  });

  it('after C-CANCEL says what remains', () => {
    assert.deepEqual(tallyOf(3, ['completed']).cancelledResult(), {
      status: 0xfe00,
      remaining: 2,
      completed: 1,
      failed: 0,
      warning: 0,
    });
  });
});
