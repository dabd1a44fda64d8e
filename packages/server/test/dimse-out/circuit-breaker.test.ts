import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CircuitBreaker } from '../../src/dimse-out/circuit-breaker.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';

/** A breaker on a clock that the test moves. */
function breakerOf(threshold: number) {
  const clock = { ms: 5_000 };
  const breaker = new CircuitBreaker({ threshold, delayMs: 1_000, nowMs: () => clock.ms });
  const isOpen = (key: string) => {
    try {
      breaker.check(key);
      return false;
    } catch (error) {
      assert.ok(error instanceof IsocenterError);
      assert.deepEqual([error.code, error.transient], ['NetworkProtocol', true]);
      return true;
    }
  };
  return { breaker, clock, isOpen };
}

describe('the circuit breaker', () => {
  it('opens after so many failures in a row, for that destination only', () => {
    const { breaker, isOpen } = breakerOf(2);
    breaker.failed('a');
    assert.equal(isOpen('a'), false);
    breaker.failed('a');
    assert.equal(isOpen('a'), true);
    assert.equal(isOpen('b'), false);
    assert.deepEqual(breaker.open(), ['a']);
  });

  it('counts from the start again after a success', () => {
    const { breaker, isOpen } = breakerOf(2);
    breaker.failed('a');
    breaker.succeeded('a');
    breaker.failed('a');
    assert.equal(isOpen('a'), false);
  });

  it('lets one attempt through after the delay, and the others wait for its outcome', () => {
    const { breaker, clock, isOpen } = breakerOf(1);
    breaker.failed('a');
    clock.ms += 999;
    assert.equal(isOpen('a'), true);
    clock.ms += 1;
    assert.deepEqual(breaker.open(), []);
    assert.deepEqual([isOpen('a'), isOpen('a')], [false, true]);
  });

  it('closes when that attempt succeeds', () => {
    const { breaker, clock, isOpen } = breakerOf(1);
    breaker.failed('a');
    clock.ms += 1_000;
    isOpen('a');
    breaker.succeeded('a');
    assert.deepEqual([isOpen('a'), isOpen('a')], [false, false]);
  });

  it('stays open for another delay when that attempt fails', () => {
    const { breaker, clock, isOpen } = breakerOf(1);
    breaker.failed('a');
    clock.ms += 1_000;
    isOpen('a');
    clock.ms += 500;
    breaker.failed('a');
    clock.ms += 999;
    assert.equal(isOpen('a'), true);
    clock.ms += 1;
    assert.equal(isOpen('a'), false);
  });

  it('of threshold 0 never opens', () => {
    const { breaker, isOpen } = breakerOf(0);
    for (let time = 0; time < 10; time += 1) breaker.failed('a');
    assert.equal(isOpen('a'), false);
    assert.deepEqual(breaker.open(), []);
  });
});
