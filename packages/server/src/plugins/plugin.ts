import { setTimeout as delay } from 'node:timers/promises';
import type { ServerEvent } from '../hooks/server-event.ts';
import type { IsocenterError } from '../model/isocenter-error.ts';
import { PluginThreadClient, type PluginThreadOptions, pluginFailure } from './plugin-thread-client.ts';
import type { PluginManifest, PluginTarget } from './plugin-thread-protocol.ts';

export interface PluginOptions extends Omit<PluginThreadOptions, 'ended'> {
  /** Hears of everything that went wrong with a plugin, for the metrics. */
  readonly failed: (plugin: string) => void;
}

/** Waits before a plugin that has ended is started again; it doubles until the plugin has lived a while. */
const firstRestartDelayMs = 500;
const maximumRestartDelayMs = 60_000;
const settledAfterMs = 60_000;

/** Events that wait for a plugin; beyond them the newest are lost, and the log says so. */
const maximumWaitingEvents = 100_000;

const eventNames = {
  stored: 'stored',
  created: 'created',
  stable: 'stable',
  updated: 'updated',
  deleted: 'deleted',
  'job-submitted': 'jobSubmitted',
  'job-succeeded': 'jobSucceeded',
  'job-failed': 'jobFailed',
} as const satisfies Record<ServerEvent['kind'], string>;

interface WaitingEvent {
  readonly name: string;
  readonly input: unknown;
}

/** A plugin over all the lives of its thread. */
export class Plugin {
  readonly manifest: PluginManifest;
  readonly #options: PluginOptions;
  readonly #closing = new AbortController();
  #thread: Promise<PluginThreadClient>;
  #startedAtMs = performance.now();
  #restartDelayMs = firstRestartDelayMs;
  #events: WaitingEvent[] = [];
  #working: Promise<void> | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #lost = 0;

  private constructor(manifest: PluginManifest, thread: PluginThreadClient, options: PluginOptions) {
    this.manifest = manifest;
    this.#options = options;
    this.#thread = Promise.resolve(thread);
  }

  /** Loads the module. @throws IsocenterError when it is no plugin */
  static async load(options: PluginOptions): Promise<Plugin> {
    let plugin: Plugin | undefined;
    const thread = new PluginThreadClient({ ...options, ended: (error) => plugin?.ended(error) });
    plugin = new Plugin(await thread.loaded, thread, options);
    return plugin;
  }

  /** @throws IsocenterError when the plugin cannot start */
  async start(): Promise<void> {
    await (await this.#thread).call({ kind: 'start' }, undefined);
    const { events, heartbeatSeconds } = this.manifest;
    if (heartbeatSeconds === 0 || !events.includes('heartbeat')) return;
    this.#heartbeat = setInterval(() => this.#take('heartbeat', undefined), heartbeatSeconds * 1000);
    this.#heartbeat.unref();
  }

  hear(event: ServerEvent): void {
    const name = eventNames[event.kind];
    if (!this.manifest.events.includes(name)) return;
    this.#take(name, 'jobId' in event ? { jobId: event.jobId } : { level: event.level, publicId: event.publicId });
  }

  /** A call whose answer somebody waits for. @throws IsocenterError */
  async call(target: PluginTarget, input: unknown): Promise<unknown> {
    const { failed, logger, timeLimitMs } = this.#options;
    try {
      // A thread that is being started again is waited for, as long as an answer would be.
      const late = delay(timeLimitMs, undefined, { ref: false }).then(() => {
        throw pluginFailure('it is not available');
      });
      const thread = await Promise.race([this.#thread, late]);
      return await thread.call(target, input);
    } catch (error) {
      failed(this.manifest.name);
      logger.error('A plugin failed', { plugin: this.manifest.name, target, error });
      throw error;
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    this.#events = [];
    const thread = await Promise.race([this.#thread.catch(() => undefined), delay(0).then(() => undefined)]);
    await thread?.call({ kind: 'stop' }, undefined).catch(() => undefined);
    this.#closing.abort();
    await this.#working;
    await thread?.close();
  }

  /** The thread has ended: another one takes its place, callers wait for it. */
  ended(error: IsocenterError): void {
    if (this.#closing.signal.aborted) return;
    this.#options.failed(this.manifest.name);
    this.#options.logger.error('A plugin has ended, and is started again', { plugin: this.manifest.name, error });
    if (performance.now() - this.#startedAtMs > settledAfterMs) this.#restartDelayMs = firstRestartDelayMs;
    this.#thread = this.#restart();
    this.#thread.catch(() => undefined);
  }

  async #restart(): Promise<PluginThreadClient> {
    for (;;) {
      await delay(this.#restartDelayMs, undefined, { signal: this.#closing.signal, ref: false });
      this.#restartDelayMs = Math.min(2 * this.#restartDelayMs, maximumRestartDelayMs);
      this.#startedAtMs = performance.now();
      let isStarted = false;
      const thread = new PluginThreadClient({
        ...this.#options,
        ended: (error) => {
          if (isStarted) this.ended(error);
        },
      });
      try {
        await thread.loaded;
        await thread.call({ kind: 'start' }, undefined);
        isStarted = true;
        return thread;
      } catch (error) {
        this.#options.logger.error('A plugin could not be started again', { plugin: this.manifest.name, error });
        await thread.close();
      }
    }
  }

  #take(name: string, input: unknown): void {
    if (this.#closing.signal.aborted) return;
    if (this.#events.length >= maximumWaitingEvents) {
      if (this.#lost === 0) {
        this.#options.logger.error('A plugin is too slow: events are lost', { plugin: this.manifest.name });
      }
      this.#lost += 1;
      return;
    }
    this.#events.push({ name, input });
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  async #work(): Promise<void> {
    for (let run = this.#events; run.length > 0; run = this.#events) {
      this.#events = [];
      for (const { input, name } of run) {
        if (this.#closing.signal.aborted) return;
        // It is logged and counted where it fails; the next event has its turn.
        await this.call({ kind: 'event', name }, input).catch(() => undefined);
      }
    }
    this.#lost = 0;
  }
}
