import { setTimeout as delay } from 'node:timers/promises';
import type { Question } from '../question.ts';
import { startServer } from '../servers/server-process.ts';

/** After what starting left behind has been given back. */
const IDLE_MS = 3_000;

/** From the command to the first answered C-ECHO, with an empty store; and the memory of a server that does nothing. */
export const startQuestion: Question = {
  name: 'start',
  title: 'Start with an empty store',
  sides: ['ours', 'peer'],
  measures: {
    startMs: { title: 'first C-ECHO answered', unit: 'ms', better: 'lower' },
    idleMemory: { title: 'idle memory', unit: 'MiB', better: 'lower' },
  },
  trialLimitSeconds: 120,
  async prepare({ workbench }) {
    return async (side) => {
      const server = await startServer(workbench, side);
      await delay(IDLE_MS);
      const samples = { startMs: server.startMs, idleMemory: await server.residentMemoryMebibytes() };
      await server.stop();
      return samples;
    };
  },
};
