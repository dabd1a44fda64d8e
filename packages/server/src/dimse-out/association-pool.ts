import type { Association } from '@isocenter/dimse';
import type { AssociationOpener } from './association-opener.ts';
import { type Destination, destinationKey } from './destination.ts';
import { chooseStorageContext, type InstanceSyntax, proposeStorageContexts, syntaxKey } from './storage-contexts.ts';
import { releaseAssociation } from './with-association.ts';

/** An association for C-STORE with what was proposed on it, so that a refusal is told from what was never asked. */
export interface StorageAssociation {
  readonly association: Association;
  readonly key: string;
  readonly proposed: ReadonlySet<string>;
  /** It has waited idle and was not used since: it may be gone without our knowing. */
  reused: boolean;
}

export interface AssociationPoolOptions {
  readonly opener: AssociationOpener;
  /** `DicomAssociationCloseDelay`: how long an idle association waits for more to send. */
  readonly idleMs: number;
}

interface Idle {
  readonly entry: StorageAssociation;
  readonly timer: NodeJS.Timeout;
}

/** Keeps associations open for a while after a delivery, for the next one to the same destination. */
export class AssociationPool {
  readonly #options: AssociationPoolOptions;
  readonly #idle = new Map<string, Idle[]>();
  #closed = false;

  constructor(options: AssociationPoolOptions) {
    this.#options = options;
  }

  /** An idle association on which `needed[0]` can be sent, or a new one with contexts for all that fit. */
  async acquire(destination: Destination, needed: readonly InstanceSyntax[]): Promise<StorageAssociation> {
    const key = destinationKey(destination);
    const first = needed[0];
    for (const idle of this.#idle.get(key) ?? []) {
      const { association } = idle.entry;
      if (first !== undefined && chooseStorageContext(association, first, destination.allowTranscoding) === undefined) {
        continue;
      }
      this.#forget(key, idle);
      return idle.entry;
    }
    const { proposals, covered } = proposeStorageContexts(needed);
    const association = await this.#options.opener.open(destination, proposals, {
      asyncOperations: destination.asynchronousOperations,
    });
    return { association, key, proposed: covered, reused: false };
  }

  /** Gives an association back in good order; it waits for more to send unless it is not to be kept. */
  release(entry: StorageAssociation, { keep = true } = {}): void {
    if (!keep || this.#closed || this.#options.idleMs === 0) {
      void releaseAssociation(entry.association);
      return;
    }
    const idle: Idle = {
      entry: { ...entry, reused: true },
      timer: setTimeout(() => {
        this.#forget(entry.key, idle);
        void releaseAssociation(entry.association);
      }, this.#options.idleMs),
    };
    idle.timer.unref();
    this.#idle.set(entry.key, [...(this.#idle.get(entry.key) ?? []), idle]);
    void entry.association.closed.then(() => this.#forget(entry.key, idle));
  }

  /** Ends an association on which something went wrong. */
  discard(entry: StorageAssociation): void {
    entry.association.abort();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const idle = [...this.#idle.values()].flat();
    this.#idle.clear();
    await Promise.all(
      idle.map(({ entry, timer }) => {
        clearTimeout(timer);
        return releaseAssociation(entry.association);
      }),
    );
  }

  #forget(key: string, idle: Idle): void {
    clearTimeout(idle.timer);
    const left = (this.#idle.get(key) ?? []).filter((other) => other !== idle);
    if (left.length === 0) this.#idle.delete(key);
    else this.#idle.set(key, left);
  }
}

/** Whether `instance` was asked for on this association: if so and no context fits, the destination refuses it. */
export function wasProposed(entry: StorageAssociation, instance: InstanceSyntax): boolean {
  return entry.proposed.has(syntaxKey(instance));
}
