import { OwnClient } from '../clients/own-client.ts';
import { studyUid } from '../data-sets.ts';
import { STORESCP_AET, startStorescp } from '../peers/storescp-process.ts';
import type { Question } from '../question.ts';
import { startServer } from '../servers/server-process.ts';

/** 1,024 frames of 2 MiB: 2 GiB of pixel data. */
const FRAMES = 1024;
const COLUMNS = 1024;

/** Whether memory depends on the size of an instance. The peer holds instances in memory, so ours is asked alone. */
export const multiFrameQuestion: Question = {
  name: 'multi-frame',
  title: 'C-STORE and C-MOVE of one instance of 2 GiB',
  sides: ['ours'],
  measures: {
    receive: { title: 'receiving', unit: 's', better: 'lower' },
    move: { title: 'moving', unit: 's', better: 'lower' },
    receivingMemory: { title: 'peak memory after receiving', unit: 'MiB', better: 'lower', target: { atMost: 300 } },
    peakMemory: { title: 'peak memory after moving', unit: 'MiB', better: 'lower', target: { atMost: 300 } },
  },
  trialLimitSeconds: 600,
  async prepare({ workbench }) {
    const client = new OwnClient(workbench);
    const port = await startStorescp(workbench, { fork: true });
    return async (side) => {
      const storageDirectory = await workbench.makeDirectory();
      const server = await startServer(workbench, side, { storageDirectory, destination: { aet: STORESCP_AET, port } });
      const received = await client.storeMultiFrame(server.dicomPort, FRAMES, COLUMNS);
      const receivingMemory = await server.peakMemoryMebibytes();
      const moved = await client.move(server.dicomPort, STORESCP_AET, studyUid(0));
      const samples = {
        receive: received.seconds,
        move: moved.seconds,
        receivingMemory,
        peakMemory: await server.peakMemoryMebibytes(),
      };
      await server.stop();
      return samples;
    };
  },
};
