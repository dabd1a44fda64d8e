import type { ConfigurationSources } from '../config/load.ts';

/** Where container engines put secrets as files. */
const containerSecrets = '/run/secrets';

/** What this process is configured by: the given files and folders, its environment and its secrets. */
export function configurationSources(paths: readonly string[]): ConfigurationSources {
  // systemd names the folder of LoadCredential= so.
  const { CREDENTIALS_DIRECTORY: credentials } = process.env;
  const secretFolders = [containerSecrets, ...(credentials === undefined ? [] : [credentials])];
  return { paths, env: process.env, cwd: process.cwd(), secretFolders };
}
