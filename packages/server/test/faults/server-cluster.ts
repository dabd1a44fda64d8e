import type { TestContext } from 'node:test';
import { dropSchema, newSchemaName, postgresUri } from '../support/postgres.ts';
import { testKeys } from '../support/s3-connection.ts';
import { S3Server } from '../support/s3-server.ts';
import { DataFolder } from './data-folder.ts';
import { type Exit, ServerProcess } from './server-process.ts';

/** The shortest that can be set: a test waits for it to run out. */
const leaseSeconds = 3;

/** Of the log in JSON. */
const warningLevel = 40;

/** What one process has logged of a job, and when that was heard here. */
export interface JobRunSeen {
  readonly job: string;
  readonly startedAtMs: number;
  endedAtMs: number;
}

/** Server processes on one database and one object store. */
export class ServerCluster {
  readonly s3: S3Server;
  readonly runs: JobRunSeen[] = [];
  /** What any of them has warned of, for whoever reads a failed test. */
  readonly warnings: string[] = [];
  kills = 0;
  readonly #t: TestContext;
  readonly #configuration: Readonly<Record<string, unknown>>;
  readonly #slots: ServerProcess[] = [];
  readonly #restarts = new Map<number, Promise<void>>();

  private constructor(t: TestContext, s3: S3Server, configuration: Readonly<Record<string, unknown>>) {
    this.#t = t;
    this.s3 = s3;
    this.#configuration = configuration;
  }

  static async start(
    t: TestContext,
    size: number,
    configuration: Readonly<Record<string, unknown>> = {},
  ): Promise<ServerCluster> {
    const schema = newSchemaName();
    const bucket = await DataFolder.create(t);
    const s3 = await S3Server.start({ root: bucket.path, buckets: ['test'], keys: testKeys });
    bucket.beforeRemoval(() => s3.stop());
    bucket.beforeRemoval(() => dropSchema(schema));
    const cluster = new ServerCluster(t, s3, {
      JobsLease: leaseSeconds,
      PostgreSQL: {
        EnableIndex: true,
        ConnectionUri: postgresUri,
        Schema: schema,
        Lock: false,
        IndexConnectionsCount: 5,
      },
      AwsS3Storage: {
        BucketName: 'test',
        Region: 'test',
        Endpoint: `http://127.0.0.1:${s3.port}`,
        AccessKey: testKeys.accessKeyId,
        SecretKey: testKeys.secretAccessKey,
        VirtualAddressing: false,
      },
      ...configuration,
    });
    // The first one makes the schema, so that the others show nothing of that.
    for (let slot = 0; slot < size; slot += 1) cluster.#slots[slot] = await cluster.#begin();
    return cluster;
  }

  /** Those that run at the moment. */
  get running(): readonly ServerProcess[] {
    return this.#slots.filter((server) => server.running);
  }

  /** One that runs, of a choice from 0 to below 1. */
  any(choice: number): ServerProcess {
    const { running } = this;
    const server = running[Math.floor(choice * running.length)];
    if (server === undefined) throw new Error('No server runs');
    return server;
  }

  /** Kills one that runs, unless it would be the last, and starts it anew. */
  kill(choice: number): void {
    if (this.running.length < 2) return;
    const server = this.any(choice);
    const slot = this.#slots.indexOf(server);
    this.kills += 1;
    const restarted = server.end('SIGKILL').then(async () => {
      this.#slots[slot] = await this.#begin();
    });
    this.#restarts.set(slot, restarted);
  }

  /** Resolves when all run again. */
  async whole(): Promise<void> {
    await Promise.all(this.#restarts.values());
  }

  async stop(): Promise<readonly Exit[]> {
    await this.whole();
    return Promise.all(this.#slots.map((server) => server.end('SIGTERM')));
  }

  async #begin(): Promise<ServerProcess> {
    const server = await ServerProcess.start(this.#t, { configuration: this.#configuration });
    const open = new Map<string, JobRunSeen>();
    server.onLine((line) => {
      const { job, level, msg } = line;
      if (level >= warningLevel) this.warnings.push(JSON.stringify(line).slice(0, 400));
      if (typeof job !== 'string') return;
      if (msg === 'Job started') {
        const run = { job, startedAtMs: performance.now(), endedAtMs: Number.POSITIVE_INFINITY };
        open.set(job, run);
        this.runs.push(run);
      } else if (msg === 'Job released' || msg === 'Job was lost to another server') {
        const run = open.get(job);
        if (run !== undefined) run.endedAtMs = performance.now();
      }
    });
    void server.exited.then(() => {
      for (const run of open.values()) run.endedAtMs = Math.min(run.endedAtMs, performance.now());
    });
    return server;
  }
}
