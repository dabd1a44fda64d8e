import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alternativeAnswer, combinedAnswer } from '../../../src/relay/upstreams/combined-answer.ts';

const none: readonly string[] = [];

describe('the answer to several requests', () => {
  it('sums up counters, and leaves unknown what one of them leaves out', () => {
    const answer = combinedAnswer([
      { status: 0x0000, completed: 100, failed: 0, failedSopInstanceUids: none },
      { status: 0x0000, completed: 5, failedSopInstanceUids: none },
    ]);
    assert.deepEqual(answer, { status: 0x0000, completed: 105, failedSopInstanceUids: [] });
  });

  // PS3.4 Table C.4-2.
  const statuses = [
    { of: [0x0000, 0x0000], is: 0x0000 },
    { of: [0x0000, 0xb000], is: 0xb000 },
    { of: [0x0000, 0xa701], is: 0xb000 },
    { of: [0xa701, 0xa701], is: 0xa701 },
    { of: [0xa701, 0xc001], is: 0xa702 },
    { of: [0x0000, 0xfe00], is: 0xfe00 },
  ];
  for (const { is, of } of statuses) {
    it(`has status ${is.toString(16)} for ${of.map((status) => status.toString(16)).join(' and ')}`, () => {
      const answer = combinedAnswer(of.map((status) => ({ status, failedSopInstanceUids: none })));
      assert.equal(answer.status, is);
    });
  }
});

describe('the answer to a request made on several associations', () => {
  it('counts as failed what came on none of them', () => {
    const answer = alternativeAnswer([
      { status: 0xb000, completed: 1, failed: 2, warning: 0, failedSopInstanceUids: ['1.2', '1.3'] },
      { status: 0xb000, completed: 1, failed: 2, warning: 0, failedSopInstanceUids: ['1.1', '1.3'] },
    ]);
    assert.deepEqual(answer, { status: 0xb000, completed: 2, failed: 1, warning: 0, failedSopInstanceUids: ['1.3'] });
  });

  it('is success when each instance came on one of them', () => {
    const answer = alternativeAnswer([
      { status: 0xb000, completed: 1, failed: 1, warning: 0, failedSopInstanceUids: ['1.2'] },
      { status: 0xb000, completed: 1, failed: 1, warning: 0, failedSopInstanceUids: ['1.1'] },
    ]);
    assert.deepEqual([answer.status, answer.failed], [0x0000, 0]);
  });

  it('does not know failures that were not listed', () => {
    const answer = alternativeAnswer([
      { status: 0xb000, completed: 1, failed: 1, failedSopInstanceUids: none },
      { status: 0xb000, completed: 1, failed: 1, failedSopInstanceUids: none },
    ]);
    assert.deepEqual(answer, { status: 0xb000, completed: 2, failedSopInstanceUids: [] });
  });
});
