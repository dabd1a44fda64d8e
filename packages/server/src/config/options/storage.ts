import type { OptionRows } from '../option.ts';
import { extraMainTags, userContentTypes, userMetadata } from '../user-definitions.ts';
import { boolean, integer, oneOf, path, text } from '../value-type.ts';

export const storageOptions = {
  Name: {
    type: text(),
    default: 'Isocenter',
    meaning: 'Name of this server, shown in /system and in the web page.',
    support: 'yes',
  },
  StorageDirectory: {
    type: path(),
    default: 'isocenter-data',
    meaning: 'Folder of the stored DICOM files.',
    support: 'yes',
  },
  IndexDirectory: {
    type: path(),
    default: undefined,
    meaning: 'Folder of the SQLite index. Unset: StorageDirectory.',
    support: 'yes',
  },
  StorageCompression: {
    type: boolean(),
    default: false,
    meaning: 'Keep files and attachments compressed with zlib.',
    support: 'yes',
  },
  MaximumStorageSize: {
    type: integer(0),
    default: 0,
    unit: 'MB',
    meaning: 'Limit of all stored files together, the caches of the relay included, which make room first; 0: none.',
    support: 'yes',
  },
  MaximumPatientCount: {
    type: integer(0),
    default: 0,
    meaning: 'Limit of stored patients; 0: none.',
    support: 'yes',
  },
  MaximumStorageMode: {
    type: oneOf(['Recycle', 'Reject']),
    default: 'Recycle',
    meaning:
      'At a limit, once the caches of the relay have made room: delete the patients unused for longest and not protected, ' +
      'or refuse what arrives.',
    support: 'yes',
  },
  MaximumStorageCacheSize: {
    type: integer(0),
    default: 128,
    unit: 'MB',
    meaning: 'Memory for files used lately; 0: none.',
    support: 'ignored',
    reason: 'the cache of the operating system serves repeated reads',
  },
  StorageLoaderThreadsCount: {
    type: integer(0),
    default: 4,
    meaning: 'Threads that read stored files.',
    support: 'ignored',
    reason: 'files are streamed, no thread waits for one',
  },
  StorageMemoryCapacity: {
    type: integer(0),
    default: 512,
    unit: 'MB',
    meaning: 'Memory of the threads that read stored files.',
    support: 'ignored',
    reason: 'files are streamed, memory does not grow with them',
  },
  StoreDicom: {
    type: boolean(),
    default: true,
    meaning: 'Keep the files and not only the index.',
    support: 'ignored',
    reason: 'files are always kept',
  },
  OverwriteInstances: {
    type: oneOf(
      ['Never', 'Always', 'IfChanged'],
      new Map([
        [true, 'Always'],
        [false, 'Never'],
      ] as const),
    ),
    default: 'Never',
    meaning:
      'What happens to an instance that is already here: kept, replaced, or replaced if its MD5 differs. ' +
      'true is "Always", false is "Never".',
    support: 'yes',
  },
  ExtraMainDicomTags: {
    type: extraMainTags(),
    default: undefined,
    meaning: 'More tags to keep in the index: arrays named Patient, Study, Series and Instance. No sequences.',
    support: 'yes',
  },
  SyncStorageArea: {
    type: boolean(),
    default: true,
    meaning: 'Force each file to disk before it counts as stored.',
    support: 'yes',
  },
  StoreMD5ForAttachments: {
    type: boolean(),
    default: true,
    meaning: 'Compute and keep the MD5 of stored files.',
    support: 'yes',
  },
  TemporaryDirectory: {
    type: path(),
    default: undefined,
    meaning: 'Folder of large temporary files. Unset: that of the operating system.',
    support: 'yes',
  },
  UserMetadata: {
    type: userMetadata(),
    default: {},
    meaning: 'Metadata of your own: name to number.',
    support: 'yes',
  },
  UserContentType: {
    type: userContentTypes(),
    default: {},
    meaning: 'Attachments of your own: name to number, or to [number, MIME type].',
    support: 'yes',
  },
  PatientLevelEnabled: {
    type: boolean(),
    default: true,
    meaning: 'Offer /patients.',
    support: 'yes',
  },
  ReadOnly: {
    type: boolean(),
    default: false,
    meaning: 'Write neither to the index nor to the storage; turns SaveJobs off.',
    support: 'later',
    reason: 'only the REST API refuses changes; C-STORE and jobs go on',
  },
  StorageAccessOnFind: {
    type: oneOf(['Always', 'Answers', 'Never']),
    default: 'Always',
    meaning: 'Whether a search reads files for tags not in the index: to filter and answer, only to answer, or never.',
    support: 'yes',
  },
  StableAge: {
    type: integer(0),
    default: 60,
    unit: 's',
    meaning: 'A patient, study or series that received nothing for so long counts as stable.',
    support: 'yes',
  },
  ZipUseUtf8: {
    type: boolean(),
    default: false,
    meaning: 'Names inside ZIP archives are UTF-8, not ASCII.',
    support: 'yes',
  },
  SynchronousZipStream: {
    type: boolean(),
    default: true,
    meaning: 'Send an archive while it is made.',
    support: 'yes',
  },
  MediaArchiveSize: {
    type: integer(0),
    default: 1,
    meaning: 'Archives made by jobs that are kept for download.',
    support: 'yes',
  },
  LogExportedResources: {
    type: boolean(),
    default: false,
    meaning: 'List in /exports what was sent to others.',
    support: 'yes',
  },
  DatabaseServerIdentifier: {
    type: text(),
    default: undefined,
    meaning: 'Name of this server among those that share a database. Unset: a random one, kept in the index.',
    support: 'yes',
  },
  CheckRevisions: {
    type: boolean(),
    default: false,
    meaning: 'Demand If-Match when metadata or attachments are overwritten or deleted.',
    support: 'yes',
  },
} as const satisfies OptionRows;
