import { readFileSync } from 'node:fs';
import type { SecureContextOptions, TlsOptions } from 'node:tls';
import type { Configuration } from '../config/options.ts';

type DicomTlsOptions = Pick<
  Configuration,
  | 'DicomTlsEnabled'
  | 'DicomTlsCertificate'
  | 'DicomTlsPrivateKey'
  | 'DicomTlsTrustedCertificates'
  | 'DicomTlsRemoteCertificateRequired'
  | 'DicomTlsMinimumProtocolVersion'
  | 'DicomTlsCiphersAccepted'
>;

/** DICOM over TLS, incoming and outgoing: the same certificate and the same trust for both (PS3.15 B.12). */
export interface DicomTls {
  /** Undefined: the port is plain. */
  readonly server: TlsOptions | undefined;
  readonly client: SecureContextOptions | undefined;
}

/** Reads the files that the configuration names. Throws the error of the file system that tells which is missing. */
export function dicomTls(configuration: DicomTlsOptions): DicomTls {
  const { DicomTlsCertificate, DicomTlsPrivateKey, DicomTlsTrustedCertificates } = configuration;
  if (DicomTlsCertificate === undefined && DicomTlsTrustedCertificates === undefined) {
    return { server: undefined, client: undefined };
  }
  const { DicomTlsCiphersAccepted, DicomTlsEnabled, DicomTlsMinimumProtocolVersion } = configuration;
  const context: SecureContextOptions = {
    ...(DicomTlsCertificate === undefined ? {} : { cert: readFileSync(DicomTlsCertificate) }),
    ...(DicomTlsPrivateKey === undefined ? {} : { key: readFileSync(DicomTlsPrivateKey) }),
    ...(DicomTlsTrustedCertificates === undefined ? {} : { ca: readFileSync(DicomTlsTrustedCertificates) }),
    ...(DicomTlsCiphersAccepted === undefined ? {} : { ciphers: DicomTlsCiphersAccepted.join(':') }),
    // 5 is TLS 1.3 in the peer's numbers; whatever is below 1.2 is forbidden by the profile.
    minVersion: DicomTlsMinimumProtocolVersion === 5 ? 'TLSv1.3' : 'TLSv1.2',
  };
  const required = configuration.DicomTlsRemoteCertificateRequired;
  return {
    server: DicomTlsEnabled
      ? { ...context, requestCert: DicomTlsTrustedCertificates !== undefined, rejectUnauthorized: required }
      : undefined,
    client: context,
  };
}
