import { randomUUID } from 'node:crypto';
import { type DataSet, encodeDataSetToBytes, formatTag, parseDataSet, Tags, TransferSyntaxes } from '@isocenter/dicom';
import type { RemoteModality } from '../config/modality.ts';
import type { AssociationOpener } from '../dimse-out/association-opener.ts';
import { type DestinationDefaults, destinationOf } from '../dimse-out/destination.ts';
import { findModels, findRemote } from '../dimse-out/find-scu.ts';
import type { Hook } from '../hooks/hook.ts';
import type { OutgoingQuery, QueryKeys } from '../hooks/hooks.ts';
import type { RemoteQuery, RemoteQueryStore } from '../index/remote-query-store.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { fullTagsOf } from '../tag-json/data-set-json.ts';
import { dataSetOfTags, type WrittenTags } from '../tag-json/data-set-of-tags.ts';
import type { FullTags } from '../tag-json/full-tag.ts';
import { type QueryQuestion, type QuestionSettings, queryIdentifier } from './query-identifier.ts';
import { filteredQuestion } from './question-filter.ts';

/** How one request speaks with its modality. */
export interface QueryTransport {
  readonly localAet?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly signal?: AbortSignal;
}

/** What the index keeps of a question beside its level and modality. */
export interface AskedQuestion {
  /** As the client wrote them, in the full format. */
  readonly tags: FullTags;
  readonly localAet?: string;
  readonly timeoutSeconds?: number;
}

export interface RemoteQueriesOptions {
  readonly opener: Pick<AssociationOpener, 'open'>;
  readonly destinationDefaults: DestinationDefaults;
  readonly store: RemoteQueryStore;
  readonly settings: () => QuestionSettings;
  /** `QueryRetrieveSize`. */
  readonly maximumQueries: number;
  readonly limits?: Partial<RemoteQueryLimits>;
  readonly nowMs?: () => number;
  /** Changes what is asked. */
  readonly filter?: Hook<OutgoingQuery, QueryKeys>;
}

export interface RemoteQueryLimits {
  /** Answers to one question; a peer that sends more is cut off. */
  readonly maxAnswers: number;
  /** Bytes of one answer, as encoded. */
  readonly maxAnswerBytes: number;
  /** Answers to questions whose answers are not kept: they are in memory until all have come. */
  readonly maxAnswersInMemory: number;
}

const defaultLimits: RemoteQueryLimits = {
  maxAnswers: 100_000,
  maxAnswerBytes: 256 * 1024,
  maxAnswersInMemory: 10_000,
};

/** Answers written to the index at a time, and their bytes. */
const batchAnswers = 100;
const batchBytes = 1024 * 1024;

/** Answers read from the index at a time. */
const pageAnswers = 50;

const keptSyntax = TransferSyntaxes.ExplicitVRLittleEndian;

/** Questions to modalities (C-FIND) whose answers are kept for later, or answered at once. */
export class RemoteQueries {
  readonly #options: RemoteQueriesOptions;
  readonly #limits: RemoteQueryLimits;
  readonly #nowMs: () => number;

  constructor(options: RemoteQueriesOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#nowMs = options.nowMs ?? Date.now;
  }

