import { type DataSet, fromDicomJson, Tags } from '@isocenter/dicom';
import { RetrieveStatus } from '@isocenter/dimse';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { HttpAnswer, HttpClient } from '../../http-client/http-client.ts';
import type { Ingest } from '../../ingest/ingest.ts';
import type { Logger } from '../../logging/logger.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { levelTerm } from '../../model/level.ts';
import type { RelayTarget } from '../relay-target.ts';
import { DicomwebHttp } from './dicomweb-http.ts';
import { limitedAnswers } from './limited-answers.ts';
import { qidoQuery } from './qido-query.ts';
import { receiveFile } from './receive-file.ts';
import type { UpstreamAnswer, UpstreamLink, UpstreamProgress, UpstreamQuestion } from './upstream-link.ts';
import { wadoParts } from './wado-parts.ts';

export interface DicomwebLinkOptions {
  readonly upstream: UpstreamConfiguration;
  readonly http: Pick<HttpClient, 'request'>;
  readonly ingest: Pick<Ingest, 'beginFile'>;
  readonly logger: Logger;
}

/** Matches asked for at a time. */
const pageMatches = 5000;
/** Bytes of the JSON of one answer to a search; those of servers that know no pages are longer. */
const maxSearchBytes = 64 * 1024 * 1024;

/** Whatever transfer syntax it is kept in. */
const acceptFiles = 'multipart/related; type="application/dicom"; transfer-syntax=*';
const acceptJson = 'application/dicom+json';

const notFound: ReadonlySet<number> = new Set([204, 404, 410]);
const notAllowed: ReadonlySet<number> = new Set([401, 403]);

/** The way to an upstream over DICOMweb: QIDO-RS and WADO-RS (PS3.18 10.6, 10.4). */
export class DicomwebLink implements UpstreamLink {
  readonly #options: DicomwebLinkOptions;
  readonly #http: DicomwebHttp;

  constructor(options: DicomwebLinkOptions) {
    this.#options = options;
    this.#http = new DicomwebHttp(options.upstream, options.http);
  }

  find(
    question: UpstreamQuestion,
    onAnswer: (answer: DataSet) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<void> {
    const give = question.level === 'Patient' ? oncePerPatient(onAnswer) : onAnswer;
    return limitedAnswers(this.#options.upstream, signal, give, async (take, limited) => {
      let last = '';
      for (let offset = 0; !limited.aborted; offset += pageMatches) {
        const matches = await this.#matches(question, offset, limited);
        // A server that knows no pages gives the same answer again.
        const first = JSON.stringify(matches[0]) ?? '';
        if (first === last) return;
        last = first;
        for (const match of matches) await take(this.#answerOf(match, question));
        if (matches.length !== pageMatches) return;
      }
    });
  }

  /** One request for each target, one after the other; ends early when the upstream cannot be asked. */
  async retrieve(
    targets: readonly RelayTarget[],
    onProgress: (progress: UpstreamProgress) => void,
    signal: AbortSignal,
  ): Promise<UpstreamAnswer> {
    const tally = new WadoTally();
    for (const target of targets) {
      await this.#http.get(
        {
          path: pathOf(target),
          accept: acceptFiles,
          headWait: 'FirstResponseTimeout',
          bodyWait: 'ResponseTimeout',
          signal,
        },
        (answer) => this.#take(answer, target, tally, onProgress),
      );
    }
    return tally.answer();
  }

