import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { IndexStore } from '../packages/server/src/index/index-store.ts';
import { openPostgresIndex } from '../packages/server/src/index/postgres/open-postgres-index.ts';
import { openSqliteIndex } from '../packages/server/src/index/sqlite/open-sqlite-index.ts';
import { silentLogger } from '../packages/server/src/logging/logger.ts';
import { OwnClient } from './clients/own-client.ts';
import { fill, instancesPerStudy } from './growth/filler.ts';
import { type GrowthPoint, measure, type Search, searches } from './growth/growth-measurement.ts';
import { type Panel, plot } from './growth/plot.ts';
import { describeMachine } from './measurement/machine.ts';
import { machineText } from './measurement/report.ts';
import { analyze, type BenchDatabase, createDatabase, setDurable } from './servers/bench-database.ts';
import { startServer } from './servers/server-process.ts';
import { Workbench } from './workbench.ts';

const usage = `How the cost of storing and finding grows with the archive.

node bench/growth.ts [--sizes 10000,100000,1000000] [--databases sqlite,postgresql] [--json FILE] [--svg FILE]

The index is filled up to each size without files; then the server is started on it and measured over DICOM. A million
instances take some minutes for each database. A FILE of an earlier run keeps what it says of other databases.`;

const databaseNames = { sqlite: 'SQLite', postgresql: 'PostgreSQL' } as const;
type DatabaseKind = keyof typeof databaseNames;
type Growth = Readonly<Record<string, readonly GrowthPoint[]>>;

const runsPerPoint = 3;
const progress = (text: string) => process.stderr.write(`${text}\n`);

async function grow(kind: DatabaseKind, sizes: readonly number[]): Promise<readonly GrowthPoint[]> {
  const workbench = await Workbench.open();
  try {
    const storageDirectory = await workbench.makeDirectory();
    const database = kind === 'postgresql' ? await createDatabase(workbench) : undefined;
    const client = new OwnClient(workbench);
    const points: GrowthPoint[] = [];
    let filled = 0;
    for (const size of sizes) {
      const startedAt = performance.now();
      await filling(storageDirectory, database, (index) => fill(index, filled, size));
      if (database !== undefined) await analyze(database);
      await workbench.run('sync', []);
      progress(
        `${databaseNames[kind]}: ${size} instances after ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
      );
      filled = size;
      const server = await startServer(workbench, 'ours', {
        storageDirectory,
        ...(database === undefined ? {} : { database }),
      });
      const runsBefore = points.length * runsPerPoint;
      const point = {
        instances: size,
        ...(await measure(client, server.dicomPort, size / instancesPerStudy, runsBefore)),
      };
      progress(`  ${point.ingestRate.toFixed(0)} instances/s, ${JSON.stringify(point.findMs)}`);
      points.push(point);
      await server.stop();
    }
    return points;
  } finally {
    await workbench.close();
  }
}

/** Does the work on the index itself, which does not wait for the disk meanwhile. */
async function filling(
  folder: string,
  database: BenchDatabase | undefined,
  work: (index: IndexStore) => Promise<void>,
): Promise<void> {
  if (database !== undefined) await setDurable(database, false);
  const { index } = database === undefined ? await openSqliteIndex(folder) : await openDatabase(database);
  await work(index);
  await index.close();
  if (database !== undefined) await setDurable(database, true);
}

function openDatabase({ host, name, password, port, username }: BenchDatabase) {
  return openPostgresIndex({
    connectionUri: '',
    host,
    port,
    database: name,
    username,
    password,
    schema: 'public',
    ssl: false,
    connections: 4,
    connectionRetries: 0,
    retryIntervalMs: 1000,
    serverId: 'filler',
    leaseMs: 30_000,
    exclusive: true,
    logger: silentLogger,
  });
}

function tableOf(growth: Growth): string {
  const names = Object.keys(searches) as Search[];
  const lines = Object.entries(growth).flatMap(([database, points]) =>
    points.map(({ findMs, ingestRate, instances }) =>
      [database, instances, ingestRate.toFixed(0), ...names.map((name) => findMs[name].toFixed(2))].join(' | '),
    ),
  );
  const header = ['Database', 'Instances', 'C-STORE, instances/s', ...names.map((name) => `C-FIND by ${name}, ms`)];
  return [header.join(' | '), header.map(() => '---').join(' | '), ...lines].map((line) => `| ${line} |`).join('\n');
}

function panelsOf(growth: Growth): readonly Panel[] {
  const databases = Object.entries(growth);
  return [
    {
      title: 'C-STORE, 8 KiB, 4 associations',
      unit: 'Instances/s',
      lines: databases.map(([name, points]) => ({
        name,
        points: points.map(({ ingestRate, instances }) => [instances, ingestRate] as const),
      })),
    },
    {
      title: 'C-FIND of studies',
      unit: 'Milliseconds',
      lines: databases.flatMap(([name, points]) =>
        (Object.keys(searches) as Search[]).map((search) => ({
          name: `${name}, by ${search}`,
          points: points.map(({ findMs, instances }) => [instances, findMs[search]] as const),
        })),
      ),
    },
  ];
}

/** What an earlier run has found about databases that are not measured now. */
async function earlierGrowth(file: string | undefined): Promise<Record<string, readonly GrowthPoint[]>> {
  if (file === undefined) return {};
  try {
    return JSON.parse(await readFile(file, 'utf8')).growth;
  } catch {
    return {};
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '10000,30000,100000,300000,1000000' },
      databases: { type: 'string', default: 'sqlite,postgresql' },
      json: { type: 'string' },
      svg: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const sizes = values.sizes.split(',').map(Number);
  const kinds = (Object.keys(databaseNames) as DatabaseKind[]).filter((kind) =>
    values.databases.split(',').includes(kind),
  );
  const machine = await describeMachine();
  const growth: Record<string, readonly GrowthPoint[]> = await earlierGrowth(values.json);
  for (const kind of kinds) growth[databaseNames[kind]] = await grow(kind, sizes);
  console.log(`${machineText(machine)}\n\n${tableOf(growth)}`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ machine, growth }, null, 2)}\n`);
  if (values.svg !== undefined) await writeFile(values.svg, plot(panelsOf(growth)));
}

await main();
