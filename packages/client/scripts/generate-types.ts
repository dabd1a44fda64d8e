// Writes src/generated/api.ts from the OpenAPI document of a server that has everything switched on.
import { mkdirSync, writeFileSync } from 'node:fs';
import { apiTypes } from './api-types.ts';

const folder = new URL('../src/generated/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('api.ts', folder), await apiTypes());
