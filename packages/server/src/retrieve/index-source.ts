import type { IndexStore } from '../index/index-store.ts';
import { planItems, type RetrievePlan } from './plan.ts';
import type { MissingInstances, RetrieveSource } from './retrieve-source.ts';

/** What the index has: all of it is here. */
export class IndexSource implements RetrieveSource {
  readonly #index: IndexStore;
  readonly #plan: RetrievePlan;
  readonly missing: MissingInstances = { sopInstanceUids: [], count: 0, reason: undefined };

  constructor(index: IndexStore, plan: RetrievePlan) {
    this.#index = index;
    this.#plan = plan;
  }

  get expected(): number {
    return this.#plan.instanceCount;
  }

  items() {
    return planItems(this.#index, this.#plan);
  }

  record(): void {
    // Nobody else wants to know.
  }

  async close(): Promise<void> {
    // Nothing is held.
  }
}
