import { type DataSet, Tags } from '@isocenter/dicom';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type RelayTarget, targetHolds } from '../relay-target.ts';
import { asksAgain, isRefusal } from './find-refusal.ts';
import type { RequestOptions, UpstreamLink, UpstreamQuestion } from './upstream-link.ts';
import {
  imageQuestion,
  type StudyKey,
  seriesQuestion,
  studiesQuestion,
  studyKeyValue,
  studyQuestion,
} from './upstream-questions.ts';

export interface ExpectedInstance {
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly sopClassUid?: string;
}

/** What an upstream says it has of a target, as far as it says so. */
export type ExpectedSet =
  | { readonly kind: 'instances'; readonly instances: readonly ExpectedInstance[] }
  | {
      readonly kind: 'count';
      readonly count: number;
      /** Series that hold them, where that is known. */
      readonly seriesInstanceUids?: readonly string[];
    }
  /** It does not tell. */
  | { readonly kind: 'unknown' }
  /** It has answered, and has none. */
  | { readonly kind: 'nothing' };

/** How long a way of asking that an upstream has refused is not tried again. */
const refusalAgeMs = 600_000;

/** Series whose instances are asked for at a time; how many searches the upstream performs is for its gate to say. */
const seriesAtATime = 4;

interface SeriesCount {
  readonly seriesInstanceUid: string;
  readonly instances: number | undefined;
}

type Found<T> = readonly T[] | 'refused';

export interface ExpectedSetsOptions {
  readonly upstream: UpstreamConfiguration;
  readonly link: Pick<UpstreamLink, 'find'>;
  /** Milliseconds of a clock that nobody sets. */
  readonly nowMs?: () => number;
}

/**
 * Asks an upstream what it has, in the best way that it allows: the instances themselves by C-FIND at IMAGE level, of a
 * study at once or of each series (PS3.4 C.4.1.2.1, C.4.1.3.1), else their numbers. Remembers what was refused.
 */
export class ExpectedSets {
  readonly #options: ExpectedSetsOptions;
  readonly #nowMs: () => number;
  /** Until when IMAGE level is not asked, and not of a study as a whole. */
  #noImagesUntilMs = Number.NEGATIVE_INFINITY;
  #noStudyImagesUntilMs = Number.NEGATIVE_INFINITY;

  constructor(options: ExpectedSetsOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
  }

  /**
   * @throws IsocenterError, transient where the upstream cannot be asked now; `NotEnoughMemory` over `MaximumInstances`;
   * the reason of the signal
   */
  async of(target: RelayTarget, signal: AbortSignal, options: RequestOptions = {}): Promise<ExpectedSet> {
    const ask = new Inquiry(this.#options, signal, options);
    const expected = await (target.level === 'Study' ? this.#ofStudy(ask, target) : this.#ofOne(ask, target));
    if (expected.kind === 'count') ask.checkLimit(expected.count);
    return expected;
  }

  /**
   * Study Instance UIDs of a patient, or with an accession number.
   * @throws as `of`, and when the upstream refuses to tell
   */
  async studiesOf(key: StudyKey, signal: AbortSignal, options: RequestOptions = {}): Promise<readonly string[]> {
    const tag = 'patientId' in key ? Tags.PatientID : Tags.AccessionNumber;
    const value = studyKeyValue(key);
    const found = new Set<string>();
    const note = (answer: DataSet) => {
      // What is a wildcard to the upstream is a character here.
      const isOther = answer.has(tag) && (answer.textField(tag) ?? '').trim() !== value.trim();
      const uid = answer.text(Tags.StudyInstanceUID) ?? '';
      if (!isOther && uid !== '') found.add(uid);
    };
    await this.#options.link.find(studiesQuestion(key), note, signal, options);
    return [...found];
  }

  async #ofStudy(ask: Inquiry, target: RelayTarget): Promise<ExpectedSet> {
    if (this.#nowMs() >= Math.max(this.#noImagesUntilMs, this.#noStudyImagesUntilMs)) {
      const instances = await ask.instances(target);
      if (instances !== 'refused' && instances.length > 0) return { kind: 'instances', instances };
    }
    return this.#bySeries(ask, target);
  }

  /** Of a series or an instance. */
  async #ofOne(ask: Inquiry, target: RelayTarget): Promise<ExpectedSet> {
    if (this.#nowMs() >= this.#noImagesUntilMs) {
      const instances = await this.#images(ask, target);
      if (instances !== 'refused' && instances.length > 0) return { kind: 'instances', instances };
      if (target.level === 'Instance') return { kind: instances === 'refused' ? 'unknown' : 'nothing' };
    }
    if (target.level === 'Instance') return { kind: 'unknown' };
    const series = await ask.series(target);
    if (series === 'refused') return { kind: 'unknown' };
    return series.length === 0 ? { kind: 'nothing' } : (countOf(series) ?? { kind: 'unknown' });
  }

