import type { Configuration } from '../config/options.ts';
import type { EventFeed } from '../events/event-feed.ts';
import { combinedHooks } from '../hooks/combined-hooks.ts';
import type { Hooks } from '../hooks/hooks.ts';
import type { InProcessClient } from '../hooks/in-process-client.ts';
import { ServerEvents } from '../hooks/server-events.ts';
import type { HttpClient } from '../http-client/http-client.ts';
import { OperationJobs } from '../job-kinds/operation-jobs.ts';
import type { JobEngine } from '../jobs/job-engine.ts';
import type { Logs } from '../logging/logs.ts';
import type { LuaEngine } from '../lua/lua-engine.ts';
import { LuaEvents } from '../lua/lua-events.ts';
import { luaHooks } from '../lua/lua-hooks.ts';
import { openLua } from '../lua/open-lua.ts';

/** What scripts use of the server: it is there only once they could be asked already. */
export interface ScriptingConnections {
  readonly jobs: Pick<JobEngine, 'submit'>;
  readonly luaClient: InProcessClient;
}

const bytesPerMegabyte = 1024 * 1024;

/** Lua and plugins as the server's other parts see them: hooks, listeners, routes. */
export class Scripting {
  readonly hooks: Hooks;
  readonly events = new ServerEvents();
  readonly lua: LuaEngine | undefined;
  readonly #configuration: Configuration;
  readonly #logs: Logs;
  readonly #closing = new AsyncDisposableStack();
  #operations: OperationJobs | undefined;
  #luaClient: InProcessClient | undefined;

  private constructor(configuration: Configuration, logs: Logs, lua: LuaEngine | undefined) {
    this.#configuration = configuration;
    this.#logs = logs;
    this.lua = lua;
    this.hooks = combinedHooks(lua === undefined ? [] : [luaHooks(lua)]);
  }

  /** @throws IsocenterError when the configuration names what cannot be read */
  static async open(
    configuration: Configuration,
    logs: Logs,
    httpClient: Pick<HttpClient, 'request'>,
  ): Promise<Scripting> {
    let scripting: Scripting | undefined;
    const lua = await openLua(configuration, {
      client: () => scripting?.luaClient,
      httpClient,
      perform: async (operations) => scripting?.perform(operations),
      logger: logs.logger('lua'),
    });
    scripting = new Scripting(configuration, logs, lua);
    return scripting;
  }

  /** For the operations of scripts, which run in jobs. */
  get luaClient(): InProcessClient | undefined {
    return this.#luaClient;
  }

  /** From now on scripts can use the server. */
  connect(feed: Pick<EventFeed, 'subscribe'>, { jobs, luaClient }: ScriptingConnections): void {
    const { lua } = this;
    if (lua === undefined) return;
    const logger = this.#logs.logger('lua');
    this.#luaClient = luaClient;
    const operations = new OperationJobs({ jobs, logger });
    this.#operations = operations;
    this.#closing.defer(() => operations.close());
    const luaEvents = new LuaEvents({
      lua,
      client: () => luaClient,
      heartBeatMs: this.#configuration.LuaHeartBeatPeriod * 1000,
      maximumAnswerBytes: this.#configuration.LuaMemoryLimit * bytesPerMegabyte,
      logger,
    });
    this.#closing.defer(() => luaEvents.close());
    this.events.listen((event) => luaEvents.hear(event));
    this.#closing.defer(this.events.follow(feed));
  }

  /** Runs the scripts of the configuration. @throws IsocenterError when one of them fails */
  async start(): Promise<void> {
    await this.lua?.start();
    if (this.lua?.has('Initialize')) await this.lua.call('Initialize', [], { nested: false });
  }

  /** Hears of what scripts want done with resources. */
  async perform(operations: readonly unknown[]): Promise<void> {
    await this.#operations?.add(operations);
  }

  async close(): Promise<void> {
    await this.#closing.disposeAsync();
    try {
      if (this.lua?.has('Finalize')) await this.lua.call('Finalize', [], { nested: false });
    } catch (error) {
      this.#logs.logger('lua').error('A Lua callback failed', { callback: 'Finalize', error });
    }
    await this.lua?.close();
  }
}
