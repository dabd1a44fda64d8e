import type { ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '@isocenter/dimse';
import { freePort, untilListening } from '../free-port.ts';
import { peakMemoryMebibytes, residentMemoryMebibytes } from '../measurement/process-memory.ts';
import type { Side } from '../question.ts';
import { hasEnded, type Workbench } from '../workbench.ts';
import type { BenchDatabase } from './bench-database.ts';
import { isocenterProgram } from './isocenter-program.ts';
import { orthancProgram } from './orthanc-program.ts';
import { type Destination, type Neighbour, SERVER_AET, type ServerProgram } from './server-program.ts';

const VERIFICATION = '1.2.840.10008.1.1';
const IMPLICIT_VR_LITTLE_ENDIAN = '1.2.840.10008.1.2';
const START_LIMIT_MS = 60_000;

export const serverPrograms: Readonly<Record<Side, ServerProgram>> = { ours: isocenterProgram, peer: orthancProgram };

export interface StartOptions {
  /** Default: a new one. */
  readonly storageDirectory?: string;
  /** Default: true. */
  readonly syncStorage?: boolean;
  readonly destination?: Destination;
  readonly neighbour?: Neighbour;
  /** Default: a free one. */
  readonly dicomPort?: number;
  readonly database?: BenchDatabase;
}

/** A running server. */
export interface ServerProcess {
  readonly dicomPort: number;
  readonly httpPort: number;
  /** From the start of the process to the answer of its first C-ECHO. */
  readonly startMs: number;
  peakMemoryMebibytes(): Promise<number>;
  residentMemoryMebibytes(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the server of a side and waits until it answers C-ECHO. */
export async function startServer(
  workbench: Workbench,
  side: Side,
  options: StartOptions = {},
): Promise<ServerProcess> {
  const program = serverPrograms[side];
  const { storageDirectory = await workbench.makeDirectory(), syncStorage = true } = options;
  const { database, destination, dicomPort = await freePort(), neighbour } = options;
  const httpPort = await freePort();
  const configurationFile = join(await workbench.makeDirectory(), 'configuration.json');
  const configuration = program.configuration({
    storageDirectory,
    dicomPort,
    httpPort,
    syncStorage,
    ...(destination === undefined ? {} : { destination }),
    ...(neighbour === undefined ? {} : { neighbour }),
    ...(database === undefined ? {} : { database }),
  });
  await writeFile(configurationFile, JSON.stringify(configuration));
  const { file, args } = program.command(configurationFile);
  const startedAt = performance.now();
  const child = workbench.spawn(file, args, { env: { ...process.env, ...program.environment } });
  await untilAnswering(child, dicomPort).catch((cause: unknown) => {
    throw workbench.failureOf(child, `${program.name} does not answer: ${cause}`);
  });
  const startMs = performance.now() - startedAt;
  const pid = child.pid ?? 0;
  return {
    dicomPort,
    httpPort,
    startMs,
    peakMemoryMebibytes: () => peakMemoryMebibytes(pid),
    residentMemoryMebibytes: () => residentMemoryMebibytes(pid),
    stop: () => workbench.stop(child),
  };
}

async function untilAnswering(child: ChildProcess, port: number): Promise<void> {
  const mayWait = () => !hasEnded(child) && performance.now() < until;
  const until = performance.now() + START_LIMIT_MS;
  await untilListening(port, mayWait);
  while (!(await answers(port))) {
    if (!mayWait()) throw new Error('no C-ECHO was answered');
    await delay(5);
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const association = await connect({
      host: '127.0.0.1',
      port,
      callingAet: 'BENCHSCU',
      calledAet: SERVER_AET,
      contexts: [{ abstractSyntax: VERIFICATION, transferSyntaxes: [IMPLICIT_VR_LITTLE_ENDIAN] }],
    });
    await association.echo();
    await association.release();
    return true;
  } catch {
    return false;
  }
}
