import { randomUUID } from 'node:crypto';
import type { IndexStore } from './index-store.ts';

/** Names a database for good: made once, kept in the index. */
export async function serverIdentifier(index: Pick<IndexStore, 'getProperty' | 'setProperty'>): Promise<string> {
  const property = 'DatabaseServerIdentifier';
  const known = await index.getProperty(property);
  if (known !== undefined) return known;
  const identifier = randomUUID();
  await index.setProperty(property, identifier);
  return identifier;
}
