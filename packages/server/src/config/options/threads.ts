import type { Option, OptionRows } from '../option.ts';
import { integer } from '../value-type.ts';

/** Options that tune threads and caches which this server does not have. */
function withoutEffect<const Default extends number | undefined>(
  byDefault: Default,
  meaning: string,
  unit?: Option['unit'],
) {
  return {
    type: integer(0),
    default: byDefault,
    ...(unit === undefined ? {} : { unit }),
    meaning,
    support: 'ignored',
    reason: 'this server streams: it has neither these threads nor their memory',
  } as const satisfies Option;
}

export const threadsOptions = {
  MallocArenaMax: withoutEffect(5, 'Memory arenas of the C library; 0: its own choice.'),
  DicomParserThreadsCount: withoutEffect(2, 'Threads that parse files.'),
  DicomParserMemoryCapacity: withoutEffect(256, 'Memory of the threads that parse files.', 'MB'),
  DicomParserCacheSize: withoutEffect(256, 'Cache of parsed files; 0: none.', 'MB'),
  TranscoderThreadsCount: withoutEffect(4, 'Threads that convert files.'),
  TranscoderMemoryCapacity: withoutEffect(256, 'Memory of the threads that convert files.', 'MB'),
  TranscoderCacheSize: withoutEffect(256, 'Cache of converted files; 0: none.', 'MB'),
  SequentialDicomReaderThreadsCount: withoutEffect(undefined, 'Threads that read files ahead.'),
  SequentialDicomReaderWindowSize: withoutEffect(4, 'Files read ahead for each reader.'),
  SequentialDicomReaderWindowCapacity: withoutEffect(128, 'Memory of the files read ahead for each reader.', 'MB'),
  LoaderThreads: withoutEffect(undefined, 'Old name of SequentialDicomReaderWindowSize.'),
  ZipLoaderThreads: withoutEffect(undefined, 'Old name of the threads that read files for archives.'),
} as const satisfies OptionRows;
