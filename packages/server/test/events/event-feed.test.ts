import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventFeed, type ResourceEvent } from '../../src/events/event-feed.ts';

const newStudy: ResourceEvent = { type: 'NewStudy', level: 'Study', publicId: 's' };
const newSeries: ResourceEvent = { type: 'NewSeries', level: 'Series', publicId: 'e' };

describe('the event feed', () => {
  it('tells every listener of every event, in order', () => {
    const feed = new EventFeed(assert.ifError);
    const heard: string[] = [];
    feed.subscribe(({ type }) => heard.push(`a ${type}`));
    feed.subscribe(({ type }) => heard.push(`b ${type}`));
    feed.publish(newStudy);
    feed.publish(newSeries);
    assert.deepEqual(heard, ['a NewStudy', 'b NewStudy', 'a NewSeries', 'b NewSeries']);
  });

  it('tells nothing after the subscription has ended', () => {
    const feed = new EventFeed(assert.ifError);
    const heard: ResourceEvent[] = [];
    const end = feed.subscribe((event) => heard.push(event));
    feed.publish(newStudy);
    end();
    feed.publish(newSeries);
    assert.deepEqual(heard, [newStudy]);
  });

  it('goes on when a listener throws, and says so', () => {
    const failures: unknown[] = [];
    const feed = new EventFeed((error) => failures.push(error));
    const heard: ResourceEvent[] = [];
    const broken = new Error('broken');
    feed.subscribe(() => {
      throw broken;
    });
    feed.subscribe((event) => heard.push(event));
    feed.publish(newStudy);
    assert.deepEqual([failures, heard], [[broken], [newStudy]]);
  });
});
