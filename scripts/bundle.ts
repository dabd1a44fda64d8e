import { readFileSync, rmSync } from 'node:fs';
import { build, type Metafile } from 'esbuild';

export const serverFolder = 'packages/server';

/** The packages that the bundle leaves outside, for they load parts of themselves at run time: all that is not ours. */
export function externalPackages(): readonly string[] {
  const { dependencies } = JSON.parse(readFileSync(`${serverFolder}/package.json`, 'utf8'));
  return Object.keys(dependencies).filter((name) => !name.startsWith('@isocenter/'));
}

/**
 * Builds `dist` of the server: its program in one file, its threads in one each, what they share, and what is loaded
 * only where it is used: the index in PostgreSQL and the store of objects, with the packages that these import.
 */
export async function bundleServer(outdir = `${serverFolder}/dist`): Promise<Metafile> {
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [
      `${serverFolder}/src/main.ts`,
      `${serverFolder}/src/index/sqlite/thread/read-thread.ts`,
      `${serverFolder}/src/index/sqlite/thread/write-thread.ts`,
      `${serverFolder}/src/ingest/hash-thread.ts`,
      `${serverFolder}/src/lua/lua-thread.ts`,
    ],
    outdir,
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    splitting: true,
    metafile: true,
    sourcemap: 'linked',
    sourcesContent: false,
    external: [...externalPackages()],
    logLevel: 'warning',
  });
  return metafile;
}
