import type { BlobReader } from '../blobs/blob-store.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { StoredInstance } from '../index/records.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { IngestResult } from '../ingest/ingest-result.ts';
import type { JobContext } from '../jobs/job-kind.ts';
import type { JobItem } from '../jobs/job-record.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levelRoutes, levels } from '../model/level.ts';
import { type PublicIds, publicIdsOf } from '../model/public-id.ts';
import {
  type Modification,
  type ModificationContext,
  readModification,
  requireIdentifiers,
} from '../modify/modification.ts';
import { modifiedFile, openForModification, targetSyntax } from '../modify/modified-file.ts';
import { modifyDataSet } from '../modify/modify-data-set.ts';
import { Pseudonyms } from '../modify/pseudonyms.ts';
import { identifiersOf, newIdentifiers } from '../modify/uid-mapper.ts';
import { type ModificationParameters, modificationParameters } from './modification-parameters.ts';
import { ModificationReferences } from './modification-references.ts';
import { sourceResources } from './modification-sources.ts';
import { instancesByKey, pagesOf } from './stored-items.ts';

/** Instances that are made side by side, so that they share the writes of the index. */
const lanes = 4;

/** Deletions side by side share the writes of the index, too. */
const deletionsAtATime = 16;

export interface ModificationOptions extends ModificationContext {
  readonly index: Pick<IndexStore, 'addLabel' | 'findResources' | 'listInstances' | 'replaceTags'>;
  readonly blobs: BlobReader;
  readonly ingest: Pick<Ingest, 'beginFile'>;
  readonly deleteResource: (level: Level, publicId: string) => Promise<unknown>;
}

/** One run of a job that makes new instances from old ones. */
export class ModificationRun {
  readonly #options: ModificationOptions;
  readonly #context: JobContext;
  readonly #parameters: ModificationParameters;
  readonly #modification: Modification;
  readonly #pseudonyms: Pseudonyms;
  readonly #references: ModificationReferences | undefined;
  /** Levels and public ids of resources that are labelled, or whose main tags are as they should be. */
  readonly #labelled = new Set<string>();
  readonly #renewed = new Set<string>();

