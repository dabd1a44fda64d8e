import { rmSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * Builds what `isocenter` runs: the server in one file, its threads in one each. One file instead of
 * hundreds starts in half the time and takes a third less memory; the sources run as they are, too (tests do).
 */
const outdir = 'packages/server/dist';

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: [
    'packages/server/src/main.ts',
    'packages/server/src/index/sqlite/thread/read-thread.ts',
    'packages/server/src/index/sqlite/thread/write-thread.ts',
    'packages/server/src/ingest/hash-thread.ts',
  ],
  outdir,
  entryNames: '[name]',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  sourcemap: 'linked',
  sourcesContent: false,
  // What is imported when it is needed is loaded then, with what only it needs.
  splitting: true,
  // These load parts of themselves at run time.
  external: ['@aws-sdk/client-s3', 'fastify', 'jsonc-parser', 'pino', 'prom-client'],
  logLevel: 'warning',
});
