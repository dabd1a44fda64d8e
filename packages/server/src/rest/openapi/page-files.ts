import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Files of the page that others wrote: the build puts them beside the program (`scripts/bundle.ts`). */
export const pageFiles = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;

/** The folder that holds them: of the build, or of the package when the sources are run. */
export function pageFolder(): string {
  const built = new URL('./api-page/', import.meta.url);
  if (existsSync(built)) return fileURLToPath(built);
  return fileURLToPath(new URL('.', import.meta.resolve('swagger-ui-dist/package.json')));
}
