import type { IndexStore } from '../index/index-store.ts';
import type { OverwriteMode } from '../index/records.ts';
import type { InstanceOrigin } from '../ingest/origin.ts';
import type { JobSubmission } from '../jobs/job-engine-options.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { depthOf, type Level, type ParentLevel } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import { publicIdOf } from '../model/public-id.ts';
import { keepsAllUids } from '../modify/identifier-plan.ts';
import {
  type Modification,
  type ModificationContext,
  type ModificationRequest,
  readModification,
} from '../modify/modification.ts';
import { patientChanges, requireAgreement, touchesPatient } from '../modify/patient-agreement.ts';
import { newPatientNames } from '../modify/patient-names.ts';
import { newSeed } from '../modify/pseudonyms.ts';
import type { ModificationType } from './modification-kinds.ts';
import { type ModificationParameters, type NamedResource, parametersJson } from './modification-parameters.ts';
import { instancesBelow, labelsAround, type SourceResource, sourcesOfAnyLevel } from './modification-sources.ts';

export interface ModificationJobsOptions extends ModificationContext {
  readonly index: Pick<IndexStore, 'addToProperty' | 'findResources' | 'getResource' | 'listInstances'>;
  readonly mainTags: MainTags;
  readonly overwrite: OverwriteMode;
  /** `PatientLevelEnabled`. */
  readonly patientLevel: boolean;
}

/** What a client wants to be modified or anonymized. */
export interface WantedModification {
  readonly isAnonymization: boolean;
  /** The level that is modified. */
  readonly level: Level;
  readonly resources: readonly NamedResource[];
  readonly request: ModificationRequest;
  readonly keepSource: boolean;
  readonly keepLabels: boolean;
  readonly origin: InstanceOrigin;
  /** The job tells of one resource that it makes, or of all. */
  readonly output: 'resource' | 'resources';
}

export type ModificationSubmission = Required<Pick<JobSubmission, 'parameters' | 'itemKeys' | 'content'>> & {
  readonly type: ModificationType;
};

/** Prepares jobs that modify and anonymize: what can be refused is refused before there is a job. */
export class ModificationJobs {
  readonly #options: ModificationJobsOptions;

  constructor(options: ModificationJobsOptions) {
    this.#options = options;
  }

  /** @throws IsocenterError as `readModification`; BadRequest where the result would contradict what is stored */
  async prepare(wanted: WantedModification): Promise<ModificationSubmission> {
    const { index, mainTags } = this.#options;
    const { isAnonymization, keepLabels, keepSource, level, output, request, resources } = wanted;
    const modification = readModification(request, { isAnonymization, level }, this.#options);
    const sources = await Array.fromAsync(sourcesOfAnyLevel(index, resources));
    this.#checkReplacement(modification, sources, keepSource);
    const renamesPatient = touchesPatient(mainTags.of('Patient'), modification);
    if (level === 'Study' && !isAnonymization && renamesPatient) await this.#checkPatients(modification, sources);
    const parameters: ModificationParameters = {
      Request: request,
      IsAnonymization: isAnonymization,
      Level: level,
      Seed: newSeed(),
      PatientNames: isAnonymization
        ? await newPatientNames(
            index,
            sources.map(({ identifiers }) => identifiers.patientId),
          )
        : {},
      Sources: resources,
      KeepSource: keepSource,
      Labels: keepLabels ? await labelsAround(index, sources) : {},
      RenewedLevels: renewedLevels(level, modification, renamesPatient),
      Origin: wanted.origin,
      Output: output,
    };
    return {
      type: 'ResourceModification',
      parameters: parametersJson(parameters),
      itemKeys: await instancesBelow(index, resources),
      content: {
        Description: 'REST API',
        IsAnonymization: isAnonymization,
        ParentResources: resources.map(({ publicId }) => publicId),
        ...(output === 'resource' ? { Resources: resources.map(resourceJson) } : {}),
        ...(request.Transcode === undefined ? {} : { Transcode: request.Transcode }),
      },
    };
  }

  /** Instances that keep all their identifiers take the place of their sources. */
  #checkReplacement(modification: Modification, sources: readonly SourceResource[], keepSource: boolean): void {
    const { identifiers } = modification;
    if (!keepsAllUids(identifiers) || identifiers.Patient.kind === 'new') return;
    const { Patient: rule } = identifiers;
    const staysWithPatient =
      rule.kind === 'keep' || sources.some((source) => source.identifiers.patientId === rule.value.trim());
    if (!staysWithPatient) return;
    if (!keepSource) {
      throw new IsocenterError('BadRequest', 'What keeps all its UIDs replaces its source: KeepSource must be true');
    }
    if (this.#options.overwrite === 'Never') {
      const details = 'What keeps all its UIDs replaces its source, but OverwriteInstances is Never';
      throw new IsocenterError('BadRequest', details);
    }
  }

  /** The patient that the studies come to must be the same in all its studies. */
  async #checkPatients(modification: Modification, sources: readonly SourceResource[]): Promise<void> {
    const { index, mainTags, patientLevel } = this.#options;
    if (!patientLevel) return;
    const { Patient: rule } = modification.identifiers;
    const changes = patientChanges(mainTags.of('Patient'), modification);
    const modified = new Set(sources.map(({ publicId }) => publicId));
    for (const { identifiers, patientTags } of sources) {
      const patientId = rule.kind === 'replace' ? rule.value.trim() : identifiers.patientId;
      const patient = await index.getResource('Patient', publicIdOf(patientId), { tags: true, children: true });
      const others = patient?.children?.filter((study) => !modified.has(study)) ?? [];
      if (patient === undefined || others.length === 0) continue;
      requireAgreement(changes, patientTags, patient.tags ?? {});
    }
  }
}

export function resourceJson({ level, publicId }: NamedResource) {
  return { ID: publicId, Type: level };
}

/**
 * The level that is modified and those below; a patient only if it is renamed or modified itself. Instances that take the
 * place of their sources renew all that is above them.
 */
function renewedLevels(level: Level, { identifiers }: Modification, renamesPatient: boolean): readonly ParentLevel[] {
  const parents = ['Patient', 'Study', 'Series'] as const;
  if (keepsAllUids(identifiers) && identifiers.Patient.kind === 'keep') return parents;
  const below = parents.filter((of) => depthOf(of) >= depthOf(level));
  return level === 'Study' && renamesPatient ? ['Patient', ...below] : below;
}
