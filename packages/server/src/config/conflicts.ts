import { isAuthenticationEnabled } from './effective-values.ts';
import { ConfigurationError } from './errors.ts';
import type { Configuration, OptionKey } from './options.ts';

/** Options that must not be combined so. */
interface Conflict {
  readonly keys: readonly OptionKey[];
  readonly problem: string;
  isPresent(configuration: Configuration): boolean;
}

const conflicts: readonly Conflict[] = [
  {
    keys: ['AuthenticationEnabled', 'RemoteAccessAllowed', 'RegisteredUsers'],
    problem: 'remote access with authentication needs at least one registered user',
    isPresent: (configuration) =>
      configuration.HttpServerEnabled &&
      configuration.RemoteAccessAllowed &&
      isAuthenticationEnabled(configuration) &&
      Object.keys(configuration.RegisteredUsers ?? {}).length === 0,
  },
  {
    keys: ['OverwriteInstances', 'StoreMD5ForAttachments'],
    problem: '"IfChanged" compares MD5 sums, which are not stored',
    isPresent: (configuration) =>
      configuration.OverwriteInstances === 'IfChanged' && !configuration.StoreMD5ForAttachments,
  },
  {
    keys: ['CheckRevisions', 'StoreMD5ForAttachments'],
    problem: 'revisions of attachments are checked by MD5 sums, which are not stored',
    isPresent: (configuration) => configuration.CheckRevisions && !configuration.StoreMD5ForAttachments,
  },
  {
    keys: ['PatientLevelEnabled', 'MaximumPatientCount', 'MaximumStorageSize'],
    problem: 'limits are kept by deleting patients, which needs the patient level',
    isPresent: (configuration) =>
      !configuration.PatientLevelEnabled &&
      (configuration.MaximumPatientCount > 0 || configuration.MaximumStorageSize > 0),
  },
  {
    keys: ['DicomTlsEnabled', 'DicomTlsCertificate', 'DicomTlsPrivateKey'],
    problem: 'DICOM over TLS needs a certificate and its private key',
    isPresent: (configuration) =>
      configuration.DicomTlsEnabled &&
      (configuration.DicomTlsCertificate === undefined || configuration.DicomTlsPrivateKey === undefined),
  },
  {
    keys: ['DicomTlsEnabled', 'DicomTlsRemoteCertificateRequired', 'DicomTlsTrustedCertificates'],
    problem: 'client certificates can only be demanded when trusted certificates are given',
    isPresent: (configuration) =>
      configuration.DicomTlsEnabled &&
      configuration.DicomTlsRemoteCertificateRequired &&
      configuration.DicomTlsTrustedCertificates === undefined,
  },
  {
    keys: ['DicomTlsMinimumProtocolVersion', 'DicomTlsCiphersAccepted'],
    problem: 'a protocol version other than 0 needs a list of ciphers',
    isPresent: (configuration) =>
      configuration.DicomTlsMinimumProtocolVersion !== 0 && (configuration.DicomTlsCiphersAccepted ?? []).length === 0,
  },
  {
    keys: ['AwsS3Storage'],
    problem: 'the BucketName is missing',
    isPresent: ({ AwsS3Storage }) => AwsS3Storage?.BucketName === '',
  },
  {
    keys: ['AwsS3Storage'],
    problem: 'AccessKey and SecretKey belong together',
    isPresent: ({ AwsS3Storage: s3 }) => s3 !== undefined && (s3.AccessKey === '') !== (s3.SecretKey === ''),
  },
  {
    keys: ['AwsS3Storage', 'PostgreSQL'],
    problem: 'a cache that writes back is for a single server; others cannot read what is not uploaded yet',
    isPresent: ({ AwsS3Storage: s3, PostgreSQL: postgresql }) =>
      s3?.Cache?.Mode === 'WriteBack' && postgresql?.EnableIndex === true && !postgresql.Lock,
  },
  {
    keys: ['AwsS3Storage'],
    problem: 'StorageEncryption needs a MasterKey',
    isPresent: ({ AwsS3Storage: s3 }) =>
      s3?.StorageEncryption?.Enable === true && s3.StorageEncryption.MasterKey === undefined,
  },
];

/** @throws ConfigurationError when options contradict each other; all keys of the contradiction are named. */
export function refuseConflicts(configuration: Configuration): void {
  const conflict = conflicts.find(({ isPresent }) => isPresent(configuration));
  if (conflict !== undefined) {
    throw new ConfigurationError('CONFIGURATION_CONFLICT', conflict.problem, { key: conflict.keys.join(', ') });
  }
}
