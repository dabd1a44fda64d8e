import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { asIndexError } from './database-errors.ts';
import {
  callMethod,
  type ThreadMethods,
  type ThreadReply,
  type ThreadRequest,
  threadErrorOf,
} from './thread/messages.ts';

/** Requests that one transaction serves at most, so that the first of them need not wait long. */
const maximumRequests = 256;

/**
 * Runs requests in shared transactions: one commit, hence one sync of the log, for all that wait. Each has a savepoint
 * of its own, so that one that fails changes nothing and harms no other.
 */
export class WriteGroup {
  readonly #database: DatabaseSync;
  readonly #methods: ThreadMethods;
  readonly #relaxed: ReadonlySet<string>;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #savepoint: StatementSync;
  readonly #release: StatementSync;
  #syncs = true;

  /** `relaxed` names methods that need not survive a power failure: a group of only such is not synced. */
  constructor(database: DatabaseSync, methods: ThreadMethods, relaxed: ReadonlySet<string>) {
    this.#database = database;
    this.#methods = methods;
    this.#relaxed = relaxed;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#savepoint = database.prepare('SAVEPOINT request');
    this.#release = database.prepare('RELEASE request');
  }

  /** Calls `answer` once per transaction, after its commit. */
  run(requests: readonly ThreadRequest[], answer: (replies: readonly ThreadReply[]) => void): void {
    for (let start = 0; start < requests.length; start += maximumRequests) {
      const group = requests.slice(start, start + maximumRequests);
      let replies: readonly ThreadReply[];
      try {
        replies = this.#transaction(group);
      } catch (error) {
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        const reason = threadErrorOf(asIndexError(error));
        replies = group.map(({ id }) => ({ id, error: reason }));
      }
      answer(replies);
    }
  }

  #transaction(group: readonly ThreadRequest[]): readonly ThreadReply[] {
    this.#setSync(!group.every(({ method }) => this.#relaxed.has(method)));
    this.#begin.run();
    const [first] = group;
    // Alone it needs no savepoint: what it did ends with the transaction.
    const replies =
      group.length === 1 && first !== undefined
        ? [{ id: first.id, answer: callMethod(this.#methods, first) }]
        : group.map((request) => this.#reply(request));
    this.#commit.run();
    return replies;
  }

  #reply(request: ThreadRequest): ThreadReply {
    this.#savepoint.run();
    try {
      const answer = callMethod(this.#methods, request);
      this.#release.run();
      return { id: request.id, answer };
    } catch (error) {
      // A full disk and the like end the whole transaction: nothing of this group is kept.
      if (!this.#database.isTransaction) throw error;
      this.#database.exec('ROLLBACK TO request');
      this.#release.run();
      return { id: request.id, error: threadErrorOf(asIndexError(error)) };
    }
  }

  #setSync(syncs: boolean): void {
    if (syncs === this.#syncs) return;
    this.#database.exec(`PRAGMA synchronous = ${syncs ? 'FULL' : 'NORMAL'}`);
    this.#syncs = syncs;
  }
}
