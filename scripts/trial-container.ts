import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { assemble } from './assemble.ts';
import type { ImageSettings } from './dockerfile.ts';

export interface Ending {
  readonly code: number | null;
  readonly output: string;
}

/**
 * The file system of an image laid out in a folder, and programs run in it as the image runs them: with its commands,
 * environment and user, on a tree that nobody can write to. No container engine is needed.
 */
export class TrialContainer {
  readonly folder: string;
  readonly #image: ImageSettings;
  readonly #env: Readonly<Record<string, string>>;

  private constructor(folder: string, image: ImageSettings, env: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.#image = image;
    const given = Object.entries({ ...image.env, ...env }).map(([name, value]) => [name, this.#placed(value)]);
    this.#env = { ...Object.fromEntries(given), PATH: join(folder, 'usr/local/bin') };
  }

  /** @param env what is set beside the environment of the image */
  static async create(image: ImageSettings, env: Readonly<Record<string, string>>): Promise<TrialContainer> {
    const folder = mkdtempSync(join(tmpdir(), 'isocenter-image-'));
    chmodSync(folder, 0o755);
    const [program, data, configuration] = ['usr/local/bin', 'var/lib/isocenter', 'etc/isocenter'].map((path) => {
      mkdirSync(join(folder, path), { recursive: true });
      return join(folder, path);
    }) as [string, string, string];
    const tree = join(folder, 'opt/isocenter');
    await assemble(tree);
    copyFileSync(process.execPath, join(program, 'node'));
    symlinkSync(join(tree, 'packages/server/bin/isocenter.js'), join(program, 'isocenter'));
    copyFileSync('deploy/docker/isocenter.json', join(configuration, 'isocenter.json'));
    const container = new TrialContainer(folder, image, env);
    forbidWriting(tree);
    container.give(data);
    return container;
  }

  /** Makes a folder of this machine that of the user of the image, with the files in it. */
  give(folder: string): void {
    const { gid, uid } = this.#identity();
    if (uid === undefined || gid === undefined) return;
    for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))]) chownSync(path, uid, gid);
  }

  /** What a container does when it starts. */
  start(): ChildProcess {
    return this.#spawn([...this.#image.entrypoint, ...this.#image.command]);
  }

  /** Runs a command to its end. */
  async run(command: readonly string[]): Promise<Ending> {
    const child = this.#spawn(command);
    const ended = once(child, 'close');
    const [output, errors] = await Promise.all([child.stdout, child.stderr].map((s) => (s === null ? '' : text(s))));
    const [code] = await ended;
    return { code, output: `${output}${errors}` };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn([program = '', ...args]: readonly string[]): ChildProcess {
    return spawn(
      join(this.folder, 'usr/local/bin', program),
      args.map((arg) => this.#placed(arg)),
      {
        cwd: join(this.folder, 'var/lib/isocenter'),
        env: this.#env,
        stdio: ['ignore', 'pipe', 'pipe'],
        ...this.#identity(),
      },
    );
  }

  /** Only root can be somebody else. */
  #identity(): { uid?: number; gid?: number } {
    if (process.getuid?.() !== 0) return {};
    const [uid = 0, gid = 0] = this.#image.user.split(':').map(Number);
    return { uid, gid };
  }

  /** Paths of the image, in the folder that stands for it. */
  #placed(value: string): string {
    return value.replaceAll(/\/(?:etc|var\/lib|opt)\/isocenter\b/g, (path) => join(this.folder, path));
  }
}

function forbidWriting(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const isProgram = entry.isDirectory() || entry.parentPath.endsWith('/bin');
    chmodSync(join(entry.parentPath, entry.name), isProgram ? 0o555 : 0o444);
  }
  chmodSync(folder, 0o555);
}