  /** Of a study, by way of its series, for upstreams that want the Series Instance UID, or give numbers only. */
  async #bySeries(ask: Inquiry, target: RelayTarget): Promise<ExpectedSet> {
    const series = await ask.series(target);
    if (series === 'refused') return ask.study(target);
    if (series.length === 0) return { kind: 'nothing' };
    const instances = await this.#imagesOf(ask, target, series);
    if (instances !== 'refused' && instances.length > 0) {
      this.#noStudyImagesUntilMs = this.#nowMs() + refusalAgeMs;
      return { kind: 'instances', instances };
    }
    const count = countOf(series);
    if (count !== undefined) return count;
    const study = await ask.study(target);
    return study.kind === 'nothing' ? { kind: 'unknown' } : study;
  }

  async #imagesOf(
    ask: Inquiry,
    { studyInstanceUid }: RelayTarget,
    series: readonly SeriesCount[],
  ): Promise<Found<ExpectedInstance>> {
    if (this.#nowMs() < this.#noImagesUntilMs) return 'refused';
    const instances: ExpectedInstance[] = [];
    for (let from = 0; from < series.length; from += seriesAtATime) {
      const targets = series
        .slice(from, from + seriesAtATime)
        .map(({ seriesInstanceUid }) => ({ level: 'Series', studyInstanceUid, seriesInstanceUid }) as const);
      for (const found of await Promise.all(targets.map((each) => this.#images(ask, each)))) {
        if (found === 'refused') return found;
        instances.push(...found);
        ask.checkLimit(instances.length);
      }
    }
    return instances;
  }

  /** At IMAGE level with all keys above: an upstream that refuses this has no such level. */
  async #images(ask: Inquiry, target: RelayTarget): Promise<Found<ExpectedInstance>> {
    const found = await ask.instances(target);
    if (found === 'refused' && !ask.isBusy) this.#noImagesUntilMs = this.#nowMs() + refusalAgeMs;
    return found;
  }
}

/** The questions of one inquiry. */
class Inquiry {
  readonly #options: ExpectedSetsOptions;
  readonly #signal: AbortSignal;
  readonly #request: RequestOptions;
  /** A question was refused for a reason that passes. */
  isBusy = false;

  constructor(options: ExpectedSetsOptions, signal: AbortSignal, request: RequestOptions) {
    this.#options = options;
    this.#signal = signal;
    this.#request = request;
  }

  async instances(target: RelayTarget): Promise<Found<ExpectedInstance>> {
    const found = new Map<string, ExpectedInstance>();
    const answered = await this.#find(imageQuestion(target), (answer) => {
      const { seriesInstanceUid: asked = '', studyInstanceUid: study } = target;
      // What was asked for by its value may be missing in answers.
      const studyInstanceUid = answer.text(Tags.StudyInstanceUID) || study;
      const seriesInstanceUid = answer.text(Tags.SeriesInstanceUID) || asked;
      const sopInstanceUid = answer.text(Tags.SOPInstanceUID) ?? '';
      if (seriesInstanceUid === '' || sopInstanceUid === '') return;
      if (!targetHolds(target, { studyInstanceUid, seriesInstanceUid, sopInstanceUid })) return;
      const sopClassUid = answer.text(Tags.SOPClassUID) ?? '';
      found.set(sopInstanceUid, {
        seriesInstanceUid,
        sopInstanceUid,
        ...(sopClassUid !== '' && { sopClassUid }),
      });
    });
    return answered ? [...found.values()] : 'refused';
  }

  async series(target: RelayTarget): Promise<Found<SeriesCount>> {
    const found = new Map<string, SeriesCount>();
    const answered = await this.#find(seriesQuestion(target), (answer) => {
      const seriesInstanceUid = answer.text(Tags.SeriesInstanceUID) || (target.seriesInstanceUid ?? '');
      if (seriesInstanceUid === '') return;
      const instances = numberIn(answer, Tags.NumberOfSeriesRelatedInstances);
      found.set(seriesInstanceUid, { seriesInstanceUid, instances });
    });
    return answered ? [...found.values()] : 'refused';
  }

  async study(target: RelayTarget): Promise<ExpectedSet> {
    const counts: (number | undefined)[] = [];
    const answered = await this.#find(studyQuestion(target), (answer) => {
      counts.push(numberIn(answer, Tags.NumberOfStudyRelatedInstances));
    });
    if (answered && counts.length === 0) return { kind: 'nothing' };
    const [count] = counts;
    return count === undefined ? { kind: 'unknown' } : { kind: 'count', count };
  }

  /** @throws IsocenterError `NotEnoughMemory` */
  checkLimit(instances: number): void {
    const { MaximumInstances, Name } = this.#options.upstream;
    if (instances <= MaximumInstances) return;
    const details = `Upstream ${Name} has more than ${MaximumInstances} instances of it (MaximumInstances)`;
    throw new IsocenterError('NotEnoughMemory', details);
  }

  /** Whether it has answered; false: it does not answer such questions. */
  async #find(question: UpstreamQuestion, onAnswer: (answer: DataSet) => void): Promise<boolean> {
    try {
      await this.#options.link.find(question, onAnswer, this.#signal, this.#request);
      return true;
    } catch (error) {
      if (this.#signal.aborted || !isRefusal(error)) throw error;
      this.isBusy ||= asksAgain(error);
      return false;
    }
  }
}

function countOf(series: readonly SeriesCount[]): ExpectedSet | undefined {
  const counts = series.map(({ instances }) => instances).filter((count) => count !== undefined);
  if (counts.length < series.length) return undefined;
  return {
    kind: 'count',
    count: counts.reduce((left, right) => left + right, 0),
    seriesInstanceUids: series.map(({ seriesInstanceUid }) => seriesInstanceUid),
  };
}

function numberIn(answer: DataSet, tag: number): number | undefined {
  const text = (answer.text(tag) ?? '').trim();
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
