import type { Configuration } from './options.ts';

/** Whether HTTP clients must give a user and a password: `AuthenticationEnabled`, unset: as `RemoteAccessAllowed`. */
export function isAuthenticationEnabled(
  configuration: Pick<Configuration, 'AuthenticationEnabled' | 'RemoteAccessAllowed'>,
): boolean {
  return configuration.AuthenticationEnabled ?? configuration.RemoteAccessAllowed;
}

/** The folder of the SQLite index. */
export function indexDirectory(configuration: Pick<Configuration, 'IndexDirectory' | 'StorageDirectory'>): string {
  return configuration.IndexDirectory ?? configuration.StorageDirectory;
}

/** Whether jobs survive a restart: a read-only server cannot keep them. */
export function areJobsSaved(configuration: Pick<Configuration, 'SaveJobs' | 'ReadOnly'>): boolean {
  return configuration.SaveJobs && !configuration.ReadOnly;
}
