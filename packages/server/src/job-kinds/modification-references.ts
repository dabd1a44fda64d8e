import { type DataSet, formatTag, Sequence } from '@isocenter/dicom';
import { depthOf, type Level } from '../model/level.ts';
import { identifierTags } from '../model/main-tags.ts';
import { normalizeIdentifier } from '../model/text-form.ts';
import type { IdentifierPlan } from '../modify/identifier-plan.ts';
import type { Pseudonyms } from '../modify/pseudonyms.ts';
import type { NamedResource } from './modification-parameters.ts';
import type { SourceIndex } from './modification-sources.ts';

/** References that are remembered: instances of a series mostly refer to the same ones. */
const rememberedUids = 10_000;

/** Sources that are asked one by one; whoever modifies more at once leaves references alone. */
const maxSources = 20;

const standardRoot = '1.2.840.10008.';

const referableLevels = ['Study', 'Series', 'Instance'] as const satisfies readonly Level[];

/**
 * Finds which of the UIDs that a data set refers to are those of the resources that a job modifies, so that a modified
 * study refers to itself and not to the one that it was made from. Anonymization replaces all of them and needs no such
 * knowledge.
 */
export class ModificationReferences {
  readonly #index: SourceIndex;
  readonly #sources: readonly NamedResource[];
  readonly #identifiers: IdentifierPlan;
  readonly #pseudonyms: Pseudonyms;
  /** Undefined: not one of the job's. */
  readonly #known = new Map<string, string | undefined>();

  constructor(
    index: SourceIndex,
    sources: readonly NamedResource[],
    identifiers: IdentifierPlan,
    pseudonyms: Pseudonyms,
  ) {
    this.#index = index;
    this.#sources = sources;
    this.#identifiers = identifiers;
    this.#pseudonyms = pseudonyms;
  }

  /** New UIDs by old ones. */
  async of(dataSet: DataSet): Promise<ReadonlyMap<string, string>> {
    const references = new Map<string, string>();
    if (this.#sources.length > maxSources) return references;
    const uids = new Set<string>();
    collectNestedUids(dataSet, 0, uids);
    const unknown = [...uids].filter((uid) => !this.#known.has(uid));
    if (unknown.length > 0) await this.#lookUp(unknown);
    for (const uid of uids) {
      const renewed = this.#known.get(uid);
      if (renewed !== undefined) references.set(uid, renewed);
    }
    if (this.#known.size > rememberedUids) this.#known.clear();
    return references;
  }

  async #lookUp(uids: readonly string[]): Promise<void> {
    for (const uid of uids) this.#known.set(uid, undefined);
    const values = uids.map(normalizeIdentifier);
    for (const level of referableLevels) {
      const rule = this.#identifiers[level];
      if (rule.kind === 'keep') continue;
      for (const source of this.#sources) {
        // The parents of a source are those of the data set itself.
        if (depthOf(level) < depthOf(source.level)) continue;
        const conditions = [
          { derived: true, kind: 'identifier', level, values },
          { derived: true, kind: 'within', ...source },
        ] as const;
        const query = { level, conditions, order: [{ by: 'public-id' }], want: { tags: true } } as const;
        for await (const page of this.#index.findResources(query)) {
          for (const { tags } of page) {
            const uid = tags?.[formatTag(identifierTags[level])];
            if (uid === undefined) continue;
            this.#known.set(uid, rule.kind === 'replace' ? rule.value : this.#pseudonyms.uid(uid));
          }
        }
      }
    }
  }
}

/** UIDs in the items of sequences: the data set's own identifiers are no references. */
function collectNestedUids(dataSet: DataSet, depth: number, uids: Set<string>): void {
  for (const { tag, value, vr } of dataSet) {
    if (value instanceof Sequence) {
      for (const item of value.items) collectNestedUids(item, depth + 1, uids);
    } else if (depth > 0 && vr === 'UI') {
      for (const uid of dataSet.texts(tag)) if (uid !== '' && !uid.startsWith(standardRoot)) uids.add(uid);
    }
  }
}
