import type { IndexStore } from '../index/index-store.ts';
import type { StoredInstance } from '../index/records.ts';
import type { JobContext } from '../jobs/job-kind.ts';
import type { JobItem } from '../jobs/job-record.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { DeliveryItem } from '../retrieve/delivery.ts';

/** Items looked up in the index at a time. */
const pageSize = 100;

/** The waiting items with what the index knows of their instances; those that are gone fail at once. */
export async function* storedItems(
  index: Pick<IndexStore, 'listInstances'>,
  context: JobContext,
): AsyncGenerator<readonly DeliveryItem[]> {
  for await (const page of pagesOf(context.waitingItems())) {
    const stored = await instancesByKey(index, page);
    const items: DeliveryItem[] = [];
    for (const { key, position } of page) {
      const instance = stored.get(key);
      if (instance !== undefined) items.push({ position, instance });
      else await context.itemFailed(position, new IsocenterError('InexistentItem', 'The instance was deleted'));
    }
    if (items.length > 0) yield items;
  }
}

/** What the index knows of the instances of some items, by their keys. */
export async function instancesByKey(
  index: Pick<IndexStore, 'listInstances'>,
  items: readonly JobItem[],
): Promise<ReadonlyMap<string, StoredInstance>> {
  const stored = new Map<string, StoredInstance>();
  const ids = items.map(({ key }) => key);
  for await (const instances of index.listInstances('Instance', ids)) {
    for (const instance of instances) stored.set(instance.publicId, instance);
  }
  return stored;
}

/** Items in pages. */
export async function* pagesOf(items: AsyncIterable<JobItem>): AsyncGenerator<readonly JobItem[]> {
  let page: JobItem[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
