import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startIsocenter } from '../peers/running-isocenter.ts';
import { temporaryFolder } from '../peers/temporary-folder.ts';

async function execute(url: string, script: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/tools/execute-script`, { method: 'POST', body: script, headers });
}

test('scripts are refused unless the configuration allows them', async (t) => {
  const { rest } = await startIsocenter(t);
  const response = await execute(rest.url, 'print(1)');
  assert.equal(response.status, 403);
  assert.equal(await response.text(), '');
});

test('a script is answered by what it prints, an error by what Lua says of it', async (t) => {
  const { rest } = await startIsocenter(t, { ExecuteLuaEnabled: true });
  const printed = await execute(rest.url, 'print(42)');
  assert.equal(printed.status, 200);
  assert.match(printed.headers.get('content-type') ?? '', /^text\/plain/);
  assert.equal(await printed.text(), '42\n');

  const failed = await execute(rest.url, 'error("x")');
  assert.equal(failed.status, 500);
  const { Details, OrthancStatus } = JSON.parse(await failed.text());
  assert.deepEqual({ Details, OrthancStatus }, { Details: '[string "line"]:1: x', OrthancStatus: 2031 });
});

test('a script uses the REST API with all rights, and gets nil where that fails', async (t) => {
  const { rest } = await startIsocenter(t, {
    ExecuteLuaEnabled: true,
    AuthenticationEnabled: true,
    RegisteredUsers: { ann: 'geheim:1' },
  });
  const authorization = `Basic ${Buffer.from('ann:geheim:1').toString('base64')}`;
  const run = async (script: string): Promise<string> => (await execute(rest.url, script, { authorization })).text();
  assert.equal(await run('print(ParseJson(RestApiGet("/system")).Name)'), 'Isocenter\n');
  assert.equal(
    await run(
      'print(RestApiGet("/nope"), DumpJson(ParseJson(RestApiPost("/tools/lookup", "x"))), RestApiDelete("nope"))',
    ),
    'nil, [], nil\n',
  );
  assert.equal(await run('print(RestApiPost("/tools/execute-script", "print(1 + 1)"))'), '2\n\n');
  assert.equal(await run('print(GetOrthancConfiguration().Name)'), 'Isocenter\n');
  assert.equal(await run('print(DumpJson(GetOrthancConfiguration()):find("geheim"))'), 'nil\n');
});

test('a client cannot pretend to be a script', async (t) => {
  const { rest } = await startIsocenter(t, { AuthenticationEnabled: true, RegisteredUsers: { ann: 'geheim:1' } });
  const headers = { 'x-forwarded-for': 'in-process:lua', forwarded: 'for="in-process:lua"' };
  assert.equal((await fetch(`${rest.url}/system`, { headers })).status, 401);
});

test('scripts of the configuration run at the start', async (t) => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'start.lua');
  writeFileSync(file, 'started = ParseJson(RestApiGet("/system")).DicomAet');
  const { rest } = await startIsocenter(t, { ExecuteLuaEnabled: true, LuaScripts: [file] });
  assert.equal(await (await execute(rest.url, 'print(started)')).text(), 'ISOCENTER\n');
});

test('a script of the configuration that fails or is missing keeps the server from starting', async (t) => {
  const file = join(temporaryFolder(t), 'broken.lua');
  await assert.rejects(startIsocenter(t, { LuaScripts: [file] }), { code: 'InexistentFile' });
  writeFileSync(file, 'error("no")');
  await assert.rejects(startIsocenter(t, { LuaScripts: [file] }), {
    code: 'CannotExecuteLua',
    message: 'broken.lua:1: no',
  });
});
