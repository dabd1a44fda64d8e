import { setTimeout as pause } from 'node:timers/promises';
import type { GetOperation, MoveOperation, RetrieveResult, SubOperationCounters } from '@isocenter/dimse';
import { randomFrom } from '../faults/random.ts';
import type { HeldInstance } from './pacs-find.ts';
import { endOf } from './pacs-request-end.ts';
import type { PacsScript } from './pacs-script.ts';
import type { Send } from './pacs-sender.ts';

/** Statuses of PS3.4 Table C.4-2. */
const success = 0x0000;
const withFailures = 0xb000;
const cancelled = 0xfe00;

export type Retrieve = AsyncGenerator<SubOperationCounters, RetrieveResult, void>;

/** Performs one C-MOVE or C-GET for the instances it names. */
export async function* performScript(
  operation: MoveOperation | GetOperation,
  script: PacsScript,
  instances: readonly HeldInstance[],
  send: Send,
): Retrieve {
  const toSend = orderOf(instances, script);
  const tally = new Tally(instances, script);
  const { ended, isEnded } = endOf(operation, script);
  if (script.pendingEveryMs !== undefined) {
    while (!isEnded()) {
      yield tally.counters();
      await pause(script.pendingEveryMs);
    }
    return tally.result(cancelled);
  }
  await script.beforeSending?.pass(ended);
  let sent = 0;
  for (const instance of toSend) {
    if (script.abortsAfter === sent) operation.association.abort();
    if (!isEnded()) await script.beforeInstance?.pass(ended);
    if (isEnded()) return tally.result(cancelled);
    sent += 1;
    tally.add(instance.sopInstanceUid, await send(instance));
    if (!script.noProgress) yield tally.counters();
  }
  return tally.result();
}

/** What a PACS says that answers before it sends. */
export function answerAtOnce(instances: readonly HeldInstance[], { counter = same }: PacsScript): RetrieveResult {
  return { status: success, completed: counter(instances.length), failed: 0, warning: 0 };
}

/** Sends without a request that waits for it. */
export async function sendAll(script: PacsScript, instances: readonly HeldInstance[], send: Send): Promise<void> {
  await script.beforeSending?.pass();
  for (const instance of orderOf(instances, script)) {
    await script.beforeInstance?.pass();
    await send(instance);
  }
}

/** What is sent, in this order. */
function orderOf(instances: readonly HeldInstance[], { neverSent = 0, sentTwice = 0, shuffled }: PacsScript) {
  const sent = instances.slice(0, Math.max(0, instances.length - neverSent));
  const all = [...sent, ...sent.slice(0, sentTwice)];
  if (shuffled === undefined) return all;
  const random = randomFrom(shuffled);
  return all
    .map((instance) => ({ instance, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ instance }) => instance);
}

/** What has become of the instances, and how the PACS tells it. */
class Tally {
  readonly #script: PacsScript;
  readonly #all: readonly string[];
  readonly #completed = new Set<string>();
  readonly #refused = new Set<string>();

  constructor(instances: readonly HeldInstance[], script: PacsScript) {
    this.#script = script;
    this.#all = instances.map(({ sopInstanceUid }) => sopInstanceUid);
  }

  add(sopInstanceUid: string, status: number): void {
    (status === success ? this.#completed : this.#refused).add(sopInstanceUid);
  }

  counters(): SubOperationCounters {
    const { counter = same } = this.#script;
    const ended = this.#completed.size + this.#refused.size;
    return {
      remaining: counter(this.#all.length - ended),
      completed: counter(this.#completed.size),
      failed: counter(this.#refused.size),
      warning: 0,
    };
  }

  result(status?: number): RetrieveResult {
    const { counter = same, tells } = this.#script;
    if (tells === 'success') {
      return { status: success, completed: counter(this.#all.length), failed: 0, warning: 0 };
    }
    const missing = this.#all.filter((uid) => !this.#completed.has(uid));
    const final = status ?? (missing.length === 0 ? success : withFailures);
    if (tells === 'statusOnly') return { status: final };
    if (status === cancelled) return { ...this.counters(), status: final };
    return {
      status: final,
      completed: counter(this.#completed.size),
      failed: counter(missing.length),
      warning: 0,
      ...(tells !== 'failuresWithoutList' && { failedSopInstanceUids: missing }),
    };
  }
}

function same(count: number): number {
  return count;
}
