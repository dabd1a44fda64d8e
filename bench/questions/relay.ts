import { openClient } from '../clients/client.ts';
import { RestClient } from '../clients/rest-client.ts';
import { type InstanceLoad, studyUid } from '../data-sets.ts';
import { freePort } from '../free-port.ts';
import { STORESCP_AET, startStorescp } from '../peers/storescp-process.ts';
import type { Question, QuestionSetting, Samples } from '../question.ts';
import { type ServerProcess, startServer } from '../servers/server-process.ts';
import { NEIGHBOUR, SERVER_AET } from '../servers/server-program.ts';

/** Two studies: the first one warms up what has just been started, as servers are seldom asked right after that. */
const load: InstanceLoad = { studies: 2, instancesPerStudy: 500, columns: 512, associations: 1 };
const [warmUp, measured] = [studyUid(0), studyUid(1)];

/** The relay may take so much longer than the PACS itself. */
const maximumFactor = 1.3;

interface Hospital {
  /** A C-MOVE of a study by the client, from a server to storescp. */
  move(server: ServerProcess, study: string): Promise<Samples>;
  readonly pacs: ServerProcess;
  /** Starts a server between the client and the PACS, with an empty store. */
  between(side: 'ours' | 'peer'): Promise<ServerProcess>;
}

/** A PACS (Orthanc) that holds the studies and knows storescp and the server between. */
async function openHospital({ client: clientKind, progress, workbench }: QuestionSetting): Promise<Hospital> {
  const client = openClient(clientKind, workbench);
  const destination = { aet: STORESCP_AET, port: await startStorescp(workbench, { fork: true }) };
  const betweenPort = await freePort();
  const storageDirectory = await workbench.makeDirectory();
  const empty = await startServer(workbench, 'peer', { storageDirectory, syncStorage: false });
  progress('filling the PACS');
  await client.store(empty.dicomPort, load);
  await empty.stop();
  const pacs = await startServer(workbench, 'peer', {
    storageDirectory,
    destination,
    neighbour: { port: betweenPort, isUpstream: false },
  });
  return {
    pacs,
    between: (side) =>
      startServer(workbench, side, {
        dicomPort: betweenPort,
        destination,
        neighbour: { port: pacs.dicomPort, isUpstream: true },
      }),
    async move(server, study) {
      const { count, firstSeconds = Number.NaN, seconds } = await client.move(server.dicomPort, STORESCP_AET, study);
      if (!Number.isNaN(count) && count !== load.instancesPerStudy)
        throw new Error(`only ${count} instances were moved`);
      return { seconds, firstMs: firstSeconds * 1000 };
    },
  };
}

async function throughRelay(hospital: Hospital): Promise<Samples> {
  const relay = await hospital.between('ours');
  try {
    await hospital.move(relay, warmUp);
    return { ...(await hospital.move(relay, measured)), peakMemory: await relay.peakMemoryMebibytes() };
  } finally {
    await relay.stop();
  }
}

/** As it is done without a relay: have it sent to a server, wait until all is there, ask that server. */
async function byHand(hospital: Hospital): Promise<Samples> {
  const server = await hospital.between('peer');
  const rest = new RestClient(server.httpPort);
  const retrieveAndMove = async (study: string): Promise<Samples> => {
    const { milliseconds } = await rest.post(`/modalities/${NEIGHBOUR}/move`, {
      Level: 'Study',
      Resources: [{ StudyInstanceUID: study }],
      TargetAet: SERVER_AET,
    });
    const { firstMs = Number.NaN, seconds = Number.NaN } = await hospital.move(server, study);
    return { seconds: milliseconds / 1000 + seconds, firstMs: milliseconds + firstMs };
  };
  try {
    await retrieveAndMove(warmUp);
    return { ...(await retrieveAndMove(measured)), peakMemory: await server.peakMemoryMebibytes() };
  } finally {
    rest.close();
    await server.stop();
  }
}

export const relayQuestions: readonly Question[] = [
  {
    name: 'relay',
    title: '500 CT of 512 KiB through the relay, beside the PACS (Orthanc) itself',
    sides: ['ours', 'peer'],
    measures: {
      seconds: { title: 'time', unit: 's', better: 'lower', target: { timesBetter: 1 / maximumFactor } },
      firstMs: { title: 'first instance', unit: 'ms', better: 'lower', target: { atMostAbove: 200 } },
    },
    trialLimitSeconds: 300,
    async prepare(setting) {
      const hospital = await openHospital(setting);
      return (side) => (side === 'ours' ? throughRelay(hospital) : hospital.move(hospital.pacs, measured));
    },
  },
  {
    name: 'relay-by-hand',
    title: '500 CT of 512 KiB through the relay, beside Orthanc by hand (retrieve, wait, C-MOVE)',
    sides: ['ours', 'peer'],
    measures: {
      seconds: { title: 'time', unit: 's', better: 'lower' },
      firstMs: { title: 'first instance', unit: 'ms', better: 'lower' },
      peakMemory: { title: 'peak memory', unit: 'MiB', better: 'lower' },
    },
    trialLimitSeconds: 300,
    async prepare(setting) {
      const hospital = await openHospital(setting);
      return (side) => (side === 'ours' ? throughRelay(hospital) : byHand(hospital));
    },
  },
];
