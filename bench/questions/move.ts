import { openClient } from '../clients/client.ts';
import { type InstanceLoad, instanceCount, studyUid } from '../data-sets.ts';
import { startDelayProxy } from '../peers/delay-proxy.ts';
import { STORESCP_AET, startStorescp } from '../peers/storescp-process.ts';
import type { Question } from '../question.ts';
import { startPopulatedServers } from '../servers/populated-servers.ts';
import { duration, peakMemory } from './measures.ts';

const load: InstanceLoad = { studies: 1, instancesPerStudy: 500, columns: 512, associations: 1 };

interface Route {
  readonly delayMs: number;
  readonly parallelAssociations?: number;
}

/** How fast a study is sent by C-MOVE to a storescp that throws it away. */
function move(name: string, title: string, { delayMs, parallelAssociations }: Route, timesBetter: number): Question {
  return {
    name,
    title,
    sides: ['ours', 'peer'],
    measures: { seconds: duration('time', 's', timesBetter), peakMemory },
    trialLimitSeconds: 300,
    async prepare(setting) {
      const { workbench, client: clientKind } = setting;
      const client = openClient(clientKind, workbench);
      const openDestination = async () => {
        // One for each server: storescp serves one association at a time, and servers keep theirs open for a while.
        const storescpPort = await startStorescp(workbench, { fork: parallelAssociations !== undefined });
        const port = delayMs === 0 ? storescpPort : await startDelayProxy(workbench, storescpPort, delayMs);
        return { aet: STORESCP_AET, port, ...(parallelAssociations === undefined ? {} : { parallelAssociations }) };
      };
      const servers = await startPopulatedServers(setting, client, load, { openDestination });
      return async (side) => {
        const { dicomPort, peakMemoryMebibytes } = servers[side];
        const { seconds, count } = await client.move(dicomPort, STORESCP_AET, studyUid(0));
        // A tool that does not tell the number has checked the status.
        if (!Number.isNaN(count) && count !== instanceCount(load))
          throw new Error(`only ${count} instances were moved`);
        return { seconds, peakMemory: await peakMemoryMebibytes() };
      };
    },
  };
}

export const moveQuestions: readonly Question[] = [
  move('move', 'C-MOVE of 500 CT of 512 KiB to storescp', { delayMs: 0 }, 1),
  move(
    'move-delayed',
    'C-MOVE of 500 CT of 512 KiB through 10 ms each way',
    { delayMs: 10, parallelAssociations: 8 },
    6,
  ),
];
