import type { IndexStore } from '../index/index-store.ts';
import type { Level } from '../model/level.ts';
import type { DeliveryItem } from './delivery.ts';

/** What a retrieve will send: resources in the order asked for, instances counted but not yet listed. */
export interface RetrievePlan {
  readonly level: Level;
  readonly publicIds: readonly string[];
  readonly instanceCount: number;
}

export async function planRetrieve(
  index: IndexStore,
  level: Level,
  publicIds: readonly string[],
): Promise<RetrievePlan> {
  const instanceCount = publicIds.length === 0 ? 0 : await index.countInstances(level, publicIds);
  return { level, publicIds, instanceCount };
}

/** The instances of a plan in order, a page at a time, numbered from 0. */
export async function* planItems(index: IndexStore, plan: RetrievePlan): AsyncGenerator<readonly DeliveryItem[]> {
  let position = 0;
  for await (const page of index.listInstances(plan.level, plan.publicIds)) {
    yield page.map((instance) => ({ position: position++, instance }));
  }
}
