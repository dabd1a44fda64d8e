import type { InProcessAnswer, InProcessRequest } from '../hooks/in-process-client.ts';

export interface PluginThreadData {
  /** Of the module, as a URL. */
  readonly module: string;
}

/** What a plugin is, as far as the server needs it. */
export interface PluginManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string | undefined;
  readonly events: readonly string[];
  readonly filters: readonly string[];
  readonly routes: readonly { readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'; readonly url: string }[];
  readonly onFailure: 'accept' | 'refuse';
  readonly heartbeatSeconds: number;
}

/** What is called: `start`, `stop`, an event, a filter, or a route by its position. */
export type PluginTarget =
  | { readonly kind: 'start' | 'stop' }
  | { readonly kind: 'event' | 'filter'; readonly name: string }
  | { readonly kind: 'route'; readonly position: number };

export type ToPluginThread =
  | { readonly type: 'call'; readonly id: number; readonly target: PluginTarget; readonly input: unknown }
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly answer?: InProcessAnswer;
      readonly error?: string;
    };

export type FromPluginThread =
  | { readonly type: 'loaded'; readonly manifest: PluginManifest }
  | { readonly type: 'result'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | { readonly type: 'ask'; readonly id: number; readonly request: InProcessRequest }
  | {
      readonly type: 'log';
      readonly severity: 'error' | 'warn' | 'info' | 'debug';
      readonly message: string;
    };
