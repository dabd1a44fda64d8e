import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** Where a server keeps its data and configuration; removed with the test, after everything that uses it. */
export class DataFolder {
  readonly path: string;
  readonly #users: (() => Promise<unknown>)[] = [];

  private constructor(path: string) {
    this.path = path;
  }

  static async create(t: TestContext): Promise<DataFolder> {
    const folder = new DataFolder(await mkdtemp(join(tmpdir(), 'isocenter-faults-')));
    t.after(() => folder.#remove());
    return folder;
  }

  /** `StorageDirectory`. */
  get data(): string {
    return join(this.path, 'data');
  }

  /** What has to end before the folder can go; the last one first. */
  beforeRemoval(end: () => Promise<unknown>): void {
    this.#users.push(end);
  }

  async #remove(): Promise<void> {
    for (const end of this.#users.reverse()) await end();
    await rm(this.path, { recursive: true, force: true });
  }
}
