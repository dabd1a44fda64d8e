import { mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { textLine } from './text-format.ts';

/** Where log lines go. */
export interface LogDestination {
  /** Takes one line of JSON. */
  write(line: string): void;
  /** Writes what is still waiting. */
  flush(): void;
}

export interface LogDestinationOptions {
  readonly format: 'json' | 'text';
  /** A file to append to. */
  readonly file?: string;
  /** A folder for a new file with the time and the process in its name. */
  readonly directory?: string;
}

/** Lines that wait for a slow terminal or disk; beyond it they are dropped, the server must not stop for its log. */
const maxWaitingBytes = 16 * 1024 * 1024;

/**
 * Standard output, or the file asked for.
 * @throws the error of the file system when the file cannot be opened
 */
export function openLogDestination({ format, file, directory }: LogDestinationOptions, now: Date): LogDestination {
  const path = directory === undefined ? file : join(directory, logFileName(now, process.pid));
  const dest = path === undefined ? process.stdout.fd : openToAppend(path);
  const stream = pino.destination({ dest, sync: false, maxLength: maxWaitingBytes });
  // A full disk or a closed terminal costs log lines, never the server.
  stream.on('error', () => {});
  const flush = (): void => stream.flushSync();
  if (format === 'json') return { write: (line) => void stream.write(line), flush };
  return { write: (line) => void stream.write(textLine(line)), flush };
}

function openToAppend(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, 'a', 0o640);
}

/** `isocenter.20260131-235959.PID.log`, UTC. */
export function logFileName(now: Date, pid: number): string {
  const [date = '', time = ''] = now
    .toISOString()
    .replaceAll(/[-:]|\.\d+Z/g, '')
    .split('T');
  return `isocenter.${date}-${time}.${pid}.log`;
}
