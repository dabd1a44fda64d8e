import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleServer, externalPackages, serverFolder } from './bundle.ts';
import { type LockedPackages, productionPackages } from './production-packages.ts';

/** Files of packages that nothing reads at run time. */
const needless = /\.(?:map|d\.[cm]?ts|tsbuildinfo)$/;

/**
 * Puts into an empty folder what a server needs to run and nothing else: the built program and the packages that it
 * leaves outside, with what those need. Paths are those of the repository, so packages are found in the same way.
 */
export async function assemble(target: string): Promise<void> {
  if (existsSync(target) && readdirSync(target).length > 0) throw new Error(`${target} is not empty`);
  await bundleServer();
  const { packages }: { packages: LockedPackages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const folders = productionPackages(packages, serverFolder, externalPackages());
  const installed = folders.filter((folder) => existsSync(folder));
  const missing = folders.filter((folder) => !installed.includes(folder) && packages[folder]?.optional !== true);
  if (missing.length > 0) throw new Error(`Not installed: ${missing.join(', ')}`);
  for (const path of [
    'LICENSE',
    ...['bin', 'dist', 'package.json'].map((name) => join(serverFolder, name)),
    ...installed,
  ]) {
    cpSync(path, join(target, path), {
      recursive: true,
      // Packages inside a package are in the list themselves.
      filter: (source) => !needless.test(source) && !source.slice(path.length).split('/').includes('node_modules'),
    });
  }
}

const [target] = process.argv.slice(2);
if (import.meta.main) {
  if (target === undefined) {
    process.stderr.write('Usage: node scripts/assemble.ts FOLDER\n');
    process.exitCode = 1;
  } else await assemble(target);
}
