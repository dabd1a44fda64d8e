import type { Manufacturer } from '../../config/modality.ts';
import { asIsocenterError } from '../../model/isocenter-error.ts';
import type { OpenSearch, SpannedQuestion, SpannedSearch } from '../../query/spanned-search.ts';
import type { UpstreamQuestion } from '../upstreams/upstream-link.ts';
import { OpenRelaySearch } from './open-relay-search.ts';
import { mayBeAsked } from './queried-upstream.ts';
import type { RelaySearchOptions } from './relay-search-options.ts';
import { upstreamQuestion } from './upstream-question.ts';

/** Puts searches to the upstreams, too, as `Find` of each says. */
export class RelaySearch implements SpannedSearch {
  readonly #options: RelaySearchOptions;

  constructor(options: RelaySearchOptions) {
    this.#options = options;
  }

  open(question: SpannedQuestion, signal: AbortSignal): OpenSearch | undefined {
    const { upstreams } = this.#options;
    const asked = upstreams.flatMap((upstream) => {
      if (!mayBeAsked(upstream, question.client)) return [];
      // DICOMweb has no products.
      const keys = this.#questionFor(question, upstream.modality()?.Manufacturer ?? 'Generic');
      return keys === undefined ? [] : [{ upstream, question: keys }];
    });
    return asked.length === 0 ? undefined : new OpenRelaySearch(this.#options, question, asked, signal);
  }

  #questionFor(question: SpannedQuestion, manufacturer: Manufacturer): UpstreamQuestion | undefined {
    try {
      return upstreamQuestion(question, manufacturer, this.#options.settings);
    } catch (error) {
      // What the index can search for is searched for here.
      const { code } = asIsocenterError(error);
      this.#options.logger.debug('A search cannot be put to upstreams', { level: question.level, code });
      return undefined;
    }
  }
}