  constructor(options: ModificationOptions, context: JobContext) {
    const parameters = modificationParameters(context.parameters);
    const { IsAnonymization, Level: level, Request, Seed, Sources } = parameters;
    this.#options = options;
    this.#context = context;
    this.#parameters = parameters;
    this.#modification = readModification(Request, { isAnonymization: IsAnonymization, level }, options);
    this.#pseudonyms = new Pseudonyms(Seed);
    const { identifiers } = this.#modification;
    this.#references = IsAnonymization
      ? undefined
      : new ModificationReferences(options.index, Sources, identifiers, this.#pseudonyms);
  }

  async run(): Promise<void> {
    requireIdentifiers(this.#modification);
    const items = this.#storedItems();
    const lane = async () => {
      for await (const { item, stored } of items) await this.#modify(item, stored);
    };
    const results = await Promise.allSettled(Array.from({ length: lanes }, lane));
    const failure = results.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    this.#context.signal.throwIfAborted();
    await this.#tellOutputs();
    if (!this.#parameters.KeepSource) await this.#deleteSources();
  }

  /** The waiting items with what the index knows of them. */
  async *#storedItems(): AsyncGenerator<{ readonly item: JobItem; readonly stored: StoredInstance | undefined }> {
    for await (const page of pagesOf(this.#context.waitingItems())) {
      const stored = await instancesByKey(this.#options.index, page);
      for (const item of page) {
        this.#context.signal.throwIfAborted();
        yield { item, stored: stored.get(item.key) };
      }
    }
  }

  async #modify({ position }: JobItem, stored: StoredInstance | undefined): Promise<void> {
    const context = this.#context;
    try {
      if (stored === undefined) throw new IsocenterError('InternalError', 'The instance is not there any more');
      const { result, sources } = await this.#store(stored);
      await this.#copyLabels(sources, result.publicIds);
      await this.#renewTags(result);
      this.#tellTarget(result.publicIds);
    } catch (error) {
      return context.itemFailed(position, error);
    }
    await context.itemDone(position);
  }

  /** Makes the new instance and stores it, the pixel data streaming from file to file. */
  async #store(stored: StoredInstance): Promise<{ readonly result: IngestResult; readonly sources: PublicIds }> {
    const { blobs, dictionary, ingest } = this.#options;
    const { IsAnonymization, Origin, PatientNames } = this.#parameters;
    const modification = this.#modification;
    const file = await openForModification(blobs, stored.attachment, this.#options);
    const sources = publicIdsOf(identifiersOf(file.dataSet));
    modifyDataSet(file.dataSet, modification, {
      pseudonyms: this.#pseudonyms,
      patientName: PatientNames[sources.Patient] ?? 'Anonymized',
      references: (await this.#references?.of(file.dataSet)) ?? new Map(),
      dictionary,
    });
    const syntax = targetSyntax(file.transferSyntax, modification.transferSyntaxUid);
    if (syntax === undefined) {
      this.#context.warn(`No conversion to ${modification.transferSyntaxUid}: the transfer syntax stays`);
    }
    const intake = ingest.beginFile(Origin, {
      name: IsAnonymization ? 'AnonymizedFrom' : 'ModifiedFrom',
      sources,
    });
    try {
      for await (const chunk of modifiedFile(file, syntax ?? file.transferSyntax)) await intake.write(chunk);
    } catch (error) {
      await intake.abort();
      throw error;
    }
    return { result: await intake.finish(), sources };
  }

  async #copyLabels(sources: PublicIds, targets: PublicIds): Promise<void> {
    const { Labels } = this.#parameters;
    for (const level of levels) {
      const labels = Labels[sources[level]];
      const key = `${level}/${targets[level]}`;
      if (labels === undefined || this.#labelled.has(key)) continue;
      for (const label of labels) await this.#options.index.addLabel(level, targets[level], label);
      if (level !== 'Instance') this.#labelled.add(key);
    }
  }

  /** A resource that was there before has the main tags of its first instance: those of the new ones take their place. */
  async #renewTags({ created, publicIds, records }: IngestResult): Promise<void> {
    for (const level of this.#parameters.RenewedLevels) {
      const key = `${level}/${publicIds[level]}`;
      if (this.#renewed.has(key)) continue;
      this.#renewed.add(key);
      if (created.includes(level)) continue;
      const { metadata, ...tags } = records[level];
      // These are of the first instance that came, wherever it came from.
      const { ExpectedNumberOfInstances: _expected, RemoteAET: _aet, ...kept } = metadata;
      await this.#options.index.replaceTags(level, publicIds[level], { ...tags, metadata: kept });
    }
  }

  /** What the job shows of its result as soon as there is one. */
  #tellTarget(targets: PublicIds): void {
    const { Level: level, Output } = this.#parameters;
    const { content } = this.#context;
    if (Output === 'resource' && content.ID === undefined) {
      const ID = targets[level];
      const Path = `/${levelRoutes[level]}/${ID}`;
      this.#context.setContent({ ...content, ID, Path, PatientID: targets.Patient, Type: level });
    }
    if (Output === 'study' && content.TargetStudy === undefined) {
      this.#context.setContent({ ...content, TargetStudy: targets.Study });
    }
  }

  /** Of many resources, all that were made: instances first, patients last. Known before a source is deleted. */
  async #tellOutputs(): Promise<void> {
    const { content } = this.#context;
    if (this.#parameters.Output !== 'resources' || content.Resources !== undefined) return;
    const outputs: Readonly<Record<Level, Set<string>>> = {
      Instance: new Set(),
      Series: new Set(),
      Study: new Set(),
      Patient: new Set(),
    };
    for await (const { target } of this.#doneSources()) {
      for (const level of levels) outputs[level].add(target[level]);
    }
    const Resources = levels
      .toReversed()
      .flatMap((level) =>
        [...outputs[level]].sort().map((ID) => ({ ID, Path: `/${levelRoutes[level]}/${ID}`, Type: level })),
      );
    await this.#context.recordContent({ ...content, Resources });
  }

  /** Those of which everything is stored; one that was replaced where it is stays. */
  async #deleteSources(): Promise<void> {
    const { signal } = this.#context;
    let deletions: Promise<unknown>[] = [];
    for await (const { source, target } of this.#doneSources()) {
      signal.throwIfAborted();
      if (target.Instance === source) continue;
      deletions.push(this.#options.deleteResource('Instance', source));
      if (deletions.length < deletionsAtATime) continue;
      await Promise.all(deletions);
      deletions = [];
    }
    await Promise.all(deletions);
  }

  /** The sources that are still there, with what they have become. */
  async *#doneSources(): AsyncGenerator<{ readonly source: string; readonly target: PublicIds }> {
    const { identifiers } = this.#modification;
    const known = { identifiers, pseudonyms: this.#pseudonyms };
    for await (const page of pagesOf(this.#context.doneItems())) {
      const keys = page.map(({ key }) => key);
      for await (const source of sourceResources(this.#options.index, 'Instance', keys)) {
        yield { source: source.publicId, target: publicIdsOf(newIdentifiers(source.identifiers, known)) };
      }
    }
  }
}
