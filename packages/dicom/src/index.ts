// Data elements

// Dictionary
export * from './dictionary/data-dictionary.ts';
export type { DictionaryEntry } from './dictionary/dictionary-entry.ts';
export { Tags } from './dictionary/generated/tags.ts';
export * from './tag.ts';
// Transfer syntaxes
export * from './transfer-syntax/transfer-syntaxes.ts';
export * from './uid.ts';
export * from './vr.ts';
