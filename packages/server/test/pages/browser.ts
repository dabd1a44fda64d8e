import { existsSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { chromium, type Page } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Why tests with a browser are skipped; false when it is there. */
export const withoutBrowser = existsSync(executablePath) ? false : 'chromium is not installed';

/** A page of a browser that ends with the test, and what goes wrong in it. */
export async function openPage(t: TestContext): Promise<{ page: Page; problems: string[] }> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { page, problems };
}
