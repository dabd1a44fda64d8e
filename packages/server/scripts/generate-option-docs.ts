// Writes docs/options.md from the table of options.
import { mkdirSync, writeFileSync } from 'node:fs';
import { optionDocs } from '../src/config/option-docs.ts';

const docs = new URL('../../../docs/', import.meta.url);
mkdirSync(docs, { recursive: true });
writeFileSync(new URL('options.md', docs), optionDocs());
