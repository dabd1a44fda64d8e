import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { dcmtkEnvironment } from './dcmtk-tool.ts';

const longestStartMs = 20_000;
const pollMs = 10;

/** A program of others that serves on TCP ports. */
export class PeerProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  constructor(command: string, args: readonly string[]) {
    this.#child = spawn(command, args, { env: dcmtkEnvironment, stdio: 'ignore' });
    this.#exited = once(this.#child, 'exit');
  }

  /** Resolves when it accepts connections on the port. */
  async listensOn(port: number): Promise<void> {
    const deadlineMs = performance.now() + longestStartMs;
    while (!(await acceptsConnections(port))) {
      if (this.#child.exitCode !== null) throw new Error(`${this.#child.spawnfile} ended at its start`);
      if (performance.now() > deadlineMs) throw new Error(`${this.#child.spawnfile} does not listen`);
      await delay(pollMs);
    }
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}

function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
