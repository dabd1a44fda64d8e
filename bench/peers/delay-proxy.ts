import { once } from 'node:events';
import type { Workbench } from '../workbench.ts';

/** Starts a proxy in a process of its own that holds all bytes up, each way. @returns the port in front of `port` */
export async function startDelayProxy(workbench: Workbench, port: number, delayMs: number): Promise<number> {
  const child = workbench.fork(new URL('./delay-proxy-process.ts', import.meta.url), [String(port), String(delayMs)]);
  const [proxyPort] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw workbench.failureOf(child, 'the delaying proxy did not start');
    }),
  ]);
  return Number(proxyPort);
}
