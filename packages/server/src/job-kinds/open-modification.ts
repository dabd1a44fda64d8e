import type { DataDictionary } from '@isocenter/dicom';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Configuration } from '../config/options.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { CurrentEncoding } from '../model/current-encoding.ts';
import type { Level } from '../model/level.ts';
import type { MainTags } from '../model/main-tags.ts';
import { peerVersion } from '../model/peer-version.ts';
import type { InstanceModificationOptions } from '../modify/modified-instance.ts';
import { ModificationJobs } from './modification-jobs.ts';
import { modificationKinds } from './modification-kinds.ts';
import { StudyJobs } from './study-jobs.ts';

export interface ModificationPartsOptions {
  readonly configuration: Pick<Configuration, 'DefaultPrivateCreator' | 'OverwriteInstances' | 'PatientLevelEnabled'>;
  readonly index: IndexStore;
  readonly blobs: BlobStore;
  readonly ingest: Ingest;
  readonly dictionary: DataDictionary;
  readonly encoding: Pick<CurrentEncoding, 'terms'>;
  readonly mainTags: MainTags;
  readonly deleteResource: (level: Level, publicId: string) => Promise<unknown>;
}

/** What modifying and anonymizing take, one instance at a time and as jobs. */
export interface ModificationParts {
  readonly modification: InstanceModificationOptions;
  readonly modificationJobs: ModificationJobs;
  readonly studyJobs: StudyJobs;
  readonly kinds: readonly JobKind[];
}

/** Makes the parts that modify as the configuration says. */
export function openModification(options: ModificationPartsOptions): ModificationParts {
  const { blobs, configuration, deleteResource, dictionary, encoding, index, ingest, mainTags } = options;
  const modification = {
    index,
    blobs,
    dictionary,
    encoding,
    privateCreator: configuration.DefaultPrivateCreator,
    // Clients look for the peer's version in Deidentification Method, as they do in `/system`.
    version: peerVersion,
  };
  return {
    modification,
    modificationJobs: new ModificationJobs({
      ...modification,
      mainTags,
      overwrite: configuration.OverwriteInstances,
      patientLevel: configuration.PatientLevelEnabled,
    }),
    studyJobs: new StudyJobs(modification),
    kinds: modificationKinds({ ...modification, ingest, deleteResource }),
  };
}
