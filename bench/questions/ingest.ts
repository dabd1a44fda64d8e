import { openClient } from '../clients/client.ts';
import { type InstanceLoad, instanceCount } from '../data-sets.ts';
import type { Question } from '../question.ts';
import { createDatabase } from '../servers/bench-database.ts';
import { startServer } from '../servers/server-process.ts';
import { peakMemory, rate } from './measures.ts';

/** How fast instances are received, each on the disk before it is answered, by a new server with a new store. */
function ingest(
  name: string,
  title: string,
  load: InstanceLoad,
  timesBetter: number,
  { postgresql = false }: { readonly postgresql?: boolean } = {},
): Question {
  return {
    name,
    title,
    sides: ['ours', 'peer'],
    measures: { rate: rate(timesBetter), ...(postgresql ? {} : { peakMemory }) },
    trialLimitSeconds: 300,
    async prepare({ workbench, client: clientKind }) {
      const client = openClient(clientKind, workbench);
      await client.prepare(load);
      return async (side) => {
        const storageDirectory = await workbench.makeDirectory();
        // What the trial before left to be written must not burden this one.
        await workbench.run('sync', []);
        const database = postgresql ? { database: await createDatabase(workbench) } : {};
        const server = await startServer(workbench, side, { storageDirectory, ...database });
        const { seconds } = await client.store(server.dicomPort, load);
        const samples = { rate: instanceCount(load) / seconds, peakMemory: await server.peakMemoryMebibytes() };
        await server.stop();
        return samples;
      };
    },
  };
}

const small = { studies: 4, instancesPerStudy: 500, columns: 64 };

export const ingestQuestions: readonly Question[] = [
  ingest(
    'ingest-ct',
    'C-STORE of 500 CT of 512 KiB, 1 association',
    { studies: 1, instancesPerStudy: 500, columns: 512, associations: 1 },
    2.5,
  ),
  ingest('ingest-small', 'C-STORE of 2,000 of 8 KiB, 1 association', { ...small, associations: 1 }, 3),
  ingest('ingest-parallel', 'C-STORE of 2,000 of 8 KiB, 4 associations', { ...small, associations: 4 }, 5),
  ingest(
    'ingest-postgresql',
    'C-STORE of 2,000 of 8 KiB, 4 associations, on PostgreSQL',
    { ...small, associations: 4 },
    4,
    { postgresql: true },
  ),
];
