import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { silentLogger } from '../../src/logging/logger.ts';
import { LuaEngine, type LuaEngineOptions } from '../../src/lua/lua-engine.ts';

const text = (script: string): Uint8Array => Buffer.from(script, 'utf8');

async function engine(t: TestContext, options: Partial<LuaEngineOptions> = {}): Promise<LuaEngine> {
  const lua = new LuaEngine({
    scripts: [],
    timeLimitMs: 10_000,
    maximumMemoryBytes: 64 * 1024 * 1024,
    systemAccess: false,
    answer: async () => null,
    perform: async () => undefined,
    logger: silentLogger,
    ...options,
  });
  t.after(() => lua.close());
  await lua.start();
  return lua;
}

const failure = (details: RegExp) => ({ code: 'CannotExecuteLua', message: details });

describe('Lua', () => {
  it('answers what a script prints, as the peer does', async (t) => {
    const lua = await engine(t);
    assert.equal(await lua.run(text('print(42)')), '42\n');
    assert.equal(await lua.run(text('print(1, 2.0, nil, true, "a") print()')), '1, 2.0, nil, true, a\n\n');
    assert.equal(await lua.run(text('')), '');
    assert.equal(
      await lua.run(text('PrintRecursive({a = {2, "x"}})')),
      'table\n\t[a], table\n\t[a]\t[1], number, 2\n\t[a]\t[2], string, x\n',
    );
    assert.equal(await lua.run(text('PrintRecursive("x") PrintRecursive(nil)')), 'string, x\nnil, nil\n');
    assert.equal(await lua.run(text('PrintRecursive({}, 5, "xx")')), 'xx, table\n');
  });

  it('keeps globals from one script to the next', async (t) => {
    const lua = await engine(t);
    await lua.run(text('aet = "HELLO"'));
    assert.equal(await lua.run(text('print(aet)')), 'HELLO\n');
  });

  it('tells what is wrong with a script', async (t) => {
    const lua = await engine(t);
    await assert.rejects(lua.run(text('error("x")')), failure(/^\[string "line"\]:1: x$/));
    await assert.rejects(
      lua.run(text('syntax error here')),
      failure(/^\[string "line"\]:1: syntax error near 'error'$/),
    );
    assert.equal(await lua.run(text('print("still here")')), 'still here\n');
  });

  it('reads and writes JSON as the peer does', async (t) => {
    const lua = await engine(t);
    const dumps: readonly [string, string][] = [
      ['{1,2,"3",a=true}', '{"1":1,"2":2,"3":3,"a":true}'],
      ['{1,2,{x="5"}}', '[1,2,{"x":5}]'],
      ['{}', '[]'],
      ['"1"', '1'],
      ['{1,nil,3}', '{"1":1,"3":3}'],
      ['nil', 'null'],
      ['print', 'null'],
      ['{"1","-1","1.5","x"}', '[1,-1,"1.5","x"]'],
    ];
    for (const [value, json] of dumps) assert.equal(await lua.run(text(`print(DumpJson(${value}))`)), `${json}\n`);
    assert.equal(await lua.run(text('print(DumpJson({"1"}, true))')), '["1"]\n');
    const parse = `local x = ParseJson('{"a":[1,2.5,"x",null,true]}') print(x.a[1], x.a[2], x.a[3], x.a[4], x.a[5])`;
    assert.equal(await lua.run(text(parse)), '1.0, 2.5, x, nil, true\n');
    assert.equal(await lua.run(text('print(ParseJson("nope"))')), 'nil\n');
  });

  it('hands bytes to the server and takes them as they are', async (t) => {
    const asked: unknown[] = [];
    const lua = await engine(t, {
      answer: async (name, args) => {
        asked.push([name, ...args]);
        return new Uint8Array([0, 255, 10]);
      },
    });
    assert.equal(
      await lua.run(text('print(RestApiPost("/x", "a\\0\\255", false, {A = "b"}):byte(1, -1))')),
      '0, 255, 10\n',
    );
    assert.deepEqual(asked, [['rest', 'POST', '/x', new Uint8Array([97, 0, 255]), { A: 'b' }]]);
  });

  it('runs filters while a script waits for the server', async (t) => {
    const lua: LuaEngine = await engine(t, {
      answer: async () => lua.call('ReceivedInstanceFilter', [{ A: 'x' }, null], { nested: true }),
    });
    await lua.run(text('function ReceivedInstanceFilter(dicom, origin) return dicom.A == "x" and origin == nil end'));
    assert.ok(lua.has('ReceivedInstanceFilter'));
    assert.equal(await lua.run(text('print(RestApiPost("/instances", ""))')), 'true\n');
  });

  it('refuses callbacks that call each other without end', async (t) => {
    const lua: LuaEngine = await engine(t, {
      answer: async () => lua.call('ReceivedInstanceFilter', [], { nested: true }),
    });
    await lua.run(text('function ReceivedInstanceFilter() return RestApiPost("/instances", "") end'));
    await assert.rejects(lua.call('ReceivedInstanceFilter', [], { nested: true }), failure(/too deeply/));
  });

  it('ends a script that never ends, and begins anew with the scripts of the configuration', async (t) => {
    const scripts = [{ name: 'first.lua', text: text('function OnHeartBeat() return "alive" end') }];
    const lua = await engine(t, { scripts, timeLimitMs: 300 });
    await assert.rejects(
      lua.run(text('while true do pcall(function() while true do end end) end')),
      failure(/longer than 0.3 s/),
    );
    assert.ok(lua.has('OnHeartBeat'));
    assert.equal(await lua.call('OnHeartBeat', [], { nested: false }), 'alive');
  });

  it('is started once, however many wait for it', async (t) => {
    let starts = 0;
    const scripts = [
      { name: 'first.lua', text: text('RestApiGet("/start") function OnHeartBeat() return "alive" end') },
    ];
    const lua = await engine(t, {
      scripts,
      timeLimitMs: 300,
      answer: async () => {
        starts += 1;
        return null;
      },
    });
    const endless = lua.run(text('while true do end'));
    const waiting = Array.from({ length: 5 }, () =>
      lua.call('OnHeartBeat', [], { nested: false }).catch(() => 'given up'),
    );
    await assert.rejects(endless, failure(/longer than/));
    const later = Array.from({ length: 5 }, () => lua.call('OnHeartBeat', [], { nested: false }));
    assert.deepEqual(
      await Promise.all(later),
      Array.from({ length: 5 }, () => 'alive'),
    );
    await Promise.all(waiting);
    assert.equal(starts, 2);
  });

  it('does not count the time a script waits for the server', async (t) => {
    const waited = Promise.withResolvers<void>();
    const lua = await engine(t, {
      timeLimitMs: 200,
      answer: async () => {
        setTimeout(() => waited.resolve(), 500);
        await waited.promise;
        return 'late';
      },
    });
    assert.equal(await lua.run(text('print(RestApiGet("/x"))')), 'late\n');
  });

  it('refuses memory beyond the limit, and goes on', async (t) => {
    const lua = await engine(t, { maximumMemoryBytes: 32 * 1024 * 1024 });
    const hog = 'local t = {} while true do t[#t + 1] = string.rep("x", 100000) .. #t end';
    await assert.rejects(lua.run(text(hog)), failure(/not enough memory/));
    assert.equal(await lua.run(text('print("still here")')), 'still here\n');
  });

  it('refuses endless output', async (t) => {
    const lua = await engine(t);
    assert.equal(
      await lua.run(text('io.write("a", 1) io.stdout:write("b"):write("c") io.stderr:write("d")')),
      'a1\nb\nc\nd\n',
    );
    await assert.rejects(
      lua.run(text('while true do print(string.rep("x", 100000)) end')),
      failure(/too much was printed/),
    );
  });

  it('refuses tables that hold themselves, and JSON that is nested without end', async (t) => {
    const lua = await engine(t);
    await assert.rejects(lua.run(text('local t = {} t.t = t print(DumpJson(t))')), failure(/nested too deeply/));
    await assert.rejects(
      lua.run(text('ParseJson(string.rep("[", 5000) .. string.rep("]", 5000))')),
      failure(/nested too deeply/),
    );
    assert.equal(await lua.run(text('print(1)')), '1\n');
  });

  it('refuses precompiled chunks', async (t) => {
    const lua = await engine(t);
    await assert.rejects(lua.run(text('load(string.dump(function() end))()\u001b')), failure(/./));
    await assert.rejects(lua.run(new Uint8Array([0x1b, 0x4c, 0x75, 0x61])), failure(/binary chunk/));
  });

  it('keeps scripts from files and programs unless the configuration grants them', async (t) => {
    const lua = await engine(t);
    for (const call of ['io.open("/etc/passwd")', 'os.execute("true")', 'os.getenv("HOME")', 'CallSystem("a", "b")']) {
      await assert.rejects(lua.run(text(call)), failure(/LuaSystemAccess/));
    }
  });

  it('fails to start when a script of the configuration fails', async (t) => {
    const scripts = [{ name: 'broken.lua', text: text('error("no")') }];
    await assert.rejects(engine(t, { scripts }), failure(/^broken.lua:1: no$/));
  });

  it('gives the operations of a script to the server in their order', async (t) => {
    const performed: unknown[] = [];
    const lua = await engine(t, {
      perform: async (operations) => {
        performed.push(operations);
      },
    });
    await lua.run(text('Delete(SendToModality("id", "modality", "AET"))'));
    assert.deepEqual(performed, [
      [
        { Type: 'SendToModality', Resource: 'id', Modality: 'modality', LocalAet: 'AET' },
        { Type: 'Delete', Input: 1 },
      ],
    ]);
    await assert.rejects(lua.run(text('Delete(nil)')), failure(/the id of a resource is expected/));
  });
});
