import type { Worklist, WorklistSource } from './worklist-source.ts';

/** Several sources as one; what is new goes to the first. */
export class JoinedWorklists implements WorklistSource {
  readonly #sources: readonly [WorklistSource, ...WorklistSource[]];

  constructor(first: WorklistSource, ...others: WorklistSource[]) {
    this.#sources = [first, ...others];
  }

  async *list(): AsyncGenerator<readonly Worklist[]> {
    for (const source of this.#sources) yield* source.list();
  }

  async get(id: string): Promise<Worklist | undefined> {
    const [, worklist] = await this.#find(id);
    return worklist;
  }

  /** A worklist stays where it is. */
  async put(worklist: Worklist): Promise<void> {
    const [source] = await this.#find(worklist.id);
    await source.put(worklist);
  }

  async delete(id: string): Promise<boolean> {
    for (const source of this.#sources) if (await source.delete(id)) return true;
    return false;
  }

  async #find(id: string): Promise<readonly [WorklistSource, Worklist | undefined]> {
    for (const source of this.#sources) {
      const worklist = await source.get(id);
      if (worklist !== undefined) return [source, worklist];
    }
    return [this.#sources[0], undefined];
  }
}
