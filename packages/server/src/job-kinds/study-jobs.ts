import { generateUid, Tags } from '@isocenter/dicom';
import type { BlobReader } from '../blobs/blob-store.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { InstanceOrigin } from '../ingest/origin.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levels } from '../model/level.ts';
import { publicIdOf } from '../model/public-id.ts';
import { type ModificationContext, type ModificationRequest, readModification } from '../modify/modification.ts';
import { openForModification } from '../modify/modified-file.ts';
import { newSeed } from '../modify/pseudonyms.ts';
import { studyModulesOf, studyModuleTags } from '../modify/study-modules.ts';
import { namedTag } from '../modify/tag-path.ts';
import { type ModificationSubmission, resourceJson } from './modification-jobs.ts';
import { type ModificationParameters, type NamedResource, parametersJson } from './modification-parameters.ts';
import { instancesBelow, labelsAround, type SourceResource, sourcesOfAnyLevel } from './modification-sources.ts';

export interface StudyJobsOptions extends ModificationContext {
  readonly index: Pick<IndexStore, 'findResources' | 'listInstances'>;
  readonly blobs: BlobReader;
}

interface WantedStudyChange {
  readonly study: string;
  /** In the study to split: what goes to a study of its own. To merge: what comes into the study. */
  readonly resources: readonly NamedResource[];
  readonly keepSource: boolean;
  readonly keepLabels: boolean;
  readonly origin: InstanceOrigin;
}

export interface WantedSplit extends WantedStudyChange {
  readonly replace: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
}

/** Prepares jobs that move series and instances from study to study. */
export class StudyJobs {
  readonly #options: StudyJobsOptions;

  constructor(options: StudyJobsOptions) {
    this.#options = options;
  }

  /**
   * Takes series and instances of a study into a new one.
   * @throws IsocenterError UnknownResource, ParameterOutOfRange for attributes that are not of the patient or the study
   */
  async split(wanted: WantedSplit): Promise<ModificationSubmission> {
    const { remove, replace, resources, study } = wanted;
    const [source] = await this.#studies([study]);
    if (source === undefined) throw new IsocenterError('UnknownResource', `Unknown study: ${study}`);
    const { dictionary } = this.#options;
    for (const name of [...Object.keys(replace), ...remove]) {
      const { tag } = namedTag(name, dictionary);
      if (tag === Tags.StudyInstanceUID || !studyModuleTags.has(tag)) {
        throw new IsocenterError('ParameterOutOfRange', `A split changes the patient and the study alone, not ${name}`);
      }
    }
    const targetUid = generateUid();
    const sources = await this.#sources(resources);
    const stranger = sources.find((resource) => publicIdOf(...pathTo(resource, 'Study')) !== study);
    if (stranger !== undefined) {
      throw new IsocenterError('UnknownResource', `${stranger.publicId} is not part of the study ${study}`);
    }
    const request = { Replace: { ...replace, '0020,000d': targetUid }, Remove: remove, Force: true };
    return this.#submission('SplitStudy', wanted, request, sources, {
      TargetStudyUID: targetUid,
      ParentResources: [study],
    });
  }

  /**
   * Takes studies, series and instances into a study that is there: they get its patient and its study attributes.
   * @throws IsocenterError UnknownResource
   */
  async merge(wanted: WantedStudyChange): Promise<ModificationSubmission> {
    const { resources, study } = wanted;
    const [target] = await this.#studies([study]);
    if (target === undefined) throw new IsocenterError('UnknownResource', `Unknown study: ${study}`);
    const sources = await this.#sources(resources);
    const own = sources.find((resource) => publicIdOf(...pathTo(resource, 'Study')) === study);
    if (own !== undefined) {
      throw new IsocenterError('UnknownResource', `${own.publicId} is part of the study ${study} already`);
    }
    const { remove, replace } = await this.#modulesOf(study);
    const { patientId, studyInstanceUid } = target.identifiers;
    const request = {
      Replace: { ...replace, '0010,0020': patientId, '0020,000d': studyInstanceUid },
      Remove: remove,
      Force: true,
    };
    return this.#submission('MergeStudy', wanted, request, sources, {
      TargetStudy: study,
      ParentResources: resources.map(({ publicId }) => publicId),
    });
  }

  async #submission(
    type: 'SplitStudy' | 'MergeStudy',
    { keepLabels, keepSource, origin, resources }: WantedStudyChange,
    request: ModificationRequest,
    sources: readonly SourceResource[],
    content: Readonly<Record<string, unknown>>,
  ): Promise<ModificationSubmission> {
    const { index } = this.#options;
    readModification(request, { isAnonymization: false, level: 'Series' }, this.#options);
    const parameters: ModificationParameters = {
      Request: request,
      IsAnonymization: false,
      Level: 'Series',
      Seed: newSeed(),
      PatientNames: {},
      Sources: resources,
      KeepSource: keepSource,
      Labels: keepLabels ? await labelsAround(index, sources) : {},
      RenewedLevels: [],
      Origin: origin,
      Output: 'study',
    };
    return {
      type,
      parameters: parametersJson(parameters),
      itemKeys: await instancesBelow(index, resources),
      content: { Description: 'REST API', Resources: resources.map(resourceJson), ...content },
    };
  }

  /** What all instances of a study say of its patient and itself, as one of them says it. */
  async #modulesOf(study: string) {
    const { blobs, index } = this.#options;
    for await (const [instance] of index.listInstances('Study', [study])) {
      if (instance === undefined) continue;
      const { dataSet } = await openForModification(blobs, instance.attachment, this.#options);
      return studyModulesOf(dataSet);
    }
    throw new IsocenterError('UnknownResource', `Unknown study: ${study}`);
  }

  #studies(publicIds: readonly string[]): Promise<SourceResource[]> {
    return this.#sources(publicIds.map((publicId) => ({ level: 'Study', publicId })));
  }

  #sources(resources: readonly NamedResource[]): Promise<SourceResource[]> {
    return Array.fromAsync(sourcesOfAnyLevel(this.#options.index, resources));
  }
}

/** The identifiers from the patient down to a level. */
function pathTo({ identifiers }: SourceResource, level: Level): readonly string[] {
  const { patientId, seriesInstanceUid, sopInstanceUid, studyInstanceUid } = identifiers;
  const all = [patientId, studyInstanceUid, seriesInstanceUid, sopInstanceUid];
  return all.slice(0, levels.indexOf(level) + 1);
}
