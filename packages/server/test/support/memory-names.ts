import { randomUUID } from 'node:crypto';
import type { BlobNames } from '../../src/blobs/blob-names.ts';

/** Names that are noted in memory only. */
export class MemoryNames implements BlobNames {
  readonly unsettled = new Set<string>();
  isClosed = false;

  take(): string {
    const uuid = randomUUID();
    this.unsettled.add(uuid);
    return uuid;
  }

  settle(uuid: string): void {
    this.unsettled.delete(uuid);
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}
