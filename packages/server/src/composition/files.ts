import { tmpdir } from 'node:os';
import type { DataDictionary } from '@isocenter/dicom';
import type { BlobJanitor } from '../blobs/blob-janitor.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Configuration } from '../config/options.ts';
import { DicomCreator } from '../create/dicom-creator.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { archiveKinds } from '../job-kinds/archive.ts';
import { JobOutputs } from '../job-kinds/job-outputs.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { CurrentEncoding } from '../model/current-encoding.ts';
import type { ArchiveSettings } from '../rest/routes/archives.ts';
import type { WebDavSettings } from '../rest/routes/webdav.ts';
import type { InstanceReader } from '../retrieve/instance-reader.ts';
import { FileIntake } from '../uploads/file-intake.ts';
import { uploadLimits } from '../uploads/upload-limits.ts';
import { Exporter } from '../zip-export/exporter.ts';
import { InstanceFiles } from '../zip-export/instance-files.ts';

/** What takes files in and gives them out through HTTP. */
export interface FileParts {
  readonly exporter: Exporter;
  readonly jobOutputs: JobOutputs;
  readonly archives: ArchiveSettings;
  readonly fileIntake: FileIntake;
  readonly dicomCreator: DicomCreator;
  readonly webDav: WebDavSettings;
  readonly temporaryFolder: string;
}

export interface FilesEnvironment {
  readonly index: IndexStore;
  readonly blobs: BlobStore;
  readonly janitor: BlobJanitor;
  readonly ingest: Ingest;
  readonly jobStore: JobStore;
  readonly reader: InstanceReader;
  readonly dictionary: DataDictionary;
  readonly encoding: CurrentEncoding;
  readonly now: () => Date;
}

/** Makes these parts as the configuration says, and the kinds of jobs that belong to them. */
export function openFiles(
  configuration: Configuration,
  environment: FilesEnvironment,
): { readonly kinds: readonly JobKind[]; readonly parts: FileParts } {
  const { blobs, encoding, index, ingest, janitor, jobStore, now, reader } = environment;
  const temporaryFolder = configuration.TemporaryDirectory ?? tmpdir();
  const files = new InstanceFiles({ blobs, reader, encoding });
  const exporter = new Exporter({ index, files, temporaryFolder, encoding, now });
  const jobOutputs = new JobOutputs({ store: jobStore, blobs, janitor, keep: configuration.MediaArchiveSize, now });
  return {
    kinds: archiveKinds({ index, exporter, outputs: jobOutputs }),
    parts: {
      exporter,
      jobOutputs,
      archives: { utf8: configuration.ZipUseUtf8, streamed: configuration.SynchronousZipStream },
      fileIntake: new FileIntake({ ingest, limits: uploadLimits(configuration), temporaryFolder }),
      dicomCreator: new DicomCreator(environment),
      webDav: {
        enabled: configuration.WebDavEnabled,
        deletes: configuration.WebDavDeleteAllowed,
        uploads: configuration.WebDavUploadAllowed,
      },
      temporaryFolder,
    },
  };
}