  /**
   * Asks, keeps the answers, and resolves with the id of the query when all have come.
   * @throws IsocenterError with HTTP status 422 when the modality answers with a failure
   */
  async submit(modality: RemoteModality, question: QueryQuestion, transport: QueryTransport): Promise<string> {
    const { maximumQueries, settings, store } = this.#options;
    const identifier = queryIdentifier(question, modality.Manufacturer, settings());
    const id = randomUUID();
    const asked = askedOf(question.tags, settings(), transport);
    await store.beginQuery({ id, modality: modality.Name, level: question.level, asked }, this.#nowMs());
    try {
      const keeper = new AnswerKeeper(id, store, this.#limits);
      const models = question.level === 'Patient' ? findModels.patients : findModels.studies;
      await this.#find(modality, models, identifier, transport, (answer) => keeper.add(answer));
      await keeper.flush();
      if (!(await store.completeQuery(id, maximumQueries))) throw dropped();
    } catch (error) {
      await store.deleteQuery(id).catch(() => undefined);
      throw error;
    }
    return id;
  }

  /** Asks, and answers at once. @throws as `submit` */
  async ask(modality: RemoteModality, question: QueryQuestion): Promise<readonly DataSet[]> {
    const identifier = queryIdentifier(question, modality.Manufacturer, this.#options.settings());
    const models = question.level === 'Patient' ? findModels.patients : findModels.studies;
    return this.#collect(modality, models, identifier);
  }

  /** Asks for worklist items (PS3.4 K), and answers at once. @throws as `submit` */
  async askWorklist(modality: RemoteModality, tags: WrittenTags): Promise<readonly DataSet[]> {
    const identifier = dataSetOfTags(tags, this.#options.settings());
    return this.#collect(modality, findModels.worklists, identifier);
  }

  list(): Promise<readonly string[]> {
    return this.#options.store.listQueries();
  }

  /** Counts as a use of the query. @throws IsocenterError `UnknownResource` */
  async require(id: string): Promise<RemoteQuery> {
    const query = await this.#options.store.getQuery(id, this.#nowMs());
    if (query === undefined) throw new IsocenterError('UnknownResource', `No query has the id ${id}`);
    return query;
  }

  /** Every answer of a query, in pages. */
  async *answers(id: string): AsyncGenerator<readonly DataSet[]> {
    for (let from = 0; ; from += pageAnswers) {
      const page = await this.#options.store.listAnswers(id, from, pageAnswers);
      if (page.length > 0) yield page.map(answerOf);
      if (page.length < pageAnswers) return;
    }
  }

  /** @throws IsocenterError `ParameterOutOfRange` */
  async answer(id: string, position: number): Promise<DataSet> {
    const [bytes] = await this.#options.store.listAnswers(id, position, 1);
    if (bytes === undefined) throw new IsocenterError('ParameterOutOfRange', `The query has no answer ${position}`);
    return answerOf(bytes);
  }

  delete(id: string): Promise<void> {
    return this.#options.store.deleteQuery(id);
  }

  async #collect(modality: RemoteModality, models: readonly string[], identifier: DataSet) {
    const answers: DataSet[] = [];
    const { maxAnswersInMemory } = this.#limits;
    await this.#find(modality, models, identifier, {}, (answer) => {
      if (answers.push(answer) > maxAnswersInMemory) throw tooMany(maxAnswersInMemory);
    });
    return answers;
  }

  async #find(
    modality: RemoteModality,
    models: readonly string[],
    identifier: DataSet,
    { localAet, signal, timeoutSeconds }: QueryTransport,
    onAnswer: (answer: DataSet) => Promise<void> | void,
  ): Promise<void> {
    const { destinationDefaults, filter, opener, settings } = this.#options;
    const asked = filter?.isActive ? await filteredQuestion(filter, identifier, modality.Name) : identifier;
    const timeoutMs = timeoutSeconds === undefined ? undefined : timeoutSeconds * 1000;
    const destination = destinationOf(modality, destinationDefaults, { localAet, timeoutMs });
    const { characterSet } = settings();
    return findRemote(
      opener,
      { destination, models, identifier: asked, characterSet, ...(signal && { signal }) },
      (answer) => {
        // What was assumed for it is said, so that it stays readable wherever it goes.
        if (!answer.has(Tags.SpecificCharacterSet)) answer.set(Tags.SpecificCharacterSet, 'CS', [...characterSet]);
        return onAnswer(answer);
      },
    );
  }
}

/** Writes the answers of one query to the index in batches: memory does not depend on their number. */
class AnswerKeeper {
  readonly #id: string;
  readonly #store: RemoteQueryStore;
  readonly #limits: RemoteQueryLimits;
  #batch: Uint8Array[] = [];
  #batchBytes = 0;
  #count = 0;

  constructor(id: string, store: RemoteQueryStore, limits: RemoteQueryLimits) {
    this.#id = id;
    this.#store = store;
    this.#limits = limits;
  }

  async add(answer: DataSet): Promise<void> {
    const { maxAnswerBytes, maxAnswers } = this.#limits;
    const bytes = encodeDataSetToBytes(answer, keptSyntax);
    if (bytes.length > maxAnswerBytes) {
      throw new IsocenterError('NetworkProtocol', `An answer of the modality is longer than ${maxAnswerBytes} bytes`);
    }
    if (this.#count + this.#batch.length >= maxAnswers) throw tooMany(maxAnswers);
    this.#batch.push(bytes);
    this.#batchBytes += bytes.length;
    if (this.#batch.length >= batchAnswers || this.#batchBytes >= batchBytes) await this.flush();
  }

  async flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#batchBytes = 0;
    if (!(await this.#store.addAnswers(this.#id, this.#count, batch))) throw dropped();
    this.#count += batch.length;
  }
}

/** What was asked in a query that the index has kept. */
export function askedQuestionOf({ asked }: RemoteQuery): AskedQuestion {
  // Only this server writes it.
  return asked as AskedQuestion;
}

function askedOf(
  tags: WrittenTags,
  settings: QuestionSettings,
  { localAet, timeoutSeconds }: QueryTransport,
): AskedQuestion {
  const all = fullTagsOf(dataSetOfTags(tags, settings), { dictionary: settings.dictionary });
  // The character set is how the question is written, not what is asked.
  const { [formatTag(Tags.SpecificCharacterSet)]: _, ...written } = all;
  return {
    tags: written,
    ...(localAet !== undefined && { localAet }),
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
  };
}

function answerOf(bytes: Uint8Array): DataSet {
  return parseDataSet(bytes, keptSyntax);
}

function tooMany(maximum: number): IsocenterError {
  return new IsocenterError('NotEnoughMemory', `The modality has more than ${maximum} answers: ask for less`);
}

function dropped(): IsocenterError {
  return new IsocenterError('NotEnoughMemory', 'The query was dropped for newer ones: QueryRetrieveSize is too low');
}
