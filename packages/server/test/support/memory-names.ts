import { randomUUID } from 'node:crypto';
import type { BlobNames } from '../../src/index/blob-names.ts';

/** Names that are noted in memory only. */
export class MemoryNames implements BlobNames {
  readonly unsettled = new Set<string>();

  take(): string {
    const uuid = randomUUID();
    this.unsettled.add(uuid);
    return uuid;
  }

  settle(uuid: string): void {
    this.unsettled.delete(uuid);
  }

  doubt(): void {}

  async left(): Promise<readonly string[]> {
    return [];
  }

  async forget(): Promise<void> {}

  async close(): Promise<void> {}
}
