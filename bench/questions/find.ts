import type { Client } from '../clients/client.ts';
import { openClient } from '../clients/client.ts';
import { OwnClient } from '../clients/own-client.ts';
import { type InstanceLoad, PATIENT_NAME_WILDCARD, wildcardMatches } from '../data-sets.ts';
import type { Question } from '../question.ts';
import { startPopulatedServers } from '../servers/populated-servers.ts';
import { duration, peakMemory } from './measures.ts';

/** How fast the index is searched; the stores are filled once for all runs. */
function find(
  name: string,
  title: string,
  studies: number,
  { postgresql = false }: { readonly postgresql?: boolean } = {},
): Question {
  const load: InstanceLoad = { studies, instancesPerStudy: 1, columns: 0, associations: 4 };
  return {
    name,
    title,
    sides: ['ours', 'peer'],
    measures: {
      // Of so many studies on PostgreSQL the question is the search, not the transfer of all of them.
      ...(postgresql ? {} : { all: duration('all studies', 'ms', 3) }),
      wildcard: duration(`PatientName ${PATIENT_NAME_WILDCARD}`, 'ms', 3),
      ...(postgresql ? {} : { peakMemory }),
    },
    trialLimitSeconds: 600,
    async prepare(setting) {
      const { workbench, client: clientKind } = setting;
      const filler = new OwnClient(workbench);
      const servers = await startPopulatedServers(setting, filler, load, { postgresql });
      const client = openClient(clientKind, workbench);
      return async (side) => {
        const { dicomPort, peakMemoryMebibytes } = servers[side];
        const wildcard = await findMs(client, dicomPort, PATIENT_NAME_WILDCARD, wildcardMatches(studies));
        if (postgresql) return { wildcard };
        return { all: await findMs(client, dicomPort, '', studies), wildcard, peakMemory: await peakMemoryMebibytes() };
      };
    },
  };
}

export const findQuestions: readonly Question[] = [
  find('find', 'C-FIND among 20,000 studies', 20_000),
  find('find-postgresql', 'C-FIND among 100,000 studies on PostgreSQL', 100_000, { postgresql: true }),
];

async function findMs(client: Client, port: number, patientName: string, expected: number): Promise<number> {
  const { seconds, count } = await client.find(port, patientName);
  // A tool that does not tell the number of matches has checked the status.
  if (!Number.isNaN(count) && count !== expected) throw new Error(`${count} matches instead of ${expected}`);
  return seconds * 1000;
}
