import type { Configuration } from '../config/options.ts';

/** What a ZIP or a form that is uploaded may hold. */
export interface UploadLimits {
  /** `MaximumFilesInArchive`. */
  readonly maxFiles: number;
  /** `MaximumFileSizeInArchiveMB`: of one file, unpacked. */
  readonly maxFileBytes: number;
  /** `MaximumArchiveSizeMB`: of all files, unpacked. */
  readonly maxUnpackedBytes: number;
  /** `MaximumArchiveRatio`: how many times longer than packed the files may be together. */
  readonly maxRatio: number;
}

/** Shorter ones may be packed as tightly as they like. */
export const ratioFreeBytes = 64 * 1024 * 1024;

const bytesPerMegabyte = 1024 * 1024;

/** The limits that the configuration sets; 0 is none. */
export function uploadLimits(
  configuration: Pick<
    Configuration,
    'MaximumArchiveRatio' | 'MaximumArchiveSizeMB' | 'MaximumFileSizeInArchiveMB' | 'MaximumFilesInArchive'
  >,
): UploadLimits {
  const limit = (value: number) => (value === 0 ? Number.POSITIVE_INFINITY : value);
  return {
    maxFiles: limit(configuration.MaximumFilesInArchive),
    maxFileBytes: limit(configuration.MaximumFileSizeInArchiveMB) * bytesPerMegabyte,
    maxUnpackedBytes: limit(configuration.MaximumArchiveSizeMB) * bytesPerMegabyte,
    maxRatio: limit(configuration.MaximumArchiveRatio),
  };
}
