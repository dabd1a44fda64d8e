import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startArchive } from './archive.ts';
import { upload } from './sample-instances.ts';

test('every route that makes a ZIP refuses job options of the wrong kind, and documents them', async (t) => {
  const { app } = await startArchive(t);
  const { ParentStudy } = await upload(app);
  const { paths } = (await app.inject('/api/openapi.json')).json();
  for (const [url, path, body] of [
    [`/studies/${ParentStudy}/archive`, '/studies/{id}/archive', {}],
    ['/tools/create-archive', '/tools/create-archive', { Resources: [ParentStudy] }],
  ] as const) {
    for (const wrong of [{ Synchronous: 'yes' }, { Asynchronous: 1 }, { Priority: 'high' }, { Priority: 1e300 }]) {
      const answer = await app.inject({ method: 'POST', url, payload: { ...body, ...wrong } });
      assert.equal(answer.statusCode, 400, `${url} ${JSON.stringify(wrong)}`);
    }
    const [fields] = paths[path].post.requestBody.content['application/json'].schema.anyOf;
    for (const option of ['Synchronous', 'Asynchronous', 'Priority', 'UserData']) {
      assert.ok(option in fields.properties, `${path} ${option}`);
    }
  }
});
