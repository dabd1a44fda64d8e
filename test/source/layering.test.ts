import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { everywhere, implementations, type Layer, packageLayers, serverLayers, waysIn } from './layers.ts';
import { importsOf, packageNames, type SourceFile, sourceFiles } from './source-files.ts';

const layers: Readonly<Record<string, Layer>> = serverLayers;
const serverSource = 'packages/server/src/';

/** The row of a file of the server: its own, or that of the nearest folder that has one. */
function layerOf(path: string): string | undefined {
  for (let name = path; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
    if (Object.hasOwn(layers, name)) return name;
  }
  return undefined;
}

function violationsOf(file: SourceFile): readonly string[] {
  const own = layerOf(file.path.slice(serverSource.length));
  if (own === undefined) return [`${file.path} is in no layer: give its folder a row`];
  const row = layers[own] ?? { folders: [] };
  const packages = new Set<string>([...(row.packages ?? []), ...everywhere]);
  return importsOf(file).flatMap((imported) => {
    if (!imported.startsWith(serverSource)) {
      return packages.has(imported) || imported === 'packages/server/package.json'
        ? []
        : [`${file.path} imports ${imported}`];
    }
    const other = layerOf(imported.slice(serverSource.length));
    return other !== undefined && (other === own || row.folders.includes(other))
      ? []
      : [`${file.path} imports ${imported}`];
  });
}

/** Every layer that a layer reaches. */
function reachedFrom(name: string, reached = new Set<string>()): ReadonlySet<string> {
  for (const folder of layers[name]?.folders ?? []) {
    if (reached.has(folder)) continue;
    reached.add(folder);
    reachedFrom(folder, reached);
  }
  return reached;
}

describe('layers', () => {
  it('finds the imports of every form', () => {
    const text = [
      "import { a } from './a.ts';",
      "import {\n  b,\n} from '../b/b.ts';",
      "export type { C } from 'c';",
      "import 'd';",
      "await import('./e.ts');",
      "new URL('./f.ts', import.meta.url);",
      "// import { g } from 'g';",
      "/* from 'h' */ const i = 'i';",
    ].join('\n');
    assert.deepEqual(importsOf({ path: 'packages/x/src/y/z.ts', text }).toSorted(), [
      'c',
      'd',
      'packages/x/src/b/b.ts',
      'packages/x/src/y/a.ts',
      'packages/x/src/y/e.ts',
      'packages/x/src/y/f.ts',
    ]);
  });

  for (const [name, allowed] of Object.entries(packageLayers)) {
    it(`packages/${name} imports its own files, ${allowed.filter((other) => !other.startsWith('node:')).join(', ') || 'no other package'} and built-in modules only`, () => {
      const permitted = new Set<string>([...allowed, ...everywhere]);
      const files = sourceFiles(`packages/${name}/src`, '.ts');
      assert.ok(files.length > 3);
      const violations = files.flatMap((file) =>
        importsOf(file)
          .filter((imported) => !imported.startsWith(`packages/${name}/src/`) && !permitted.has(imported))
          .map((imported) => `${file.path} imports ${imported}`),
      );
      assert.deepEqual(violations, []);
    });
  }

  it('every package has its row', () => {
    assert.deepEqual(
      packageNames().filter((name) => name !== 'server' && !Object.hasOwn(packageLayers, name)),
      [],
    );
  });

  it('each folder of the server imports what its row allows', () => {
    const files = sourceFiles(serverSource, '.ts');
    assert.ok(files.length > 200);
    assert.deepEqual(files.flatMap(violationsOf), []);
  });

  it('the table has no circles: imports go downward', () => {
    const circular = Object.keys(layers).filter((name) => reachedFrom(name).has(name));
    assert.deepEqual(circular, []);
  });

  it('the ways in never reach each other', () => {
    for (const name of waysIn) {
      const others = waysIn.filter((other) => other !== name && reachedFrom(name).has(other));
      assert.deepEqual(others, [], name);
    }
  });

  it('only the rooms that choose import an implementation of the index, the storage area or the relay', () => {
    for (const name of implementations) {
      const importers = Object.keys(layers).filter((other) => layers[other]?.folders.includes(name));
      assert.deepEqual(
        importers.filter((importer) => importer !== 'composition' && importer !== 'archive'),
        [],
        name,
      );
    }
  });

  it('tests of a package use the sources of that package only', () => {
    const violations = packageNames().flatMap((name) =>
      sourceFiles(`packages/${name}/test`, '.ts').flatMap((file) =>
        importsOf(file)
          .filter((imported) => imported.startsWith('packages/') && !imported.startsWith(`packages/${name}/`))
          .map((imported) => `${file.path} imports ${imported}`),
      ),
    );
    assert.deepEqual(violations, []);
  });
});
