import type { InProcessClient } from '../hooks/in-process-client.ts';
import type { ServerEvent } from '../hooks/server-event.ts';
import type { Logger } from '../logging/logger.ts';
import { type Level, levelRoutes } from '../model/level.ts';
import type { LuaCallback } from './lua-callbacks.ts';
import type { LuaEngine } from './lua-engine.ts';
import type { LuaTable, LuaValue } from './lua-value.ts';

export interface LuaEventsOptions {
  readonly lua: Pick<LuaEngine, 'call' | 'has'>;
  readonly client: () => InProcessClient | undefined;
  /** `LuaHeartBeatPeriod`; 0: none. */
  readonly heartBeatMs: number;
  readonly maximumAnswerBytes: number;
  readonly logger: Logger;
}

/** Events that wait for Lua; beyond them the newest are lost, and the log says so. */
const maximumWaitingEvents = 250_000;

/** Calls the callbacks of events, one after another in the order of the events. */
export class LuaEvents {
  readonly #options: LuaEventsOptions;
  readonly #waiting: ServerEvent[] = [];
  #heartBeat: NodeJS.Timeout | undefined;
  #heartBeatRuns = false;
  #working: Promise<void> | undefined;
  #isClosed = false;
  /** The callback that runs. */
  #current: Promise<void> | undefined;
  #lost = 0;

  constructor(options: LuaEventsOptions) {
    this.#options = options;
    if (options.heartBeatMs > 0) this.#heartBeat = setInterval(() => this.#beat(), options.heartBeatMs);
    this.#heartBeat?.unref();
  }

  /** Takes note of an event that a callback is defined for. */
  hear(event: ServerEvent): void {
    const callback = callbackOf(event);
    if (callback === undefined || this.#isClosed || !this.#options.lua.has(callback)) return;
    if (this.#waiting.length >= maximumWaitingEvents) {
      if (this.#lost === 0) this.#options.logger.error('Lua is too slow: events are lost', { callback });
      this.#lost += 1;
      return;
    }
    this.#waiting.push(event);
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  /** The callback that runs at the moment: resolves when it has ended. Undefined: none runs. */
  get current(): Promise<void> | undefined {
    return this.#current;
  }

  /** No more callbacks, but for the one that runs. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#heartBeat);
    this.#waiting.length = 0;
    await this.#working;
  }

  async #work(): Promise<void> {
    // Taken in runs: shifting a long array one by one would cost its length each time.
    for (let run = this.#waiting.splice(0); run.length > 0; run = this.#waiting.splice(0)) {
      for (const event of run) {
        if (this.#isClosed) return;
        this.#current = this.#perform(event);
        await this.#current;
      }
    }
    this.#current = undefined;
    if (this.#lost > 0) this.#options.logger.error('Events were lost, as Lua was too slow', { count: this.#lost });
    this.#lost = 0;
  }

  async #perform(event: ServerEvent): Promise<void> {
    const { logger, lua } = this.#options;
    const callback = callbackOf(event);
    if (callback === undefined || !lua.has(callback)) return;
    try {
      const args = await this.#args(event);
      if (args !== undefined) await lua.call(callback, args, { nested: false });
    } catch (error) {
      logger.error('A Lua callback failed', { callback, error });
    }
  }

  /** Undefined: the resource is gone again, so that there is nothing to tell. */
  async #args(event: ServerEvent): Promise<readonly LuaValue[] | undefined> {
    if ('jobId' in event) return [event.jobId];
    const { kind, level, publicId } = event;
    if (kind === 'deleted' || kind === 'updated') return [publicId];
    const path = `/${levelRoutes[level]}/${publicId}`;
    const metadata = await this.#get(`${path}/metadata?expand`);
    if (level === 'Instance') {
      const tags = await this.#get(`${path}/simplified-tags`);
      if (tags === undefined || metadata === undefined) return undefined;
      return [publicId, tags, metadata, originOf(metadata)];
    }
    const resource = await this.#get(path);
    if (resource === undefined || metadata === undefined) return undefined;
    return [publicId, resource.MainDicomTags ?? {}, metadata];
  }

  async #get(uri: string): Promise<LuaTable | undefined> {
    const { client, maximumAnswerBytes } = this.#options;
    const answer = await client()?.request({ method: 'GET', uri }, maximumAnswerBytes);
    if (answer?.status !== 200) return undefined;
    return JSON.parse(Buffer.from(answer.body).toString('utf8'));
  }

  #beat(): void {
    const { logger, lua } = this.#options;
    if (this.#heartBeatRuns || !lua.has('OnHeartBeat')) return;
    this.#heartBeatRuns = true;
    lua
      .call('OnHeartBeat', [], { nested: false })
      .catch((error: unknown) => logger.error('A Lua callback failed', { callback: 'OnHeartBeat', error }))
      .finally(() => {
        this.#heartBeatRuns = false;
      });
  }
}

const updated: Readonly<Record<Level, LuaCallback>> = {
  Patient: 'OnUpdatedPatient',
  Study: 'OnUpdatedStudy',
  Series: 'OnUpdatedSeries',
  Instance: 'OnUpdatedInstance',
};
const deleted: Readonly<Record<Level, LuaCallback>> = {
  Patient: 'OnDeletedPatient',
  Study: 'OnDeletedStudy',
  Series: 'OnDeletedSeries',
  Instance: 'OnDeletedInstance',
};
const stable: Readonly<Partial<Record<Level, LuaCallback>>> = {
  Patient: 'OnStablePatient',
  Study: 'OnStableStudy',
  Series: 'OnStableSeries',
};

function callbackOf(event: ServerEvent): LuaCallback | undefined {
  switch (event.kind) {
    case 'stored':
      return 'OnStoredInstance';
    case 'stable':
      return stable[event.level];
    case 'updated':
      return updated[event.level];
    case 'deleted':
      return deleted[event.level];
    case 'job-submitted':
      return 'OnJobSubmitted';
    case 'job-succeeded':
      return 'OnJobSuccess';
    case 'job-failed':
      return 'OnJobFailure';
    case 'created':
      return undefined;
  }
}

/** What the metadata of an instance says of its origin, in the peer's words. */
function originOf(metadata: LuaTable): LuaTable {
  const fields = [
    ['RequestOrigin', metadata.Origin],
    ['RemoteIp', metadata.RemoteIP],
    ['RemoteAet', metadata.Origin === 'DicomProtocol' ? metadata.RemoteAET : undefined],
    ['CalledAet', metadata.CalledAET],
    ['Username', metadata.Origin === 'RestApi' ? (metadata.HttpUsername ?? '') : undefined],
  ] as const;
  const known = fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return Object.fromEntries(known);
}
