import type { PrefetchRule } from '../../config/relay.ts';

/** A study, or what is scheduled, whose patient's priors may be wanted. */
export interface PrefetchSubject {
  readonly patientId: string;
  readonly studyInstanceUid: string;
  readonly modalities: readonly string[];
}

/** A study of the patient that upstreams have. */
export interface PriorStudy {
  readonly studyInstanceUid: string;
  /** `YYYYMMDD`, `HHMMSS`; empty where they are not known. */
  readonly studyDate: string;
  readonly studyTime: string;
  /** Empty where the upstream has not told. */
  readonly modalities: readonly string[];
  /** Names of those that have it. */
  readonly upstreams: readonly string[];
}

/** A series of a prior. */
export interface PriorSeries {
  readonly modality: string;
  readonly bodyPart: string;
}

/** Whether a rule concerns a study or worklist entry at all. */
export function wantsPriors({ ForModalities }: PrefetchRule, { modalities, patientId }: PrefetchSubject): boolean {
  if (patientId.trim() === '') return false;
  return ForModalities.length === 0 || modalities.some((modality) => ForModalities.includes(modality));
}

/**
 * Studies that may be priors by what is known of them, the newest first. One without a date may be as old as it likes and
 * comes last; one of which no modalities are known is for `isWantedPrior` to decide.
 */
export function possiblePriors(
  studies: readonly PriorStudy[],
  rule: PrefetchRule,
  subject: PrefetchSubject,
  now: Date,
): readonly PriorStudy[] {
  const wanted = wantedModalities(rule, subject);
  const oldest = rule.MaximumAgeDays === 0 ? '' : oldestDate(now, rule.MaximumAgeDays);
  return studies
    .filter(
      ({ modalities, studyDate, studyInstanceUid }) =>
        studyInstanceUid !== subject.studyInstanceUid &&
        (studyDate === '' || studyDate >= oldest) &&
        (modalities.length === 0 || isOneOf(modalities, wanted)),
    )
    .toSorted((left, right) => comparedText(timeOf(right), timeOf(left)));
}

/** Whether the series of a study have to be looked at before it is known to be wanted. */
export function needsSeries({ modalities }: PriorStudy, rule: PrefetchRule, subject: PrefetchSubject): boolean {
  return rule.BodyParts.length > 0 || (modalities.length === 0 && wantedModalities(rule, subject) !== undefined);
}

/** Whether a study is wanted by its series: a modality in study, and a body part of one of them. */
export function isWantedPrior(series: readonly PriorSeries[], rule: PrefetchRule, subject: PrefetchSubject): boolean {
  const bodyParts = rule.BodyParts.map((part) => part.toUpperCase());
  const modalities = series.map(({ modality }) => modality);
  return (
    isOneOf(modalities, wantedModalities(rule, subject)) &&
    (bodyParts.length === 0 || series.some(({ bodyPart }) => bodyParts.includes(bodyPart.toUpperCase())))
  );
}

/** Undefined where each of them will do. */
function wantedModalities(
  { Modalities }: PrefetchRule,
  { modalities }: PrefetchSubject,
): readonly string[] | undefined {
  const wanted = Modalities.length === 0 ? modalities : Modalities;
  return wanted.length === 0 || wanted.includes('*') ? undefined : wanted;
}

function isOneOf(modalities: readonly string[], wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || modalities.some((modality) => wanted.includes(modality));
}

/** The first day that is not too old, as `YYYYMMDD`. */
function oldestDate(now: Date, maximumAgeDays: number): string {
  const oldest = new Date(now.getFullYear(), now.getMonth(), now.getDate() - maximumAgeDays);
  return [
    String(oldest.getFullYear()).padStart(4, '0'),
    String(oldest.getMonth() + 1).padStart(2, '0'),
    String(oldest.getDate()).padStart(2, '0'),
  ].join('');
}

function timeOf({ studyDate, studyTime }: PriorStudy): string {
  return studyDate + studyTime;
}

function comparedText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
