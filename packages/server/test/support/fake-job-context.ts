import type { JobContext } from '../../src/jobs/job-kind.ts';
import type { JobItem, JobItemCounts, JobJson } from '../../src/jobs/job-record.ts';

/** One run of a job whose items and content are in memory; what the kind says is kept for the test. */
export class FakeJobContext implements JobContext {
  readonly id = 'job';
  readonly parameters: JobJson;
  readonly permissive: boolean;
  readonly abort = new AbortController();
  readonly signal = this.abort.signal;
  readonly items: JobItem[];
  readonly progress: number[] = [];
  readonly warnings: string[] = [];
  content: JobJson;

  constructor(parameters: JobJson, keys: readonly string[], options: { permissive?: boolean; content?: JobJson } = {}) {
    this.parameters = parameters;
    this.permissive = options.permissive ?? false;
    this.content = options.content ?? {};
    this.items = keys.map((key, position) => ({ key, position, state: 'Waiting', comment: undefined }));
  }

  /** The states of the items by their first letters. */
  get states(): string {
    return this.items.map(({ state }) => state.charAt(0)).join('');
  }

  get itemCounts(): JobItemCounts {
    const counts = { Waiting: 0, Done: 0, Failed: 0 };
    for (const { state } of this.items) counts[state] += 1;
    return counts;
  }

  async *waitingItems(): AsyncGenerator<JobItem, void, undefined> {
    for (const item of this.items.filter(({ state }) => state === 'Waiting')) {
      this.signal.throwIfAborted();
      yield item;
    }
  }

  async *doneItems(): AsyncGenerator<JobItem, void, undefined> {
    yield* this.items.filter(({ state }) => state === 'Done');
  }

  async itemDone(position: number): Promise<void> {
    this.#record(position, 'Done', undefined);
  }

  async itemFailed(position: number, error: unknown): Promise<void> {
    this.#record(position, 'Failed', error instanceof Error ? error.message : String(error));
    if (!this.permissive) throw error;
  }

  setContent(content: JobJson): void {
    this.content = content;
  }

  async recordContent(content: JobJson): Promise<void> {
    this.content = content;
  }

  setProgress(fraction: number): void {
    this.progress.push(fraction);
  }

  warn(message: string): void {
    this.warnings.push(message);
  }

  #record(position: number, state: JobItem['state'], comment: string | undefined): void {
    const item = this.items[position];
    if (item?.state !== 'Waiting') throw new Error(`Item ${position} does not wait`);
    this.items[position] = { ...item, state, comment };
  }
}
