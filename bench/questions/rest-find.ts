import { OwnClient } from '../clients/own-client.ts';
import { RestClient } from '../clients/rest-client.ts';
import type { InstanceLoad } from '../data-sets.ts';
import { percentiles } from '../measurement/statistics.ts';
import type { Measure, Question, Samples, Side } from '../question.ts';
import { startPopulatedServers } from '../servers/populated-servers.ts';

/** One way in which users search, and how many studies it finds. */
interface Shape {
  readonly title: string;
  /** The body for the study of this number, without what all have. */
  readonly query: (study: number) => Readonly<Record<string, string>>;
  readonly found: number;
  readonly limit: number;
  readonly expand?: true;
}

const digits = (study: number) => String(study).padStart(6, '0');

const shapes = {
  patientId: { title: 'PatientID', query: (study) => ({ PatientID: `P${digits(study)}` }), found: 1, limit: 10 },
  accession: {
    title: 'AccessionNumber, expanded',
    query: (study) => ({ AccessionNumber: `A${digits(study)}` }),
    found: 1,
    limit: 10,
    expand: true,
  },
  name: {
    title: 'beginning of PatientName',
    query: (study) => ({ PatientName: `FAMILY${String(study % 200).padStart(3, '0')}*` }),
    found: 25,
    limit: 25,
  },
  inName: {
    title: 'middle of PatientName',
    query: (study) => ({ PatientName: `*GIVEN${digits(study)}*` }),
    found: 1,
    limit: 25,
  },
  dates: {
    title: 'range of StudyDate, expanded',
    query: (study) => ({ StudyDate: `20240${1 + (study % 9)}10-20240${1 + (study % 9)}27` }),
    found: 25,
    limit: 25,
    expand: true,
  },
  several: {
    title: 'StudyDate, sex and modality',
    query: (study) => ({
      StudyDate: `20240${1 + (study % 9)}10-20240${1 + (study % 9)}27`,
      PatientSex: study % 2 === 0 ? 'F' : 'M',
      ModalitiesInStudy: 'CT',
    }),
    found: 25,
    limit: 25,
  },
} as const satisfies Record<string, Shape>;

const requestsPerShape = 200;
/** Requests before any is measured: the server has compiled its code, as one that is in use has. */
const warmUpRequests = 20;

function latency(title: string, timesBetter: number): Measure {
  return { title, unit: 'ms', better: 'lower', target: { timesBetter } };
}

/** How fast `/tools/find` answers on filters of main tags with a limit. */
function restFind(name: string, studies: number): Question {
  const load: InstanceLoad = { studies, instancesPerStudy: 1, columns: 0, associations: 4 };
  const measures = Object.entries(shapes).flatMap(([key, { title }]) => [
    [`${key}P50`, latency(`${title}, p50`, 5)] as const,
    [`${key}P99`, latency(`${title}, p99`, 5)] as const,
  ]);
  return {
    name,
    title: `/tools/find among ${studies.toLocaleString('en')} studies`,
    sides: ['ours', 'peer'],
    measures: Object.fromEntries(measures),
    trialLimitSeconds: 600,
    async prepare(setting) {
      const servers = await startPopulatedServers(setting, new OwnClient(setting.workbench), load);
      const clients: Readonly<Record<Side, RestClient>> = {
        ours: new RestClient(servers.ours.httpPort),
        peer: new RestClient(servers.peer.httpPort),
      };
      return async (side) => {
        const samples: Record<string, number> = {};
        for (const [key, shape] of Object.entries(shapes)) {
          Object.assign(samples, await measured(clients[side], key, shape, studies));
        }
        return samples;
      };
    },
  };
}

export const restFindQuestion: Question = restFind('rest-find', 100_000);

async function measured(client: RestClient, key: string, shape: Shape, studies: number): Promise<Samples> {
  const times: number[] = [];
  for (let request = 0; request < warmUpRequests + requestsPerShape; request += 1) {
    // Far apart, so that one search leaves nothing for the next; the same for both sides.
    const study = (request * 7919 + 13) % studies;
    const { milliseconds, json } = await client.post('/tools/find', {
      Level: 'Study',
      Query: shape.query(study),
      Limit: shape.limit,
      Expand: shape.expand ?? false,
    });
    const found = Array.isArray(json) ? json.length : Number.NaN;
    if (found !== Math.min(shape.found, shape.limit)) {
      throw new Error(`${shape.title}: ${found} studies instead of ${shape.found}`);
    }
    if (request >= warmUpRequests) times.push(milliseconds);
  }
  const { p50, p99 } = percentiles(times);
  return { [`${key}P50`]: p50, [`${key}P99`]: p99 };
}
