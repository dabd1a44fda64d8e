import { masterKey } from '../master-key.ts';
import type { OptionRows } from '../option.ts';
import { section } from '../section.ts';
import { boolean, integer, listOf, oneOf, path, text, textMatching } from '../value-type.ts';

const encryptionFields = {
  Enable: { type: boolean(), default: true, meaning: 'Encrypt files before they leave the server.', support: 'yes' },
  MasterKey: {
    type: masterKey(),
    default: undefined,
    meaning:
      'The key that protects the keys of new files: its number, and a file with 32 bytes in base64 ' +
      '(openssl rand -base64 32).',
    support: 'yes',
  },
  PreviousMasterKeys: {
    type: listOf(masterKey()),
    default: [],
    meaning: 'Keys of files that were stored earlier; they can still be read.',
    support: 'yes',
  },
  MaxConcurrentInputSize: {
    type: integer(1),
    default: 1024,
    unit: 'MB',
    meaning: 'Data being encrypted at a time.',
    support: 'ignored',
    reason: 'files are encrypted as they pass, 64 KiB at a time',
  },
} as const satisfies OptionRows;

const cacheFields = {
  Directory: {
    type: path(),
    default: 'isocenter-cache',
    meaning: 'Folder of the cache; it belongs to one server alone.',
    support: 'yes',
  },
  MaximumSize: {
    type: integer(64),
    default: 10240,
    unit: 'MB',
    meaning: 'The files that were not used for the longest time make room for others.',
    support: 'yes',
  },
  Mode: {
    type: oneOf(['WriteThrough', 'WriteBack']),
    default: 'WriteThrough',
    meaning:
      'When a file counts as stored: once it is in the bucket, or once it is on the local disk; then it is uploaded in ' +
      'the background. "WriteBack" is for a single server: others cannot read what is not uploaded yet.',
    support: 'yes',
  },
} as const satisfies OptionRows;

/** The section of the peer's S3 plugin, and what is ours in it. */
const awsS3StorageFields = {
  BucketName: { type: text(), default: '', meaning: 'The bucket. It must exist.', support: 'yes' },
  Region: {
    type: text(),
    default: '',
    meaning: 'Region of the bucket; empty: that of the environment or of the profile.',
    support: 'yes',
  },
  Endpoint: {
    type: text('URL'),
    default: '',
    meaning: 'URL, or host name (HTTPS), of a store other than AWS.',
    support: 'yes',
  },
  AccessKey: {
    type: text(),
    default: '',
    meaning: 'Id of the access key; empty: the credentials of the environment, the profile or the machine.',
    support: 'yes',
  },
  SecretKey: { type: text(), default: '', meaning: 'The secret of the access key.', support: 'yes' },
  ConnectionTimeout: {
    type: integer(1),
    default: 30,
    unit: 's',
    meaning: 'For a connection to the store.',
    support: 'yes',
  },
  RequestTimeout: {
    type: integer(1),
    default: 1200,
    unit: 's',
    meaning: 'For one request until it is answered; a connection on which nothing moves is given up after a minute.',
    support: 'yes',
  },
  RootPath: {
    type: textMatching('path', /^(?:[^/]+(?:\/[^/]+)*)?$/, 'a path without / at its beginning and end'),
    default: '',
    meaning: 'Folder of all objects in the bucket. Not to be changed once there are files.',
    support: 'yes',
  },
  StorageStructure: {
    type: oneOf(['flat', 'legacy']),
    default: 'flat',
    meaning:
      'Names of objects: "flat": uuid.dcm; "legacy": two levels of folders as in StorageDirectory. Not to be changed ' +
      'once there are files.',
    support: 'yes',
  },
  VirtualAddressing: {
    type: boolean(),
    default: true,
    meaning: 'The bucket is part of the host name; false: of the path, as MinIO and Ceph usually want it.',
    support: 'yes',
  },
  StorageClass: {
    type: text(),
    default: '',
    meaning: 'Storage class of new objects, like STANDARD_IA; empty: that of the bucket.',
    support: 'yes',
  },
  StorageEncryption: {
    type: section(encryptionFields),
    default: undefined,
    meaning:
      'Encryption by this server, AES-256-GCM. The format is not that of the peer: neither reads files of the other. ' +
      'Not to be switched once there are files.',
    support: 'yes',
  },
  Cache: {
    type: section(cacheFields),
    default: undefined,
    meaning: 'A cache on local disk; unset: none.',
    support: 'yes',
  },
  TransferBufferSize: {
    type: integer(5, 512),
    default: 5,
    unit: 'MB',
    meaning: 'Larger files are uploaded in parts of this size, up to 10000; three of them are in memory per file.',
    support: 'yes',
  },
  MaximumConnections: {
    type: integer(1, 10000),
    default: 128,
    meaning: 'Connections to the store at a time.',
    support: 'yes',
  },
  MaximumRetries: {
    type: integer(0, 100),
    default: 4,
    meaning: 'How often a request is tried again when the store is overloaded or the connection was lost.',
    support: 'yes',
  },
  TransferPoolSize: {
    type: integer(1),
    default: 10,
    meaning: 'Parts under way in all.',
    support: 'ignored',
    reason: 'two parts of each file are under way, on at most MaximumConnections connections',
  },
  UseTransferManager: {
    type: boolean(),
    default: false,
    meaning: 'Transfer large files in parts.',
    support: 'ignored',
    reason: 'large files are always uploaded in parts',
  },
  HybridMode: {
    type: oneOf(['Disabled', 'WriteToFileSystem', 'WriteToObjectStorage']),
    default: 'Disabled',
    meaning: 'Files in StorageDirectory and in the bucket side by side.',
    support: 'later',
    reason: 'files are in the bucket only; a cache keeps recent ones on local disk',
  },
  MigrationFromFileSystemEnabled: {
    type: boolean(),
    default: false,
    meaning: 'Read files that are not in the bucket from StorageDirectory.',
    support: 'later',
    reason: 'files are in the bucket only; copy them there first, with StorageStructure "legacy"',
  },
  EnableLegacyUnknownFiles: {
    type: boolean(),
    default: false,
    meaning: 'Look for .unk files of older versions, too.',
    support: 'ignored',
    reason: 'those files hold the beginnings of others, which are read by range here',
  },
  EnableAwsSdkLogs: {
    type: boolean(),
    default: false,
    meaning: 'Log what the library does.',
    support: 'ignored',
    reason: 'failures are logged with their cause',
  },
} as const satisfies OptionRows;

/** Where the files are, when not in StorageDirectory. */
export const awsS3StorageOptions = {
  AwsS3Storage: {
    type: section(awsS3StorageFields),
    default: undefined,
    meaning:
      'The bucket that holds the files, of AWS S3 or of any store that speaks its protocol; unset: StorageDirectory.',
    support: 'yes',
  },
} as const satisfies OptionRows;
