import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PrefetchRule } from '../../../src/config/relay.ts';
import {
  isWantedPrior,
  needsSeries,
  type PriorStudy,
  possiblePriors,
  wantsPriors,
} from '../../../src/relay/prefetch/priors.ts';
import { ruleOf } from './rule.ts';

const subject = { patientId: 'P1', studyInstanceUid: '1.2', modalities: ['CT'] };
const now = new Date(2026, 2, 10, 12);

function study(studyInstanceUid: string, studyDate: string, choice: Partial<PriorStudy> = {}): PriorStudy {
  return { studyInstanceUid, studyDate, studyTime: '', modalities: ['CT'], upstreams: ['hospital'], ...choice };
}

function chosen(studies: readonly PriorStudy[], fields: Partial<PrefetchRule> = {}): readonly string[] {
  return possiblePriors(studies, ruleOf(fields), subject, now).map(({ studyInstanceUid }) => studyInstanceUid);
}

describe('priors', () => {
  it('are wanted for the modalities of a rule, of patients with an ID', () => {
    assert.equal(wantsPriors(ruleOf(), subject), true);
    assert.equal(wantsPriors(ruleOf(), { ...subject, patientId: ' ' }), false);
    assert.equal(wantsPriors(ruleOf({ ForModalities: ['MR', 'CT'] }), subject), true);
    assert.equal(wantsPriors(ruleOf({ ForModalities: ['MR'] }), subject), false);
    assert.equal(wantsPriors(ruleOf({ ForModalities: ['MR'] }), { ...subject, modalities: ['SR', 'MR'] }), true);
  });

  it('come the newest first, without a date last, and never are the study itself', () => {
    const studies = [
      study('old', '20200101'),
      study('undated', ''),
      study('1.2', '20260310'),
      study('evening', '20260101', { studyTime: '180000' }),
      study('morning', '20260101', { studyTime: '080000.5' }),
      study('newest', '20260309'),
    ];
    assert.deepEqual(chosen(studies), ['newest', 'evening', 'morning', 'old', 'undated']);
  });

  it('are no older than so many days', () => {
    const studies = [study('a', '20260301'), study('b', '20260228'), study('c', '19991231'), study('d', '')];
    assert.deepEqual(chosen(studies, { MaximumAgeDays: 9 }), ['a', 'd']);
    assert.deepEqual(chosen(studies, { MaximumAgeDays: 10 }), ['a', 'b', 'd']);
    assert.deepEqual(chosen(studies, { MaximumAgeDays: 0 }), ['a', 'b', 'c', 'd']);
  });

  it('have a modality of the study, of the rule, or any', () => {
    const studies = [
      study('ct', '20260104', { modalities: ['SR', 'CT'] }),
      study('mr', '20260103', { modalities: ['MR'] }),
      study('us', '20260102', { modalities: ['US'] }),
      study('untold', '20260101', { modalities: [] }),
    ];
    assert.deepEqual(chosen(studies), ['ct', 'untold']);
    assert.deepEqual(chosen(studies, { Modalities: ['MR', 'US'] }), ['mr', 'us', 'untold']);
    assert.deepEqual(chosen(studies, { Modalities: ['*'] }), ['ct', 'mr', 'us', 'untold']);
  });

  it('are looked at by their series for body parts, and where their modalities are not told', () => {
    const untold = study('1', '', { modalities: [] });
    assert.equal(needsSeries(study('1', ''), ruleOf(), subject), false);
    assert.equal(needsSeries(study('1', ''), ruleOf({ BodyParts: ['CHEST'] }), subject), true);
    assert.equal(needsSeries(untold, ruleOf(), subject), true);
    assert.equal(needsSeries(untold, ruleOf({ Modalities: ['*'] }), subject), false);
    const series = [
      { modality: 'SR', bodyPart: '' },
      { modality: 'CT', bodyPart: 'Chest' },
    ];
    assert.equal(isWantedPrior(series, ruleOf(), subject), true);
    assert.equal(isWantedPrior(series, ruleOf({ BodyParts: ['ABDOMEN', 'CHEST'] }), subject), true);
    assert.equal(isWantedPrior(series, ruleOf({ BodyParts: ['ABDOMEN'] }), subject), false);
    assert.equal(isWantedPrior(series, ruleOf({ Modalities: ['MR'] }), subject), false);
    assert.equal(isWantedPrior([], ruleOf(), subject), false);
  });
});
