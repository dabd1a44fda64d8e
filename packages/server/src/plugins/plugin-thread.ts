import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { InProcessAnswer } from '../hooks/in-process-client.ts';
import type { IsocenterPlugin, PluginServer } from './plugin-api.ts';
import { manifestOf } from './plugin-manifest.ts';
import type { FromPluginThread, PluginTarget, PluginThreadData, ToPluginThread } from './plugin-thread-protocol.ts';

/** The thread of one plugin: loads its module and calls what the server asks for. */
class PluginThread {
  readonly #port: MessagePort;
  readonly #plugin: IsocenterPlugin;
  readonly #asked = new Map<number, PromiseWithResolvers<InProcessAnswer>>();
  #lastAskId = 0;

  constructor(port: MessagePort, plugin: IsocenterPlugin) {
    this.#port = port;
    this.#plugin = plugin;
    port.on('message', (message: ToPluginThread) => {
      if (message.type === 'call') void this.#perform(message);
      else this.#take(message);
    });
  }

  async #perform({ id, input, target }: Extract<ToPluginThread, { type: 'call' }>): Promise<void> {
    try {
      this.#send({ type: 'result', id, value: await this.#call(target, input) });
    } catch (error) {
      this.#send({
        type: 'result',
        id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }

  #call(target: PluginTarget, input: unknown): unknown {
    const plugin = this.#plugin;
    switch (target.kind) {
      case 'start':
        return plugin.start?.(this.#server);
      case 'stop':
        return plugin.stop?.();
      case 'event':
        return called(plugin.events, target.name, input);
      case 'filter':
        return called(plugin.filters, target.name, input);
      case 'route':
        return plugin.routes?.[target.position]?.handle(input as Parameters<PluginRouteHandler>[0]);
    }
  }

  readonly #server: PluginServer = {
    request: (request) => {
      this.#lastAskId += 1;
      const asked = Promise.withResolvers<InProcessAnswer>();
      this.#asked.set(this.#lastAskId, asked);
      this.#send({ type: 'ask', id: this.#lastAskId, request });
      return asked.promise;
    },
    json: async (uri) => {
      const { body, status } = await this.#server.request({ method: 'GET', uri });
      if (status !== 200) throw new Error(`${uri} is answered by HTTP status ${status}`);
      return JSON.parse(Buffer.from(body).toString('utf8'));
    },
    log: (severity, message) => this.#send({ type: 'log', severity, message }),
  };

  #take({ answer, error, id }: Extract<ToPluginThread, { type: 'answer' }>): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (answer === undefined) asked?.reject(new Error(error ?? 'no answer'));
    else asked?.resolve(answer);
  }

  #send(message: FromPluginThread): void {
    this.#port.postMessage(message);
  }
}

type PluginRouteHandler = NonNullable<IsocenterPlugin['routes']>[number]['handle'];

function called(functions: object | undefined, name: string, input: unknown): unknown {
  const entry = Object.entries(functions ?? {}).find(([key]) => key === name)?.[1];
  return typeof entry === 'function' ? entry.call(functions, input) : undefined;
}

const data: PluginThreadData = workerData;
if (parentPort === null) throw new Error('this module is the main module of a thread');
const plugin: unknown = (await import(data.module)).default;
const manifest = manifestOf(plugin);
new PluginThread(parentPort, plugin as IsocenterPlugin);
const loaded: FromPluginThread = { type: 'loaded', manifest };
parentPort.postMessage(loaded);
