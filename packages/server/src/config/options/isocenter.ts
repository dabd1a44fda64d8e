import type { OptionRows } from '../option.ts';
import { routingRules } from '../routing-rule.ts';
import { boolean, integer, listOf, oneOf, text } from '../value-type.ts';

/** Options that the peer does not have. */
export const isocenterOptions = {
  HttpAllowedOrigins: {
    type: listOf(text('origin')),
    default: undefined,
    meaning:
      'Origins whose web pages may use the REST API from browsers (CORS), as "https://viewer.example"; "*" is all. ' +
      'Unset: none but the server itself.',
    support: 'yes',
  },
  MaximumAssociations: {
    type: integer(1),
    default: 200,
    meaning: 'Incoming associations at the same time; more are rejected (local limit exceeded).',
    support: 'yes',
  },
  MaximumAssociationsPerPeer: {
    type: integer(0),
    default: 0,
    meaning: 'Incoming associations at the same time from one address; 0: no limit but MaximumAssociations.',
    support: 'yes',
  },
  MaximumFilesInArchive: {
    type: integer(0),
    default: 100_000,
    meaning: 'Files in one uploaded ZIP; 0: no limit.',
    support: 'yes',
  },
  MaximumArchiveSizeMB: {
    type: integer(0),
    default: 65536,
    unit: 'MB',
    meaning: 'Limit of all files unpacked from one uploaded ZIP; 0: none.',
    support: 'yes',
  },
  MaximumArchiveRatio: {
    type: integer(0),
    default: 300,
    meaning: 'How many times longer than an uploaded ZIP its files may be, beyond 64 MB; 0: no limit.',
    support: 'yes',
  },
  DicomMoveParallelAssociations: {
    type: integer(1, 64),
    default: 1,
    meaning: 'Associations that one C-MOVE uses side by side, unless the modality sets ParallelAssociations.',
    support: 'yes',
  },
  DicomAsynchronousOperations: {
    type: integer(1, 65535),
    default: 8,
    meaning:
      'Requests that may be under way on one association, proposed and accepted, unless the modality sets ' +
      'AsynchronousOperations; 1: each waits for the one before.',
    support: 'yes',
  },
  DicomStoreRetries: {
    type: integer(0, 100),
    default: 2,
    meaning: 'How often a C-STORE that failed for a passing reason is tried again.',
    support: 'yes',
  },
  DicomStoreRetryDelay: {
    type: integer(0, 3600),
    default: 1,
    unit: 's',
    meaning: 'Wait before such a C-STORE is tried again.',
    support: 'yes',
  },
  DicomBreakerThreshold: {
    type: integer(0),
    default: 5,
    meaning: 'Failed connections in a row after which a modality is left alone for a while; 0: never.',
    support: 'yes',
  },
  DicomBreakerDelay: {
    type: integer(1),
    default: 30,
    unit: 's',
    meaning: 'How long such a modality is left alone.',
    support: 'yes',
  },
  CMoveResponseInterval: {
    type: integer(1, 5),
    default: 5,
    unit: 's',
    meaning: 'Longest silence of C-MOVE: a pending response is sent at least so often.',
    support: 'yes',
  },
  CMoveStatusConvention: {
    type: oneOf(['Standard', 'Orthanc']),
    default: 'Standard',
    meaning:
      'Statuses and counters of C-MOVE as PS3.4 C.4.2 defines them, or as the peer sends them: C000 on any failure, ' +
      'and the last instance reported by the final response.',
    support: 'yes',
  },
  JobsLease: {
    type: integer(3, 3600),
    default: 30,
    unit: 's',
    meaning:
      'Where several servers share a database: after how long without a sign of life a server counts as dead, and ' +
      'others go on with its jobs.',
    support: 'yes',
  },
  JobsMaximumRetries: {
    type: integer(0),
    default: 5,
    meaning: 'How often a job that failed for a passing reason is tried again.',
    support: 'yes',
  },
  JobsRetryDelay: {
    type: integer(0),
    default: 10,
    unit: 's',
    meaning: 'Wait before a job is first tried again; each later wait is twice as long.',
    support: 'yes',
  },
  JobsMaximumRetryDelay: {
    type: integer(0),
    default: 600,
    unit: 's',
    meaning: 'The longest of these waits.',
    support: 'yes',
  },
  AutoRouting: {
    type: routingRules(),
    default: [],
    meaning:
      'Rules by which instances are sent on: Name, When, Tags, CallingAet, CalledAet, RemoteIp, Origin, Modalities, ' +
      'Peers, MaximumRetries, Priority; see auto-routing.md.',
    support: 'yes',
  },
  LuaTimeLimit: {
    type: integer(1, 3600),
    default: 10,
    unit: 's',
    meaning:
      'How long Lua may run in one script or callback, without what it waits for; then Lua is ended and started again ' +
      'with LuaScripts.',
    support: 'yes',
  },
  LuaMemoryLimit: {
    type: integer(32, 2048),
    default: 256,
    unit: 'MB',
    meaning: 'How much memory Lua may take; also the longest answer that a script gets.',
    support: 'yes',
  },
  LuaSystemAccess: {
    type: boolean(),
    default: false,
    meaning: 'Lua may read and write files of the machine and run programs (io, os.execute, CallSystem).',
    support: 'yes',
  },
  PluginTimeLimit: {
    type: integer(1, 3600),
    default: 10,
    unit: 's',
    meaning: 'How long a plugin may take to answer; then its thread is ended and started again.',
    support: 'yes',
  },
  PluginMemoryLimit: {
    type: integer(16, 65536),
    default: 512,
    unit: 'MB',
    meaning: 'How much memory the objects of one plugin may take; also the longest answer that a plugin gets.',
    support: 'yes',
  },
  DrainDelay: {
    type: integer(0, 3600),
    default: 0,
    unit: 's',
    meaning:
      'How long the server goes on as before once it was told to stop, while /health/ready answers 503: load balancers ' +
      'send new work elsewhere before connections are refused.',
    support: 'yes',
  },
  ShutdownGrace: {
    type: integer(0, 3600),
    default: 10,
    unit: 's',
    meaning: 'How long associations and requests may still run after DrainDelay, once the server was told to stop.',
    support: 'yes',
  },
  LogLevel: {
    type: oneOf(['default', 'verbose', 'trace']),
    default: 'default',
    meaning: 'How much is logged. The command line and /tools/log-level come before it.',
    support: 'yes',
  },
  LogFormat: {
    type: oneOf(['text', 'json'], new Map([['pretty', 'text']] as const)),
    default: 'text',
    meaning: 'Log lines for people, or JSON lines for programs.',
    support: 'yes',
  },
} as const satisfies OptionRows;
