import type {
  HttpRequestFacts,
  IncomingMoveFacts,
  IncomingQuery,
  IncomingWorklistQuery,
  InstanceVerdict,
  OriginFacts,
  OutgoingQuery,
  QueryKeys,
  ReceivedInstanceFacts,
  WorklistKeys,
} from '../hooks/hooks.ts';
import type { InProcessAnswer, InProcessRequest } from '../hooks/in-process-client.ts';
import type { Level } from '../model/level.ts';

export type {
  HttpRequestFacts,
  IncomingMoveFacts,
  IncomingQuery,
  IncomingWorklistQuery,
  InProcessAnswer,
  InProcessRequest,
  InstanceVerdict,
  Level,
  OriginFacts,
  OutgoingQuery,
  QueryKeys,
  ReceivedInstanceFacts,
  WorklistKeys,
};

type Awaitable<Value> = Value | Promise<Value>;

/** What a module named in `Plugins` exports as its default. It runs in a thread of its own. */
export interface IsocenterPlugin {
  /** Letters, digits, `-`, `_` and `.`; `/plugins` lists it. */
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  /** Called before anything else, also after the thread had to be started again. */
  start?(server: PluginServer): Awaitable<void>;
  /** Called when the server stops. */
  stop?(): Awaitable<void>;
  /** Told after it has happened; one event at a time, in order. Their errors are logged. */
  readonly events?: PluginEvents;
  /** Asked before it happens; the server waits for the answer. */
  readonly filters?: PluginFilters;
  /** What filters answer in place of the plugin when it fails or takes longer than `PluginTimeLimit`. Default `refuse`. */
  readonly onFailure?: 'accept' | 'refuse';
  /** Routes that it adds to the REST API. */
  readonly routes?: readonly PluginRoute[];
  /** Period of the event `heartbeat`. */
  readonly heartbeatSeconds?: number;
}

export interface ResourceFacts {
  readonly level: Level;
  readonly publicId: string;
}

export interface PluginEvents {
  /** An instance has been stored. */
  stored?(instance: ResourceFacts): Awaitable<void>;
  /** A patient, study or series is new. */
  created?(resource: ResourceFacts): Awaitable<void>;
  stable?(resource: ResourceFacts): Awaitable<void>;
  /** Metadata or an attachment has changed. */
  updated?(resource: ResourceFacts): Awaitable<void>;
  deleted?(resource: ResourceFacts): Awaitable<void>;
  jobSubmitted?(job: { readonly jobId: string }): Awaitable<void>;
  jobSucceeded?(job: { readonly jobId: string }): Awaitable<void>;
  jobFailed?(job: { readonly jobId: string }): Awaitable<void>;
  heartbeat?(): Awaitable<void>;
}

export interface PluginFilters {
  receivedInstance?(instance: ReceivedInstanceFacts): Awaitable<InstanceVerdict>;
  /** False: 403. Requests of scripts and plugins themselves are not filtered. */
  httpRequest?(request: HttpRequestFacts): Awaitable<boolean>;
  incomingFind?(query: IncomingQuery): Awaitable<QueryKeys>;
  incomingWorklist?(query: IncomingWorklistQuery): Awaitable<WorklistKeys>;
  outgoingFind?(query: OutgoingQuery): Awaitable<QueryKeys>;
  /** False: the C-MOVE is refused. */
  incomingMove?(move: IncomingMoveFacts): Awaitable<boolean>;
}

export interface PluginRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With parameters as `:name`. */
  readonly url: string;
  handle(request: PluginRequest): Awaitable<PluginResponse>;
}

export interface PluginRequest {
  readonly method: string;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The registered user, when authentication is on. */
  readonly username?: string;
  readonly body: Uint8Array;
}

export interface PluginResponse {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What the server offers to a plugin. */
export interface PluginServer {
  /** A request to the REST API of this server, with all rights. */
  request(request: InProcessRequest): Promise<InProcessAnswer>;
  /** The JSON that a GET answers. Rejects for any status but 200. */
  json(uri: string): Promise<unknown>;
  log(severity: 'error' | 'warn' | 'info' | 'debug', message: string): void;
}
