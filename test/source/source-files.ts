import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');
const notOurs = new Set(['node_modules', 'dist', 'coverage', 'isocenter-data', 'tmp']);

export interface SourceFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** The files below a folder of the repository whose name ends so. */
export function sourceFiles(folder: string, ...endings: readonly string[]): readonly SourceFile[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry): readonly SourceFile[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return notOurs.has(entry.name) || entry.name.startsWith('.') ? [] : sourceFiles(path, ...endings);
    }
    if (!endings.some((ending) => entry.name.endsWith(ending))) return [];
    return [{ path, text: readFileSync(join(root, path), 'utf8') }];
  });
}

/** The folders of `packages`. */
export function packageNames(): readonly string[] {
  return readdirSync(join(root, 'packages'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

const importForms = [
  /\b(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/g,
  /\bimport\s*['"]([^'"]+)['"]/g,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
  /\bnew URL\(\s*['"]([^'"]+)['"],\s*import\.meta\.url/g,
] as const;

/** Everything a source file imports: other files as paths from the root of the repository, packages by name. */
export function importsOf({ path, text }: SourceFile): readonly string[] {
  const code = withoutComments(text);
  const specifiers = importForms.flatMap((form) => [...code.matchAll(form)].map(([, specifier = '']) => specifier));
  return specifiers.map((specifier) =>
    specifier.startsWith('.') ? relative(root, join(root, dirname(path), specifier)) : specifier,
  );
}

/** The code without what people say about it; a `//` inside a text takes the rest of its line along. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}
