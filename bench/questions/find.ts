import type { Client } from '../clients/client.ts';
import { openClient } from '../clients/client.ts';
import { OwnClient } from '../clients/own-client.ts';
import { type InstanceLoad, PATIENT_NAME_WILDCARD, wildcardMatches } from '../data-sets.ts';
import type { Question } from '../question.ts';
import { startPopulatedServers } from '../servers/populated-servers.ts';
import { duration, peakMemory } from './measures.ts';

const load: InstanceLoad = { studies: 20_000, instancesPerStudy: 1, columns: 0, associations: 4 };

/** How fast the index is searched; the stores are filled once for all runs. */
export const findQuestion: Question = {
  name: 'find',
  title: 'C-FIND among 20,000 studies',
  sides: ['ours', 'peer'],
  measures: {
    all: duration('all studies', 'ms', 3),
    wildcard: duration(`PatientName ${PATIENT_NAME_WILDCARD}`, 'ms', 3),
    peakMemory,
  },
  trialLimitSeconds: 600,
  async prepare(setting) {
    const { workbench, client: clientKind } = setting;
    const filler = new OwnClient(workbench);
    const servers = await startPopulatedServers(setting, filler, load);
    const client = openClient(clientKind, workbench);
    return async (side) => {
      const { dicomPort, peakMemoryMebibytes } = servers[side];
      return {
        all: await findMs(client, dicomPort, '', load.studies),
        wildcard: await findMs(client, dicomPort, PATIENT_NAME_WILDCARD, wildcardMatches(load.studies)),
        peakMemory: await peakMemoryMebibytes(),
      };
    };
  },
};

async function findMs(client: Client, port: number, patientName: string, expected: number): Promise<number> {
  const { seconds, count } = await client.find(port, patientName);
  // A tool that does not tell the number of matches has checked the status.
  if (!Number.isNaN(count) && count !== expected) throw new Error(`${count} matches instead of ${expected}`);
  return seconds * 1000;
}
