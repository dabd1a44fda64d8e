import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isQuiet, nextQuietMs, type QuietHours, quietHoursOf } from '../../../src/relay/prefetch/quiet-hours.ts';

/** A time of 14 January 2026, local, or of another day of that month. */
function at(time: string, day = 14): Date {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(2026, 0, day, hour, minute);
}

function hours(text: string): QuietHours {
  const read = quietHoursOf(text);
  assert.ok(read);
  return read;
}

describe('quiet hours', () => {
  const cases: readonly (readonly [hours: string, time: string, quiet: boolean])[] = [
    ['19:00-06:30', '18:59', false],
    ['19:00-06:30', '19:00', true],
    ['19:00-06:30', '23:59', true],
    ['19:00-06:30', '00:00', true],
    ['19:00-06:30', '06:29', true],
    ['19:00-06:30', '06:30', false],
    ['19:00-06:30', '12:00', false],
    ['01:15-04:00', '01:14', false],
    ['01:15-04:00', '01:15', true],
    ['01:15-04:00', '03:59', true],
    ['01:15-04:00', '04:00', false],
    ['08:00-08:00', '08:00', true],
    ['08:00-08:00', '07:59', true],
    ['00:00-23:59', '23:59', false],
  ];
  for (const [text, time, quiet] of cases) {
    it(`${text}: ${time} is ${quiet ? 'quiet' : 'not'}`, () => assert.equal(isQuiet(hours(text), at(time)), quiet));
  }

  const beginnings: readonly (readonly [hours: string, now: Date, begin: Date])[] = [
    ['19:00-06:30', at('07:00'), at('19:00')],
    ['19:00-06:30', at('06:30'), at('19:00')],
    ['19:00-06:30', at('20:00'), at('20:00')],
    ['19:00-06:30', at('05:00'), at('05:00')],
    ['01:15-04:00', at('00:30'), at('01:15')],
    ['01:15-04:00', at('04:00'), at('01:15', 15)],
    ['01:15-04:00', at('12:00', 31), at('01:15', 32)],
  ];
  for (const [text, now, begin] of beginnings) {
    it(`${text} begin after ${now.toTimeString().slice(0, 5)} at ${begin.toTimeString().slice(0, 5)}`, () => {
      assert.equal(new Date(nextQuietMs(hours(text), now.getTime())).toString(), begin.toString());
    });
  }

  it('are not looked for more than once a minute', () => {
    const justBefore = new Date(2026, 0, 14, 18, 59, 59, 900).getTime();
    assert.equal(nextQuietMs(hours('19:00-06:30'), justBefore), justBefore + 60_000);
  });

  it('that are not given are none', () => assert.equal(quietHoursOf(''), undefined));
});
