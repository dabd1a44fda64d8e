import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { silentLogger } from '../../src/logging/logger.ts';
import { LuaEngine } from '../../src/lua/lua-engine.ts';
import type { LuaValue } from '../../src/lua/lua-value.ts';

const runs = 300;

/** What Lua can tell apart: nil ends a list, and a table without fields may be either. */
const { value } = fc.letrec<{ value: LuaValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.boolean(),
    fc.double({ noNaN: true }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(
      fc.string({ unit: 'grapheme' }).map((key) => `key ${key}`),
      tie('value'),
      {
        minKeys: 1,
        maxKeys: 5,
        noNullPrototype: true,
      },
    ),
  ),
}));

test('values go to Lua and come back as they were; whatever JSON a script reads, it writes', async (t) => {
  const lua = new LuaEngine({
    scripts: [
      { name: 'identity.lua', text: Buffer.from('function OnHeartBeat(...) return ... end') },
      { name: 'json.lua', text: Buffer.from('function Initialize(json) return DumpJson(ParseJson(json), true) end') },
    ],
    timeLimitMs: 10_000,
    maximumMemoryBytes: 64 * 1024 * 1024,
    systemAccess: false,
    answer: async () => null,
    perform: async () => undefined,
    logger: silentLogger,
  });
  t.after(() => lua.close());
  await lua.start();
  await fc.assert(
    fc.asyncProperty(value, async (sent) => {
      assert.deepEqual(await lua.call('OnHeartBeat', [sent], { nested: false }), sent);
      const json = JSON.stringify(sent);
      const written = await lua.call('Initialize', [json], { nested: false });
      assert.deepEqual(JSON.parse(String(written)), JSON.parse(json));
    }),
    { numRuns: runs },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), async (bytes) => {
      const back = await lua.call('OnHeartBeat', [bytes], { nested: false });
      assert.deepEqual(
        Buffer.from(typeof back === 'string' ? Buffer.from(back, 'utf8') : (back as Uint8Array)),
        Buffer.from(bytes),
      );
    }),
    { numRuns: runs },
  );
});
