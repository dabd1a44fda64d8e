import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const STOP_GRACE_MS = 20_000;
/** Of what a process says, kept to explain its failure. */
const KEPT_OUTPUT_CHARACTERS = 4_000;

/** The processes and the folder of one question; closing it ends and removes all of them. */
export class Workbench {
  readonly #processes = new Set<ChildProcess>();
  readonly #expectedToEnd = new WeakSet<ChildProcess>();
  readonly #outputs = new WeakMap<ChildProcess, string>();
  readonly #unexpectedEnds: string[] = [];
  readonly #directory: string;
  readonly #closers: (() => Promise<void>)[] = [];
  readonly #killNow = () => {
    for (const child of this.#processes) child.kill('SIGKILL');
  };

  private constructor(directory: string) {
    this.#directory = directory;
    process.on('exit', this.#killNow);
  }

  static async open(): Promise<Workbench> {
    return new Workbench(await mkdtemp(join(tmpdir(), 'isocenter-bench-')));
  }

  /**
   * A new empty folder. None is removed before the end: ext4 steps around what was deleted in the last seconds, which
   * would slow down every file of the next trial.
   */
  makeDirectory(): Promise<string> {
    return mkdtemp(join(this.#directory, 'd-'));
  }

  /** What else has to go in the end, once all processes are gone. */
  onClose(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  /** Starts a program; what it prints is kept for {@link failureOf}. */
  spawn(file: string, args: readonly string[], options: Pick<SpawnOptions, 'cwd' | 'env'> = {}): ChildProcess {
    return this.#keep(spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Starts a module of this benchmark in a process of its own, with a channel for messages. */
  fork(module: URL, args: readonly string[] = []): ChildProcess {
    return this.#keep(fork(module, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }));
  }

  /** Runs a program to its end. @throws Error when it fails */
  async run(file: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<void> {
    const child = this.spawn(file, args, { env });
    this.#expectedToEnd.add(child);
    await ended(child);
    if (child.exitCode !== 0) throw this.failureOf(child, `${file} ended with ${child.exitCode ?? child.signalCode}`);
  }

  /** Asks a process to end, and ends it when it does not. */
  async stop(child: ChildProcess): Promise<void> {
    this.#expectedToEnd.add(child);
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
    await ended(child);
    clearTimeout(timer);
  }

  failureOf(child: ChildProcess, message: string): Error {
    return new Error(`${message}\n${this.#outputs.get(child) ?? ''}`.trimEnd());
  }

  /** What processes said that ended although nobody asked them to: why a question could not be answered. */
  get unexpectedEnds(): readonly string[] {
    return this.#unexpectedEnds;
  }

  async close(): Promise<void> {
    this.#killNow();
    await Promise.all([...this.#processes].map(ended));
    process.off('exit', this.#killNow);
    for (const close of this.#closers.reverse()) await close();
    await rm(this.#directory, { recursive: true, force: true, maxRetries: 3 });
  }

  #keep(child: ChildProcess): ChildProcess {
    this.#processes.add(child);
    child.once('close', (code, signal) => {
      if (!this.#expectedToEnd.has(child)) {
        this.#unexpectedEnds.push(this.failureOf(child, `${child.spawnfile} ended with ${code ?? signal}`).message);
      }
      this.#processes.delete(child);
    });
    // A program that cannot be started ends with code null; the caller then shows this.
    child.once('error', (error) => {
      this.#outputs.set(child, error.message);
      this.#processes.delete(child);
    });
    const keepOutput = (chunk: Buffer) => {
      const text = (this.#outputs.get(child) ?? '') + chunk.toString('latin1');
      this.#outputs.set(child, text.slice(-KEPT_OUTPUT_CHARACTERS));
    };
    child.stdout?.on('data', keepOutput);
    child.stderr?.on('data', keepOutput);
    return child;
  }
}

export function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function ended(child: ChildProcess): Promise<void> {
  if (!hasEnded(child)) await once(child, 'exit');
}
