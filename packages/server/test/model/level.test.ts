import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ancestorsOf, childOf, depthOf, parentOf, parseLevel } from '../../src/model/level.ts';

describe('levels', () => {
  it('lie one below the other', () => {
    assert.deepEqual(
      (['Patient', 'Study', 'Series', 'Instance'] as const).map((level) => [
        depthOf(level),
        parentOf(level),
        childOf(level),
      ]),
      [
        [0, undefined, 'Study'],
        [1, 'Patient', 'Series'],
        [2, 'Study', 'Instance'],
        [3, 'Series', undefined],
      ],
    );
  });

  it('have the levels above them as ancestors, nearest first', () => {
    assert.deepEqual(ancestorsOf('Instance'), ['Series', 'Study', 'Patient']);
    assert.deepEqual(ancestorsOf('Patient'), []);
  });

  it('are read in any case, singular or plural, Image for an instance', () => {
    const spellings = {
      Patient: ['Patient', 'patients', 'PATIENT'],
      Study: ['study', 'Studies'],
      Series: ['SERIES', 'series'],
      Instance: ['instance', 'Instances', 'IMAGE', 'images'],
    };
    for (const [level, texts] of Object.entries(spellings)) {
      for (const text of texts) assert.equal(parseLevel(text), level, text);
    }
  });

  it('are nothing else', () => {
    for (const text of ['', 'serie', 'Study ', 'constructor']) assert.equal(parseLevel(text), undefined, text);
  });
});
