import { IsocenterError } from './isocenter-error.ts';

/** Why a port cannot be listened on, by the code of the operating system. */
const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses it',
  EACCES: 'this user may not open it',
  EADDRNOTAVAIL: 'this machine does not have the address',
};

/** The error of a server that cannot listen. */
export function portError(service: 'DICOM' | 'HTTP', port: number, cause: unknown): IsocenterError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = reasons[code] ?? (code || 'of an unknown error');
  const details = `${service} cannot listen on port ${port}: ${reason}`;
  return new IsocenterError(service === 'DICOM' ? 'DicomPortInUse' : 'HttpPortInUse', details, { cause });
}
