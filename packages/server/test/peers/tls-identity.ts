import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './temporary-folder.ts';

/** PEM files of a certificate that nobody else signed, and of its key. */
export interface TlsIdentity {
  readonly key: string;
  readonly certificate: string;
}

/** An identity for this machine under a name. Needs openssl. */
export function createTlsIdentity(t: TestContext, name: string): TlsIdentity {
  const folder = temporaryFolder(t);
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const keyOptions = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key];
  execFileSync('openssl', ['req', '-x509', ...keyOptions, '-days', '2', ...subject, '-out', certificate], {
    stdio: 'ignore',
  });
  return { key, certificate };
}
