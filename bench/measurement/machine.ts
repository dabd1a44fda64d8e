import { execFile } from 'node:child_process';
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import process from 'node:process';
import { promisify } from 'node:util';
import { serverPrograms } from '../servers/server-process.ts';

/** Where a measurement was made: without it no number means anything. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGibibytes: number;
  readonly kernel: string;
  readonly fileSystem: string;
  readonly node: string;
  readonly isocenter: string;
  readonly orthanc: string;
  readonly dcmtk: string;
  /** Processes that wanted a core in the minute before: what else the machine was doing. */
  readonly loadBefore: number;
}

export async function describeMachine(): Promise<Machine> {
  const [loadBefore = 0] = loadavg();
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGibibytes: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    fileSystem: await outputOf('findmnt', ['-n', '-o', 'FSTYPE', '-T', tmpdir()]),
    node: process.version,
    isocenter: await serverPrograms.ours.version(),
    orthanc: await serverPrograms.peer.version(),
    dcmtk: (await outputOf('storescp', ['--version'])).split('\n', 1)[0] ?? '',
    loadBefore,
  };
}

async function outputOf(file: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(file, args);
  return stdout.trim();
}
