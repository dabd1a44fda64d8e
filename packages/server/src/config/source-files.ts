import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigurationError } from './errors.ts';

/**
 * The files that the given files and folders stand for; of a folder all `*.json`, not those of folders inside it.
 * @throws ConfigurationError when a path cannot be read or a folder has no such file
 */
export function sourceFiles(paths: readonly string[], cwd: string): string[] {
  const files = paths.flatMap((path) => filesAt(resolve(cwd, path)));
  return [...new Set(files)];
}

/** The text of a file. */
export function readSource(file: string): string {
  return orUnreadable(file, () => readFileSync(file, 'utf8'));
}

function filesAt(path: string): string[] {
  return orUnreadable(path, () => {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.json'))
      .map((entry) => entry.name);
    if (names.length === 0) {
      throw new ConfigurationError('CONFIGURATION_UNREADABLE', 'the folder holds no *.json file', { file: path });
    }
    return names.sort().map((name) => join(path, name));
  });
}

/** What users are told, by the code of the operating system. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not read it',
};

function orUnreadable<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const problem = reasons[code] ?? `cannot be read: ${code}`;
    throw new ConfigurationError('CONFIGURATION_UNREADABLE', problem, { file }, { cause: error });
  }
}
