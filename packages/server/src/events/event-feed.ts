import type { ChangeType, InternalChangeType } from '../model/change-type.ts';
import type { Level } from '../model/level.ts';

/** Something that happened to a resource, after it is durable. */
export interface ResourceEvent {
  readonly type: ChangeType | InternalChangeType;
  readonly level: Level;
  readonly publicId: string;
}

type Listener = (event: ResourceEvent) => void;

/** Tells listeners inside the server of changes, in the order of their commits. A listener that throws harms nobody else. */
export class EventFeed {
  readonly #listeners = new Set<Listener>();
  readonly #failed: (error: unknown) => void;

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  /** Answers the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(event: ResourceEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#failed(error);
      }
    }
  }
}
