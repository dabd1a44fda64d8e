import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Without it the tools wait for delayed acknowledgements. */
export const dcmtkEnvironment = { ...process.env, TCP_NODELAY: '1' };

const longestRunMs = 60_000;

/** Why a test is skipped: the first of these programs that is not here; false when all are. */
export function missingTool(...tools: readonly string[]): string | false {
  for (const tool of tools) {
    try {
      execFileSync(tool, ['--version'], { stdio: 'ignore' });
    } catch {
      return `${tool} is not installed`;
    }
  }
  return false;
}

export interface ToolRun {
  readonly exitCode: number | null;
  /** What it printed, errors among the rest. */
  readonly output: string;
}

/** Runs a DCMTK tool to its end, or to its end by force after a minute. */
export async function runTool(tool: string, args: readonly (string | number)[]): Promise<ToolRun> {
  const child = spawn(tool, args.map(String), {
    env: dcmtkEnvironment,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longestRunMs,
    killSignal: 'SIGKILL',
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return { exitCode: child.exitCode, output: Buffer.concat(chunks).toString('latin1') };
}

/** `-k` arguments of findscu, movescu and getscu. */
export function keyArguments(keys: Readonly<Record<string, string>>): string[] {
  return Object.entries(keys).flatMap(([key, value]) => ['-k', value === '' ? key : `${key}=${value}`]);
}
