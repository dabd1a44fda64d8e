import { tmpdir } from 'node:os';
import type { BlobJanitor } from '../blobs/blob-janitor.ts';
import type { BlobStore } from '../blobs/blob-store.ts';
import type { Configuration } from '../config/options.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { JobKind } from '../jobs/job-kind.ts';
import type { JobStore } from '../jobs/job-store.ts';
import type { CurrentEncoding } from '../model/current-encoding.ts';
import type { InstanceReader } from '../retrieve/instance-reader.ts';
import { Exporter } from '../zip-export/exporter.ts';
import { InstanceFiles } from '../zip-export/instance-files.ts';
import { archiveKinds } from './archive.ts';
import { JobOutputs } from './job-outputs.ts';

export interface ExportsOptions {
  readonly configuration: Pick<
    Configuration,
    'MediaArchiveSize' | 'SynchronousZipStream' | 'TemporaryDirectory' | 'ZipUseUtf8'
  >;
  readonly index: IndexStore;
  readonly blobs: BlobStore;
  readonly janitor: BlobJanitor;
  readonly jobStore: JobStore;
  readonly reader: InstanceReader;
  readonly encoding: Pick<CurrentEncoding, 'terms'>;
  readonly now: () => Date;
}

/** What ZIP archives and media take, on demand and as jobs. */
export interface Exports {
  readonly exporter: Exporter;
  readonly jobOutputs: JobOutputs;
  readonly kinds: readonly JobKind[];
  readonly archives: { readonly utf8: boolean; readonly streamed: boolean };
  readonly temporaryFolder: string;
}

/** Makes the parts that export as the configuration says. */
export function openExports(options: ExportsOptions): Exports {
  const { blobs, configuration, encoding, index, janitor, jobStore, now, reader } = options;
  const temporaryFolder = configuration.TemporaryDirectory ?? tmpdir();
  const files = new InstanceFiles({ blobs, reader, encoding });
  const exporter = new Exporter({ index, files, temporaryFolder, encoding, now });
  const jobOutputs = new JobOutputs({ store: jobStore, blobs, janitor, keep: configuration.MediaArchiveSize, now });
  return {
    exporter,
    jobOutputs,
    kinds: archiveKinds({ index, exporter, outputs: jobOutputs }),
    archives: { utf8: configuration.ZipUseUtf8, streamed: configuration.SynchronousZipStream },
    temporaryFolder,
  };
}
