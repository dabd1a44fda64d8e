import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../peers/temporary-folder.ts';
import { sampleFile } from '../rest/sample-instances.ts';
import { startScripted } from './lua-client.ts';

test('with LuaSystemAccess scripts read and write files, bytes as they are', async (t) => {
  const folder = temporaryFolder(t);
  const server = await startScripted(t, { LuaSystemAccess: true });
  const file = join(folder, 'a.bin');
  await server.run(`
    local file = assert(io.open('${file}', 'wb'))
    file:write('one\\n', 2, '\\n\\0\\255')
    assert(file:close())
    local more = assert(io.open('${file}', 'a'))
    more:write('end')
    more:close()`);
  assert.deepEqual(readFileSync(file), Buffer.from([...Buffer.from('one\n2\n'), 0, 255, ...Buffer.from('end')]));
  const read = `local file = io.open('${file}') print(file:read(), file:read('n'), file:read('*a'):byte(1, -1))`;
  assert.equal(await server.run(read), 'one, 2, 0, 255, 101, 110, 100\n');
  const loop = `for line in io.lines('${file}') do print(#line) end`;
  assert.equal(await server.run(loop), '3\n1\n5\n');
  assert.equal(
    await server.run(`print(os.rename('${file}', '${file}.new'), os.remove('${file}.new'))`),
    'true, true\n',
  );
  assert.equal(existsSync(`${file}.new`), false);
  assert.match(await server.run(`print(io.open('${file}'))`), /^nil, .*ENOENT/);
});

test('with LuaSystemAccess scripts run programs, which do not count as time of the script', async (t) => {
  const file = join(temporaryFolder(t), 'out');
  const server = await startScripted(t, { LuaSystemAccess: true, LuaTimeLimit: 1 });
  assert.equal(await server.run(`print(os.execute('sleep 1.5; echo hello > ${file}'))`), 'true, exit, 0\n');
  assert.equal(readFileSync(file, 'utf8'), 'hello\n');
  assert.equal(await server.run("print(os.execute('exit 3'))"), 'nil, exit, 3\n');
});

test('CallSystem runs a program on the file of an instance, and what depends on it waits', async (t) => {
  const folder = temporaryFolder(t);
  const program = join(folder, 'program.sh');
  writeFileSync(program, `#!/bin/sh\ncp "$2" "${folder}/$1"\n`, { mode: 0o755 });
  const server = await startScripted(t, { LuaSystemAccess: true });
  await server.run(`function OnStoredInstance(id) Delete(CallSystem(id, '${program}', { 'copy' })) end`);
  const file = sampleFile();
  await server.rest.post('/instances', file);
  await server.rest.settled('/statistics', ({ CountInstances }) => CountInstances === 0);
  assert.deepEqual(readFileSync(join(folder, 'copy')), file);
});
