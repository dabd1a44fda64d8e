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
import { openPlugins } from '../plugins/open-plugins.ts';
import type { Plugin } from '../plugins/plugin.ts';
import { pluginHooks } from '../plugins/plugin-hooks.ts';

export interface ScriptingEnvironment {
  readonly logs: Logs;
  readonly httpClient: Pick<HttpClient, 'request'>;
  readonly metrics: { pluginFailed(plugin: string): void };
}

/** What scripts use of the server: it is there only once they could be asked already. */
export interface ScriptingConnections {
  readonly jobs: Pick<JobEngine, 'submit'>;
  readonly luaClient: InProcessClient;
  readonly pluginClient: InProcessClient;
}

const bytesPerMegabyte = 1024 * 1024;

/** Lua and plugins as the server's other parts see them: hooks, and who hears of events. */
export class Scripting {
  readonly hooks: Hooks;
  readonly events = new ServerEvents();
  readonly lua: LuaEngine | undefined;
  readonly plugins: readonly Plugin[];
  readonly #configuration: Configuration;
  readonly #logs: Logs;
  readonly #connected = new AsyncDisposableStack();
  #closed: Promise<void> | undefined;
  #connections: ScriptingConnections | undefined;
  #operations: OperationJobs | undefined;
  #luaEvents: LuaEvents | undefined;

  private constructor(
    configuration: Configuration,
    logs: Logs,
    lua: LuaEngine | undefined,
    plugins: readonly Plugin[],
  ) {
    this.#configuration = configuration;
    this.#logs = logs;
    this.lua = lua;
    this.plugins = plugins;
    this.hooks = combinedHooks([...(lua === undefined ? [] : [luaHooks(lua)]), ...plugins.map(pluginHooks)]);
  }

  /** Loads plugins, and finds the scripts. @throws IsocenterError when the configuration names what cannot be loaded */
  static async open(
    configuration: Configuration,
    { httpClient, logs, metrics }: ScriptingEnvironment,
  ): Promise<Scripting> {
    let scripting: Scripting | undefined;
    const lua = await openLua(configuration, {
      client: () => scripting?.connections?.luaClient,
      httpClient,
      perform: async (operations) => scripting?.perform(operations),
      logger: logs.logger('lua'),
    });
    const plugins = await openPlugins(configuration.Plugins, {
      timeLimitMs: configuration.PluginTimeLimit * 1000,
      maximumMemoryMb: configuration.PluginMemoryLimit,
      client: () => scripting?.connections?.pluginClient,
      failed: (plugin) => metrics.pluginFailed(plugin),
      logger: logs.logger('plugins'),
    });
    scripting = new Scripting(configuration, logs, lua, plugins);
    return scripting;
  }

  get connections(): ScriptingConnections | undefined {
    return this.#connections;
  }

  /** From now on scripts and plugins can use the server, and hear of what happens in it. */
  connect(feed: Pick<EventFeed, 'subscribe'>, connections: ScriptingConnections): void {
    this.#connections = connections;
    if (this.lua !== undefined) this.#connectLua(this.lua, connections);
    for (const plugin of this.plugins) this.events.listen((event) => plugin.hear(event));
    if (this.lua !== undefined || this.plugins.length > 0) this.#connected.defer(this.events.follow(feed));
  }

  /** Starts plugins, then runs the scripts of the configuration. @throws IsocenterError when one of them fails */
  async start(): Promise<void> {
    for (const plugin of this.plugins) await plugin.start();
    await this.lua?.start();
    if (this.lua?.has('Initialize')) await this.lua.call('Initialize', [], { nested: false });
  }

  /** Hears of what scripts want done with resources. */
  async perform(operations: readonly unknown[]): Promise<void> {
    await this.#operations?.add(operations);
  }

  /** The end of the callback of an event that runs at the moment; undefined: none runs. */
  runningCallback(): Promise<void> | undefined {
    return this.#luaEvents?.current;
  }

  /** Once is enough. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #connectLua(lua: LuaEngine, { jobs, luaClient }: ScriptingConnections): void {
    const logger = this.#logs.logger('lua');
    const operations = new OperationJobs({ jobs, logger });
    this.#operations = operations;
    this.#connected.defer(() => operations.close());
    const luaEvents = new LuaEvents({
      lua,
      client: () => luaClient,
      heartBeatMs: this.#configuration.LuaHeartBeatPeriod * 1000,
      maximumAnswerBytes: this.#configuration.LuaMemoryLimit * bytesPerMegabyte,
      logger,
    });
    this.#luaEvents = luaEvents;
    this.#connected.defer(() => luaEvents.close());
    this.events.listen((event) => luaEvents.hear(event));
  }

  async #close(): Promise<void> {
    await this.#connected.disposeAsync();
    try {
      if (this.lua?.has('Finalize')) await this.lua.call('Finalize', [], { nested: false });
    } catch (error) {
      this.#logs.logger('lua').error('A Lua callback failed', { callback: 'Finalize', error });
    }
    await this.lua?.close();
    await Promise.all(this.plugins.map((plugin) => plugin.close()));
  }
}
