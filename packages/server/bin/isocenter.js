#!/usr/bin/env node
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const oldestNode = 24;
if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  process.stderr.write(`isocenter needs Node ${oldestNode} or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

const built = new URL('../dist/main.js', import.meta.url);
const main = existsSync(built) ? built : new URL('../src/main.ts', import.meta.url);

// Buffers of the network come and go: with a small young generation they are given back early, which keeps a third of
// the memory free. It can only be set when a process begins.
const nodeOptions = ['--max-semi-space-size=2', '--disable-warning=ExperimentalWarning'];
const environment = {
  // File calls of many associations run side by side; Node's default of four threads makes them wait for one another.
  UV_THREADPOOL_SIZE: '8',
  // Memory that many threads of the C library would each keep for themselves.
  MALLOC_ARENA_MAX: '2',
  ...process.env,
};

const isReplaceable = process.platform !== 'win32' && typeof process.execve === 'function';
if (isReplaceable && process.execArgv.length === 0) {
  const args = [process.execPath, ...nodeOptions, fileURLToPath(main), ...process.argv.slice(2)];
  process.execve(process.execPath, args, environment);
} else {
  await import(main);
}
