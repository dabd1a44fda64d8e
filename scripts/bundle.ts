import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { build, type Metafile } from 'esbuild';
import { pageFiles, pageFolder } from '../packages/server/src/rest/openapi/page-files.ts';

export const serverFolder = 'packages/server';

/** Packages of hundreds of small modules: as part of the bundle they are loaded at once. */
const inlinedPackages: ReadonlySet<string> = new Set(['typebox']);

/** The packages that the bundle leaves outside, for they load parts of themselves at run time: most that are not ours. */
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
      `${serverFolder}/src/create/images/decode-thread.ts`,
      `${serverFolder}/src/lua/lua-thread.ts`,
      `${serverFolder}/src/plugins/plugin-thread.ts`,
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
    external: externalPackages().filter((name) => !inlinedPackages.has(name)),
    logLevel: 'warning',
  });
  copyApiPage(`${outdir}/api-page`);
  return metafile;
}

/** What the page of the API is made of, with its licence. */
function copyApiPage(outdir: string): void {
  mkdirSync(outdir);
  const folder = pageFolder();
  for (const name of [...Object.keys(pageFiles), 'LICENSE', 'NOTICE'])
    copyFileSync(`${folder}/${name}`, `${outdir}/${name}`);
}
