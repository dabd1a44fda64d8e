import type { TestContext } from 'node:test';
import { type RunningIsocenter, startIsocenter } from '../peers/running-isocenter.ts';

/** A server that takes scripts from its clients. */
export interface ScriptedIsocenter extends RunningIsocenter {
  /** What the script prints. */
  run(script: string): Promise<string>;
}

export async function startScripted(
  t: TestContext,
  options: Readonly<Record<string, unknown>> = {},
): Promise<ScriptedIsocenter> {
  const server = await startIsocenter(t, { ExecuteLuaEnabled: true, StableAge: 1, ...options });
  return {
    ...server,
    async run(script) {
      const response = await fetch(`${server.rest.url}/tools/execute-script`, { method: 'POST', body: script });
      if (!response.ok) throw new Error(await response.text());
      return response.text();
    },
  };
}

/** A script that notes every call of these callbacks in a global table, as JSON of its arguments. */
export function noting(...callbacks: readonly string[]): string {
  const functions = callbacks.map(
    (name) => `function ${name}(...) table.insert(noted, DumpJson({ '${name}', ... }, true)) end`,
  );
  return ['noted = {}', ...functions].join('\n');
}

/** What was noted, once there is as much as expected. */
export async function noted(server: ScriptedIsocenter, count: number): Promise<readonly unknown[]> {
  const deadlineMs = performance.now() + 20_000;
  for (;;) {
    const lines = (await server.run(`for _, line in ipairs(noted) do print(line) end`)).split('\n').slice(0, -1);
    if (lines.length >= count) return lines.map((line) => JSON.parse(line));
    if (performance.now() > deadlineMs) throw new Error(`noted so far: ${lines.join('\n')}`);
  }
}
