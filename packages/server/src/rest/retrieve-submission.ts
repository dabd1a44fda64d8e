import type { RemoteModality } from '../config/modality.ts';
import { readRetrieveItem } from '../job-kinds/retrieve-item.ts';
import type { Level } from '../model/level.ts';
import { inFormat, type TagFormat } from '../tag-json/tag-format.ts';
import { localAetOf } from './application-entity.ts';
import type { JobOptionFields } from './contract/job-schemas.ts';
import { type JobSubmitter, jobOptions, runJob } from './job-submission.ts';

/** A retrieve from a modality, however it was asked for. */
export interface RetrieveSubmission {
  readonly modality: RemoteModality;
  readonly method: 'C-MOVE' | 'C-GET';
  readonly level: Level;
  /** Identifiers in DICOM JSON: see `retrieveIdentifier`. */
  readonly itemKeys: readonly string[];
  /** Of C-MOVE: where the instances shall go. Undefined: to this server. */
  readonly targetAet: string | undefined;
  readonly localAet: string | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly queryFormat: TagFormat;
  /** Of the job. */
  readonly options: JobOptionFields;
}

export interface RetrieveEnvironment {
  readonly jobs: JobSubmitter;
  /** `DicomAet`. */
  readonly localAet: string;
}

const jobTypes = { 'C-MOVE': 'DicomMoveScu', 'C-GET': 'DicomGetScu' } as const;

/**
 * Submits the job of a retrieve, and waits for it unless the client says no.
 * @throws IsocenterError BadRequest when an identifier lacks what its level needs; that of the job
 */
export async function runRetrieve(retrieve: RetrieveSubmission, environment: RetrieveEnvironment): Promise<unknown> {
  const { itemKeys, level, localAet, method, modality, queryFormat, timeoutSeconds } = retrieve;
  // Reading them back tells at once what the job would refuse later.
  const items = itemKeys.map((key) => readRetrieveItem(key, level));
  const target = method === 'C-MOVE' ? { TargetAet: retrieve.targetAet ?? environment.localAet } : {};
  return runJob(environment.jobs, jobOptions(retrieve.options), {
    type: jobTypes[method],
    itemKeys,
    parameters: {
      Modality: modality.Name,
      ...target,
      QueryFormat: queryFormat,
      ...(localAet !== undefined && { LocalAet: localAet }),
      ...(timeoutSeconds !== undefined && { Timeout: timeoutSeconds }),
    },
    content: {
      Description: 'REST API',
      LocalAet: localAetOf(localAet, modality, environment.localAet),
      Query: items.map(({ shown }) => inFormat(shown, queryFormat)),
      RemoteAet: modality.AET,
      ...target,
    },
  });
}
