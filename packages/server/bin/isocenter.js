#!/usr/bin/env node
import { existsSync } from 'node:fs';
import process from 'node:process';
import v8 from 'node:v8';

const oldestNode = 24;
if (Number.parseInt(process.versions.node, 10) < oldestNode) {
  process.stderr.write(`isocenter needs Node ${oldestNode} or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

// File calls of many associations run side by side; Node's default of four threads makes them wait for one another.
process.env.UV_THREADPOOL_SIZE ??= '8';
// Short-lived buffers dominate: a small young generation keeps memory low without collecting much more often.
v8.setFlagsFromString('--max-semi-space-size=8');

const built = new URL('../dist/main.js', import.meta.url);
const source = new URL('../src/main.ts', import.meta.url);
await import(existsSync(built) ? built : source);
