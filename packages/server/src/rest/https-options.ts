import { readFile } from 'node:fs/promises';
import type { SecureVersion, TlsOptions } from 'node:tls';
import type { Configuration } from '../config/options.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

export type HttpsConfiguration = Pick<
  Configuration,
  | 'SslEnabled'
  | 'SslCertificate'
  | 'SslVerifyPeers'
  | 'SslTrustedClientCertificates'
  | 'SslMinimumProtocolVersion'
  | 'SslCiphersAccepted'
>;

/**
 * What HTTPS needs, read from the files of the configuration; undefined when it is off.
 * @throws IsocenterError InexistentFile naming the option, never the content
 */
export async function httpsOptions(configuration: HttpsConfiguration): Promise<TlsOptions | undefined> {
  if (!configuration.SslEnabled) return undefined;
  // One file holds the certificate and its key.
  const pem = await readPem(configuration.SslCertificate, 'SslCertificate');
  const { SslCiphersAccepted: ciphers, SslVerifyPeers: verifyPeers } = configuration;
  return {
    cert: pem,
    key: pem,
    minVersion: minimumVersion(configuration.SslMinimumProtocolVersion),
    ...(ciphers !== undefined && { ciphers: ciphers.join(':'), honorCipherOrder: true }),
    ...(verifyPeers && {
      ca: await readPem(configuration.SslTrustedClientCertificates, 'SslTrustedClientCertificates'),
      requestCert: true,
      rejectUnauthorized: true,
    }),
  };
}

/** Versions before TLS 1.2 (4) are unsafe and count as it. */
function minimumVersion(version: number): SecureVersion {
  return version >= 5 ? 'TLSv1.3' : 'TLSv1.2';
}

async function readPem(path: string, option: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new IsocenterError('InexistentFile', `The file of ${option} cannot be read`, { cause });
  }
}
