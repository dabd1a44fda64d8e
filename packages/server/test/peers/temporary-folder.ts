import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** An empty folder. After the test `end` stops whoever writes to it, then it is removed. */
export function temporaryFolder(t: TestContext, end: () => Promise<void> | void = () => undefined): string {
  const path = mkdtempSync(join(tmpdir(), 'isocenter-peers-'));
  t.after(async () => {
    await end();
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}