  async #take(
    answer: HttpAnswer,
    target: RelayTarget,
    tally: WadoTally,
    onProgress: (progress: UpstreamProgress) => void,
  ): Promise<void> {
    const { ingest, logger, upstream } = this.#options;
    const { status } = answer;
    if (notFound.has(status)) return;
    if (status !== 200 && status !== 206) {
      const refusal = this.#http.refusal(status);
      if (refusal.transient || notAllowed.has(status)) throw refusal;
      logger.warn('An upstream has refused a retrieve', { upstream: upstream.Name, status });
      return tally.refused(target);
    }
    if (status === 206) tally.partial = true;
    for await (const chunks of wadoParts(answer)) {
      if (tally.ended >= upstream.MaximumInstances) throw tooMany(upstream);
      const error = await receiveFile(ingest, chunks, upstream);
      if (error === undefined) tally.completed += 1;
      else {
        logger.warn('Instance of an upstream refused', { upstream: upstream.Name, error });
        tally.refused(target, 1);
      }
      onProgress(tally.progress());
    }
  }

  #matches(question: UpstreamQuestion, offset: number, signal: AbortSignal): Promise<readonly unknown[]> {
    return this.#http.get(
      {
        path: qidoQuery(question, { limit: pageMatches, offset }),
        accept: acceptJson,
        headWait: 'FindTimeout',
        bodyWait: 'FindTimeout',
        signal,
      },
      async (answer) => {
        if (notFound.has(answer.status)) return [];
        if (answer.status !== 200) throw this.#http.refusal(answer.status);
        return arrayOf(await answer.text(maxSearchBytes), this.#options.upstream);
      },
    );
  }

  #answerOf(match: unknown, { level }: UpstreamQuestion): DataSet {
    try {
      const answer = fromDicomJson(match, { readBulkData: () => new Uint8Array() });
      return answer.set(Tags.QueryRetrieveLevel, 'CS', levelTerm(level));
    } catch (cause) {
      throw noMatches(this.#options.upstream, cause);
    }
  }
}

/** What has become of a retrieve. */
class WadoTally {
  completed = 0;
  /** The upstream said that it does not send all. */
  partial = false;
  readonly #failedUids: string[] = [];
  /** undefined: nobody knows how many. */
  #failed: number | undefined = 0;

  get ended(): number {
    return this.completed + (this.#failed ?? 0);
  }

  /** @param instances how many; unset: all of the target */
  refused({ sopInstanceUid }: RelayTarget, instances = sopInstanceUid === undefined ? undefined : 1): void {
    if (sopInstanceUid !== undefined) this.#failedUids.push(sopInstanceUid);
    this.#failed = this.#failed === undefined || instances === undefined ? undefined : this.#failed + instances;
  }

  progress(): UpstreamProgress {
    return { completed: this.completed, ...(this.#failed !== undefined && { failed: this.#failed }) };
  }

  answer(): UpstreamAnswer {
    return { ...this.progress(), status: this.#status(), failedSopInstanceUids: this.#failedUids };
  }

  #status(): number {
    if (this.#failed === 0 && !this.partial) return RetrieveStatus.success;
    return this.completed > 0
      ? RetrieveStatus.subOperationsCompleteWithFailuresOrWarnings
      : RetrieveStatus.outOfResourcesSubOperations;
  }
}

/** PS3.18 10.4.1. */
function pathOf({ seriesInstanceUid, sopInstanceUid, studyInstanceUid }: RelayTarget): string {
  const series = seriesInstanceUid === undefined ? '' : `/series/${encodeURIComponent(seriesInstanceUid)}`;
  const instance = sopInstanceUid === undefined ? '' : `/instances/${encodeURIComponent(sopInstanceUid)}`;
  return `/studies/${encodeURIComponent(studyInstanceUid)}${series}${instance}`;
}

/** Of the studies of a patient the first one speaks for all. */
function oncePerPatient(onAnswer: (answer: DataSet) => Promise<void> | void) {
  const seen = new Set<string>();
  return (answer: DataSet) => {
    const patientId = answer.text(Tags.PatientID) ?? '';
    if (seen.has(patientId)) return;
    seen.add(patientId);
    return onAnswer(answer);
  };
}

function arrayOf(text: string, upstream: UpstreamConfiguration): readonly unknown[] {
  try {
    const json: unknown = text === '' ? [] : JSON.parse(text);
    if (Array.isArray(json)) return json;
  } catch (cause) {
    throw noMatches(upstream, cause);
  }
  throw noMatches(upstream);
}

function noMatches({ Name }: UpstreamConfiguration, cause?: unknown): IsocenterError {
  return new IsocenterError('NetworkProtocol', `Upstream ${Name}: its answer to a search is no DICOM JSON`, { cause });
}

function tooMany({ MaximumInstances, Name }: UpstreamConfiguration): IsocenterError {
  const details = `Upstream ${Name} sends more than ${MaximumInstances} instances (MaximumInstances)`;
  return new IsocenterError('NotEnoughMemory', details);
}
