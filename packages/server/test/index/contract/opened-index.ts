import type { CommonStores } from '../../../src/index/common-stores.ts';
import type { IndexStore } from '../../../src/index/index-store.ts';
import type { ResourceQuery, ResourceRecord } from '../../../src/index/resource-query.ts';
import type { JobStore } from '../../../src/jobs/job-store.ts';
import type { Level } from '../../../src/model/level.ts';

/** All stores on one empty database. */
export interface OpenedIndex extends CommonStores {
  readonly index: IndexStore;
  readonly jobs: JobStore;
  /** Closes the stores and opens the same database again. */
  reopen(): Promise<OpenedIndex>;
  /** Closes the stores and removes the database. */
  remove(): Promise<void>;
}

export type OpenIndex = () => Promise<OpenedIndex>;

/** Runs a test on an empty index that is removed afterwards. */
export function onIndex(open: OpenIndex, test: (opened: OpenedIndex) => Promise<void>): () => Promise<void> {
  return async () => {
    const opened = await open();
    try {
      await test(opened);
    } finally {
      await opened.remove();
    }
  };
}

export async function findAll(
  index: IndexStore,
  level: Level,
  query: Partial<ResourceQuery> = {},
): Promise<readonly ResourceRecord[]> {
  const records: ResourceRecord[] = [];
  for await (const page of index.findResources({ conditions: [], order: [], want: {}, ...query, level })) {
    records.push(...page);
  }
  return records;
}

export async function pagesOf<Page>(pages: AsyncIterable<Page>): Promise<readonly Page[]> {
  const read: Page[] = [];
  for await (const page of pages) read.push(page);
  return read;
}
