import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { within } from './bounded-wait.ts';
import { DataFolder } from './data-folder.ts';

/** One line of the server's log in JSON. */
export interface LogLine {
  readonly msg: string;
  readonly level: number;
  readonly [field: string]: unknown;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ServerProcessOptions {
  /** Keys of the configuration file beside ports, folder and log format. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** Keeps the data of a server before this one; default: a new folder. */
  readonly folder?: DataFolder;
  /** Program and arguments that the server is run by. */
  readonly launcher?: readonly string[];
  /** false: the server is expected to end by itself. */
  readonly ready?: boolean;
}

const mainFile = join(import.meta.dirname, '../../src/main.ts');
const startLimitMs = 20_000;

/** The whole server as its own process. */
export class ServerProcess {
  readonly folder: DataFolder;
  readonly log: LogLine[] = [];
  readonly exited: Promise<Exit>;
  dicomPort = 0;
  httpPort = 0;
  readonly #child: ChildProcess;
  readonly #listeners = new Set<(line: LogLine) => void>();
  #errors = '';

  private constructor(child: ChildProcess, folder: DataFolder) {
    this.#child = child;
    this.folder = folder;
    this.exited = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', (line) => this.#heard(line));
  }

  /** Resolves when the server is ready; killed with the test if it still runs. */
  static async start(t: TestContext, options: ServerProcessOptions = {}): Promise<ServerProcess> {
    const folder = options.folder ?? (await DataFolder.create(t));
    const configurationFile = join(folder.path, 'configuration.json');
    const configuration = {
      DicomPort: 0,
      HttpPort: 0,
      StorageDirectory: folder.data,
      LogFormat: 'json',
      DicomAlwaysAllowFind: true,
      DicomAlwaysAllowGet: true,
      DicomAlwaysAllowMove: true,
      ...options.configuration,
    };
    await writeFile(configurationFile, JSON.stringify(configuration));
    const [program = process.execPath, ...args] = [
      ...(options.launcher ?? []),
      process.execPath,
      mainFile,
      configurationFile,
    ];
    const server = new ServerProcess(
      spawn(program, args, { cwd: folder.path, stdio: ['ignore', 'pipe', 'pipe'] }),
      folder,
    );
    folder.beforeRemoval(() => server.end('SIGKILL'));
    if (options.ready === false) return server;
    const unready = server.exited.then((exit) => {
      throw new Error(`The server ended with ${JSON.stringify(exit)} instead of being ready: ${server.output}`);
    });
    const ready = await within(startLimitMs, 'start', Promise.race([server.logged('Isocenter is ready'), unready]));
    server.dicomPort = Number(ready.dicomPort);
    server.httpPort = Number(ready.httpPort);
    return server;
  }

  /** What the server wrote. */
  get output(): string {
    return [...this.log.map((line) => JSON.stringify(line)), this.#errors].join('\n');
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The first line with this message, past or to come. */
  logged(message: string): Promise<LogLine> {
    const past = this.log.find(({ msg }) => msg === message);
    if (past !== undefined) return Promise.resolve(past);
    return new Promise((resolve) => {
      const listener = (line: LogLine) => {
        if (line.msg !== message) return;
        this.#listeners.delete(listener);
        resolve(line);
      };
      this.#listeners.add(listener);
    });
  }

  /** Hears every line from now on. */
  onLine(listener: (line: LogLine) => void): void {
    this.#listeners.add(listener);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Sends the signal and resolves when the process is gone. */
  async end(signal: NodeJS.Signals, limitMs = 20_000): Promise<Exit> {
    if (this.running) this.#child.kill(signal);
    return within(limitMs, `end after ${signal}`, this.exited);
  }

  /** A request to the REST API. */
  rest(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.httpPort}${path}`, init);
  }

  /** The JSON that a GET answers; anything but 200 is an error. */
  async json(path: string): Promise<unknown> {
    const response = await this.rest(path);
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  /** Resident bytes of the process, as Linux tells them. */
  async residentBytes(): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'latin1');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
  }

  /** Open descriptors of the process, as Linux tells them. */
  async descriptors(): Promise<number> {
    return (await readdir(`/proc/${this.#child.pid}/fd`)).length;
  }

  #heard(text: string): void {
    let line: LogLine;
    try {
      line = JSON.parse(text);
    } catch {
      this.#errors += `${text}\n`;
      return;
    }
    this.log.push(line);
    for (const listener of this.#listeners) listener(line);
  }
}
