import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startArchive } from '../rest/archive.ts';
import { openPage, withoutBrowser } from './browser.ts';

test('the page of the API shows the routes, and one can be tried out', { skip: withoutBrowser }, async (t) => {
  const { app } = await startArchive(t);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const { page, problems } = await openPage(t);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });

  await page.goto(`${address}/api`);
  await page.getByRole('heading', { name: /^System/ }).click();
  await page.locator('#operations-System-getSystem .opblock-summary').click();
  await page.getByRole('button', { name: 'Try it out' }).click();
  await page.getByRole('button', { name: 'Execute' }).click();
  const body = await page.locator('.live-responses-table .microlight').first().textContent();
  assert.match(body ?? '', /"DicomAet"/);

  assert.deepEqual(problems, []);
  assert.deepEqual(elsewhere, [], 'nothing is asked of other servers');
});
