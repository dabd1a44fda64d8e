import type { IndexStore } from '../index/index-store.ts';
import type { WantedParts } from '../index/resource-query.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { ancestorsOf, type Level } from '../model/level.ts';
import { systemMetadata } from '../model/metadata.ts';
import { type FindDependencies, findMatches } from '../query/find-matches.ts';
import { type FindPlan, planFind } from '../query/find-plan.ts';
import type { FindQuery, FindSettings } from '../query/find-query.ts';
import { foundHere } from '../query/found-here.ts';
import type { FoundHere } from '../query/spanned-search.ts';
import { NamedNumbers } from './named-numbers.ts';
import type { Page } from './query-arguments.ts';
import { resourceJson } from './resource-json.ts';
import { partsOf, type ResourceView } from './resource-view.ts';

/** Which resources, apart from what is wanted of them. */
export interface ResourceSearch extends Omit<FindQuery, 'dialect' | 'requested' | 'want'> {
  /** Whether `LimitFindResults` and `LimitFindInstances` apply: they are for searches, not for listings. */
  readonly capped: boolean;
}

/** All resources of a level, or of those within another resource. */
export function listing(level: Level, page?: Page, within?: { level: Level; publicId: string }): ResourceSearch {
  return {
    capped: false,
    level,
    keys: [],
    matching: { caseSensitive: true, caseSensitivePersonNames: true },
    ...(within !== undefined && { conditions: [{ derived: true, kind: 'within', ...within }] }),
    ...page,
  };
}

export interface ResourceReaderOptions extends FindDependencies {
  readonly index: Pick<IndexStore, 'countResources' | 'findResources' | 'getResource'>;
  readonly settings: FindSettings;
  /** `UserMetadata`: name to number. */
  readonly userMetadata: Readonly<Record<string, number>>;
}

/** Resources as the REST API shows them: one, or page by page. */
export class ResourceReader {
  readonly #options: ResourceReaderOptions;
  readonly #metadataNames: NamedNumbers;
  readonly settings: FindSettings;

  constructor(options: ResourceReaderOptions) {
    this.#options = options;
    this.settings = options.settings;
    this.#metadataNames = new NamedNumbers(systemMetadata, options.userMetadata);
  }

  /** Undefined when there is no such resource of this level. */
  async one(level: Level, publicId: string, view: ResourceView): Promise<object | undefined> {
    if (view.requested.length === 0) {
      const record = await this.#options.index.getResource(
        level,
        publicId,
        partsOf(view, level, this.settings.mainTags),
      );
      return record === undefined ? undefined : resourceJson({ record }, view, [], this.#metadataNames);
    }
    const search: ResourceSearch = {
      ...listing(level),
      conditions: [{ derived: true, kind: 'public-ids', values: [publicId] }],
    };
    for await (const [resource] of this.expanded(search, view)) return resource;
    return undefined;
  }

  async exists(level: Level, publicId: string): Promise<boolean> {
    return (await this.#options.index.getResource(level, publicId, {})) !== undefined;
  }

  /** The public id of the ancestor at `level` of a resource; undefined when the resource does not exist. */
  async ancestorId(of: Level, publicId: string, level: Level): Promise<string | undefined> {
    let id: string | undefined = publicId;
    let current = of;
    for (const ancestor of ancestorsOf(of)) {
      if (id === undefined || current === level) break;
      id = (await this.#options.index.getResource(current, id, { parent: true }))?.parent;
      current = ancestor;
    }
    return id;
  }

  /**
   * How many resources a search finds, without looking at them.
   * @throws IsocenterError BadRequest where the index alone cannot tell
   */
  async count(search: ResourceSearch): Promise<number> {
    const plan = this.#plan(search, { requested: [] });
    if (plan.matchesNothing) return 0;
    if (plan.residuals.length > 0 || plan.ignoresKeys) {
      throw new IsocenterError('BadRequest', 'A criterion is not kept in the index: what it finds cannot be counted');
    }
    return this.#options.index.countResources(search.level, plan.query.conditions);
  }

  /** Public ids of what a search finds. */
  async *ids(search: ResourceSearch, view: Pick<ResourceView, 'requested'>): AsyncGenerator<readonly string[]> {
    for await (const matches of findMatches(this.#plan(search, view), this.#options)) {
      yield matches.map(({ record }) => record.publicId);
    }
  }

  /** Tells which of some resources a search finds. */
  foundHere(search: ResourceSearch): FoundHere {
    return foundHere(this.#plan(search, { requested: [] }), this.#options);
  }

  /** What a search finds, as the REST API shows it. */
  async *expanded(search: ResourceSearch, view: ResourceView): AsyncGenerator<readonly object[]> {
    const plan = this.#plan(search, view, partsOf(view, search.level, this.settings.mainTags));
    for await (const matches of findMatches(plan, this.#options)) {
      yield matches.map((match) => resourceJson(match, view, plan.sources, this.#metadataNames));
    }
  }

  #plan(
    { capped, ...search }: ResourceSearch,
    { requested }: Pick<ResourceView, 'requested'>,
    want: WantedParts = {},
  ): FindPlan {
    const settings = capped ? this.settings : { ...this.settings, limitFindResults: 0, limitFindInstances: 0 };
    return planFind({ ...search, dialect: 'tools-find', requested, want }, settings);
  }
}
