import type { InstanceOrigin } from '../ingest/origin.ts';
import type { JobJson } from '../jobs/job-record.ts';
import type { Level } from '../model/level.ts';
import type { ModificationRequest } from '../modify/modification.ts';

/** A resource that a job works on. */
export interface NamedResource {
  readonly publicId: string;
  readonly level: Level;
}

/**
 * Parameters of the jobs that make new instances from old ones. All that is drawn by lot is drawn when the job is
 * submitted, so that an instance that is done again becomes the same.
 */
export interface ModificationParameters {
  readonly Request: ModificationRequest;
  readonly IsAnonymization: boolean;
  /** The level that is modified. */
  readonly Level: Level;
  /** Of the pseudonyms. */
  readonly Seed: string;
  /** In anonymization: the names that patients get, by public id. */
  readonly PatientNames: Readonly<Record<string, string>>;
  readonly Sources: readonly NamedResource[];
  /** False: the sources are deleted once everything is stored. */
  readonly KeepSource: boolean;
  /** Labels of the sources, of what is above and below them, by public id: the new resources get them. */
  readonly Labels: Readonly<Record<string, readonly string[]>>;
  /** Levels whose main tags follow the new instances where the resource was there before. */
  readonly RenewedLevels: readonly Level[];
  readonly Origin: InstanceOrigin;
  /** What the job tells of its result. */
  readonly Output: 'resource' | 'resources' | 'study';
}

/** Parameters that this server has written itself. */
export function modificationParameters(json: JobJson): ModificationParameters {
  return json as unknown as ModificationParameters;
}

export function parametersJson(parameters: ModificationParameters): JobJson {
  return { ...parameters };
}
