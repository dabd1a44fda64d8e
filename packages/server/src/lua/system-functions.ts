import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFile, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, type LuaValue, textOf } from './lua-value.ts';

/** What scripts with `LuaSystemAccess` do to the machine; undefined: no such function. */
export async function callSystemFunction(
  name: string,
  [first, second, third]: readonly LuaValue[],
  maximumBytes: number,
): Promise<LuaValue | undefined> {
  const path = textOf(first);
  switch (name) {
    case 'readFile':
      return read(path, maximumBytes);
    case 'writeFile':
      return problemOf(async () => {
        if (third === 'a') await appendFile(path, bytesOf(second));
        else await writeFile(path, bytesOf(second));
      });
    case 'removeFile':
      return problemOf(() => rm(path));
    case 'renameFile':
      return problemOf(() => rename(path, textOf(second)));
    case 'temporaryName':
      return join(tmpdir(), `lua-${randomUUID()}`);
    case 'environment':
      return process.env[path] ?? null;
    case 'execute':
      return execute(path, []);
    default:
      return undefined;
  }
}

/** Runs a program; a command alone is read by the shell. */
export async function execute(command: string, args: readonly string[]): Promise<{ Code: number; Signal: boolean }> {
  const { promise, reject, resolve } = Promise.withResolvers<{ Code: number; Signal: boolean }>();
  const program = spawn(command, args, { stdio: 'ignore', shell: args.length === 0 });
  program.on('error', reject);
  program.on('close', (code, signal) => resolve({ Code: code ?? 1, Signal: signal !== null }));
  return promise;
}

async function read(path: string, maximumBytes: number): Promise<LuaValue> {
  let content: Uint8Array = new Uint8Array(0);
  const problem = await problemOf(async () => {
    if ((await stat(path)).size > maximumBytes) throw new Error('the file is larger than LuaMemoryLimit');
    content = await readFile(path);
  });
  return problem === null ? { Content: content } : { Error: problem };
}

async function problemOf(act: () => Promise<void>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
