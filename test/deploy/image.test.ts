import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Metafile } from 'esbuild';
import { bundleServer, externalPackages } from '../../scripts/bundle.ts';
import { imageSettings } from '../../scripts/dockerfile.ts';
import { type LockedPackages, productionPackages } from '../../scripts/production-packages.ts';
import { importsOf, sourceFiles } from '../source/source-files.ts';
import { image, textOf } from './deploy-files.ts';

const locked: LockedPackages = {
  server: { dependencies: { a: '1', b: '1' } },
  'node_modules/a': { dependencies: { c: '2' }, optionalDependencies: { native: '1', missing: '1' } },
  'node_modules/a/node_modules/c': { dependencies: { a: '1' } },
  'node_modules/b': { peerDependencies: { c: '1', other: '1' }, peerDependenciesMeta: { other: { optional: true } } },
  'node_modules/c': {},
  'node_modules/native': { optional: true },
  'node_modules/only-for-tests': { dependencies: { c: '1' } },
  'packages/x/node_modules/b': {},
};

test('a program needs its packages and what those need, each version where it is found', () => {
  assert.deepEqual(productionPackages(locked, 'packages/server', ['a']), [
    'node_modules/a',
    'node_modules/a/node_modules/c',
    'node_modules/native',
  ]);
  assert.deepEqual(productionPackages(locked, 'packages/server', ['b']), ['node_modules/b', 'node_modules/c']);
  assert.deepEqual(productionPackages(locked, 'packages/x', ['b']), ['packages/x/node_modules/b']);
});

test('a package that is not in the lock file is told', () => {
  assert.throws(() => productionPackages(locked, 'packages/server', ['d']), /d, which packages\/server needs/);
});

test('every package of the bundle is left outside, and none that is only for development', () => {
  const { devDependencies } = JSON.parse(textOf('package.json'));
  const { packages } = JSON.parse(textOf('package-lock.json'));
  const needed = productionPackages(packages, 'packages/server', externalPackages());
  assert.ok(needed.includes('node_modules/pg') && needed.includes('node_modules/@aws-sdk/client-s3'));
  for (const name of ['typescript', 'esbuild', '@biomejs/biome', 'node']) {
    assert.ok(Object.hasOwn(devDependencies, name));
    assert.ok(!needed.includes(`node_modules/${name}`), name);
  }
});

test('packages that the server imports are among its dependencies', () => {
  const known = new Set([...externalPackages(), '@isocenter/dicom', '@isocenter/dimse']);
  const imported = sourceFiles('packages/server/src', '.ts')
    .flatMap(importsOf)
    .filter((name) => !name.startsWith('packages/') && !name.startsWith('node:'));
  assert.ok(imported.length > 100);
  assert.deepEqual(
    imported.filter((name) => !known.has(packageOf(name))),
    [],
  );
});

/** `@scope/name/part` and `name/part` belong to the package before their last step. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** The packages that a file of the bundle loads when it is loaded, through the files that it imports. */
function loadedAtOnce({ outputs }: Metafile, file: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const { external, kind, path } of outputs[file]?.imports ?? []) {
    if (kind !== 'import-statement' || seen.has(path)) continue;
    seen.add(path);
    if (external !== true) loadedAtOnce({ inputs: {}, outputs }, path, seen);
  }
  return seen;
}

test('the bundle loads drivers of databases and object stores where they are used, not at every start', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-bundle-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const bundle = await bundleServer(folder);
  const outputs = Object.keys(bundle.outputs);
  const loaded = (name: RegExp) => loadedAtOnce(bundle, outputs.find((path) => name.test(path)) ?? '');
  const drivers = (packages: ReadonlySet<string>) =>
    [...packages].filter((name) => name === 'pg' || name.startsWith('@aws-sdk/'));
  assert.ok(loaded(/\/main\.js$/).has('fastify'));
  assert.deepEqual(drivers(loaded(/\/main\.js$/)), []);
  const late = ['fast-png', 'jpeg-js', 'undici', 'wasmoon', 'yauzl', 'zip-stream'];
  assert.deepEqual(
    late.filter((name) => loaded(/\/main\.js$/).has(name)),
    [],
  );
  assert.ok(drivers(loaded(/\/open-s3-blob-store-\w+\.js$/)).includes('@aws-sdk/client-s3'));
  const dynamic = outputs
    .flatMap((path) => bundle.outputs[path]?.imports ?? [])
    .filter(({ kind }) => kind === 'dynamic-import');
  assert.ok(dynamic.some(({ path }) => path === 'pg'));
});

test('what a Dockerfile says of its containers is read from its last stage', () => {
  const text = [
    'FROM a AS build',
    'ENV A=wrong',
    'USER root',
    'FROM b',
    '# ENV B=wrong',
    `ENV A=1 \\`,
    `    B='{"x": "y"}'`,
    'USER 7:8',
    'EXPOSE 1 2',
    'STOPSIGNAL SIGINT',
    'HEALTHCHECK --interval=1s \\',
    '    CMD ["c", "d"]',
    'ENTRYPOINT ["e"]',
    'CMD ["f"]',
  ].join('\n');
  assert.deepEqual(imageSettings(text), {
    env: { A: '1', B: '{"x": "y"}' },
    user: '7:8',
    entrypoint: ['e'],
    command: ['f'],
    healthCheck: ['c', 'd'],
    stopSignal: 'SIGINT',
    ports: [1, 2],
  });
});

test('the image is built from files that .dockerignore lets in', () => {
  const allowed = textOf('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const copied = [...textOf('deploy/docker/Dockerfile').matchAll(/^COPY (?!--from)(\S+)/gm)].map(
    ([, path = '']) => path,
  );
  for (const path of ['LICENSE', 'package.json', 'package-lock.json', 'packages', 'scripts', ...copied]) {
    assert.ok(path === '.' || allowed.includes(path), path);
  }
  assert.ok(Object.hasOwn(image().env, 'ISOCENTER_DEFAULTS'));
});
