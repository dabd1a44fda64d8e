import { type DataSet, Tags } from '@isocenter/dicom';
import type { KnownResource } from '../../index/relay-store.ts';
import type { FindEnd } from '../../query/find-matches.ts';
import type { FoundHere, OpenSearch, SpannedAnswer, SpannedQuestion } from '../../query/spanned-search.ts';
import { PageChannel } from '../page-channel.ts';
import type { UpstreamQuestion } from '../upstreams/upstream-link.ts';
import { identifierOf, namedAnswer } from './answer-identity.ts';
import type { QueriedUpstream } from './queried-upstream.ts';
import type { RelaySearchOptions, UpstreamSearch } from './relay-search-options.ts';

/** Resources that upstreams may add to one search: as many are remembered, to hand over each once. */
const maximumAnswers = 100_000;

/** Answers of one upstream that wait to be read; it is held up when there are more. */
const maximumWaiting = 256;

/** How long a public id stands for what an upstream has told of: as long as somebody may work with a list. */
const knownResourceAgeMs = 7 * 24 * 3600 * 1000;

/** An upstream with what it is asked. */
export interface AskedUpstream {
  readonly upstream: QueriedUpstream;
  readonly question: UpstreamQuestion;
}

/** One search of upstreams: all at once, their answers in the order of the upstreams, so that the first one counts. */
export class OpenRelaySearch implements OpenSearch {
  readonly #options: RelaySearchOptions;
  readonly #question: SpannedQuestion;
  readonly #asked: readonly AskedUpstream[];
  readonly #closing = new AbortController();
  readonly #signal: AbortSignal;
  readonly #channels = new Map<AskedUpstream, PageChannel<DataSet>>();

  constructor(
    options: RelaySearchOptions,
    question: SpannedQuestion,
    asked: readonly AskedUpstream[],
    signal: AbortSignal,
  ) {
    this.#options = options;
    this.#question = question;
    this.#asked = asked;
    this.#signal = AbortSignal.any([signal, this.#closing.signal]);
    for (const each of asked) if (each.upstream.configuration.Find === 'Always') this.#ask(each);
  }

  async *answers(here: FoundHere | undefined): AsyncGenerator<readonly SpannedAnswer[], FindEnd, void> {
    for (const each of this.#asked) if (here === undefined && !this.#channels.has(each)) this.#ask(each);
    const seen = new Set<string>();
    for (const asked of this.#asked) {
      for await (const page of this.#channels.get(asked)?.pages() ?? []) {
        this.#signal.throwIfAborted();
        const answers = await this.#newAmong(page, asked, here, seen);
        if (answers.length > 0) yield answers;
        if (seen.size < maximumAnswers) continue;
        this.#options.logger.warn('Upstreams have more than a search may find', { limit: maximumAnswers });
        return { limitReached: true };
      }
    }
    this.#signal.throwIfAborted();
    return { limitReached: false };
  }

  close(): void {
    this.#closing.abort();
  }

  #ask(asked: AskedUpstream): void {
    const channel = new PageChannel<DataSet>(maximumWaiting);
    this.#channels.set(asked, channel);
    // Nobody waits for an upstream that does not heed the signal.
    if (this.#signal.aborted) channel.end();
    else this.#signal.addEventListener('abort', () => channel.end());
    void this.#fill(asked, channel);
  }

  async #fill({ question, upstream }: AskedUpstream, channel: PageChannel<DataSet>): Promise<void> {
    const { logger, observe } = this.#options;
    const { Name } = upstream.configuration;
    const startedAtMs = performance.now();
    let outcome: UpstreamSearch['outcome'] = 'Success';
    try {
      await upstream.link.find(question, (answer) => channel.push(answer), this.#signal);
    } catch (error) {
      outcome = this.#signal.aborted ? 'Cancelled' : 'Failure';
      if (outcome === 'Failure') {
        logger.warn('An upstream failed to answer a search', { upstream: Name, level: question.level, error });
      }
    } finally {
      channel.end();
      observe({ upstream: Name, outcome, durationMs: performance.now() - startedAtMs });
    }
  }

  /** Of a page of one upstream what is neither found here nor known from an upstream before it. */
  async #newAmong(
    page: readonly DataSet[],
    { question, upstream }: AskedUpstream,
    here: FoundHere | undefined,
    seen: Set<string>,
  ): Promise<readonly SpannedAnswer[]> {
    const { level, named } = this.#question;
    const { now, store } = this.#options;
    const identified = page.filter((dataSet) => identifierOf(dataSet, level) !== '');
    const identifiers = identified.map((dataSet) => identifierOf(dataSet, level));
    const found = await here?.(identifiers);
    const answers: SpannedAnswer[] = [];
    const known = new Map<string, KnownResource>();
    for (const dataSet of identified) {
      const identifier = identifierOf(dataSet, level);
      if (found?.has(identifier)) continue;
      const name = named ? namedAnswer(dataSet, level, upstream.configuration.Name, question.keys) : undefined;
      if (named && name === undefined) continue;
      // An upstream that comes second may be the one that is up when the resource is asked for.
      for (const resource of name?.resources ?? []) known.set(resource.publicId, resource);
      if (seen.has(identifier)) continue;
      seen.add(identifier);
      answers.push({ dataSet: onlyAsked(dataSet, question.keys), ...(name && { publicIds: name.publicIds }) });
    }
    if (known.size > 0) await store.putKnownResources([...known.values()], now(), now() - knownResourceAgeMs);
    return answers;
  }
}

/** Upstreams add what is theirs alone: their AE title, URLs. */
function onlyAsked(dataSet: DataSet, asked: DataSet): DataSet {
  return dataSet.cloneWithout(({ tag }) => tag !== Tags.SpecificCharacterSet && !asked.has(tag));
}
