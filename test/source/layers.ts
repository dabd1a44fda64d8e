/** What the files of one folder may import. */
export interface Layer {
  /** Folders, or files, of the same package: the nearest one that has a row counts. */
  readonly folders: readonly string[];
  /** Packages and built-in modules beyond `everywhere`. */
  readonly packages?: readonly string[];
}

/** Built-in modules that do nothing to the world outside: any folder may use them. */
export const everywhere = ['node:path', 'node:events', 'node:util', 'node:timers/promises'] as const;

/** What the files of each package may import of other packages. */
export const packageLayers = {
  client: ['node:timers/promises', 'openapi-fetch'],
  dicom: ['node:crypto', 'node:zlib'],
  dimse: ['@isocenter/dicom', 'node:crypto', 'node:diagnostics_channel', 'node:net', 'node:tls', 'node:zlib'],
} as const satisfies Record<string, readonly string[]>;

const dicom = '@isocenter/dicom';
const dimse = '@isocenter/dimse';

/**
 * The folders of the server, each above what it imports. Ports to the world are at the end, and only `archive` knows
 * which index and which storage area there are.
 */
export const serverLayers = {
  'version.ts': { folders: [] },
  model: { folders: [], packages: [dicom, 'node:crypto'] },
  'tag-json': { folders: ['model'], packages: [dicom] },
  config: { folders: [], packages: [dicom, 'jsonc-parser', 'node:fs'] },
  logging: { folders: [], packages: ['node:fs', 'pino'] },
  access: { folders: ['config'], packages: [dicom, dimse, 'node:crypto', 'node:fs', 'node:net', 'node:tls'] },

  jobs: { folders: ['logging', 'model'], packages: ['node:crypto', 'node:os'] },
  index: { folders: ['model'], packages: [dicom, 'node:crypto'] },
  'index/sql': { folders: ['index', 'jobs', 'model'], packages: [dicom] },
  'index/sqlite': {
    folders: ['index', 'index/sql', 'jobs', 'model'],
    packages: [dicom, 'node:crypto', 'node:fs/promises', 'node:sqlite', 'node:worker_threads'],
  },
  'index/postgres': {
    folders: ['index', 'index/sql', 'jobs', 'logging', 'model'],
    packages: ['node:crypto', 'pg'],
  },
  blobs: {
    folders: ['index', 'logging', 'model'],
    packages: ['node:crypto', 'node:stream', 'node:stream/promises', 'node:zlib'],
  },
  'blobs/files': {
    folders: ['blobs', 'index', 'model'],
    packages: ['node:crypto', 'node:fs', 'node:fs/promises', 'node:sqlite'],
  },
  'blobs/encryption': { folders: ['blobs', 'model'], packages: ['node:crypto', 'node:fs/promises'] },
  'blobs/cache': {
    folders: ['blobs', 'index', 'logging', 'model'],
    packages: ['node:crypto', 'node:fs', 'node:fs/promises', 'node:zlib'],
  },
  'blobs/s3': {
    folders: ['blobs', 'blobs/cache', 'blobs/encryption', 'config', 'index', 'logging', 'model'],
    packages: ['@aws-sdk/client-s3', 'node:http'],
  },
  archive: {
    folders: [
      'blobs',
      'blobs/files',
      'blobs/s3',
      'config',
      'index',
      'index/postgres',
      'index/sqlite',
      'jobs',
      'logging',
      'model',
    ],
  },
  events: { folders: ['index', 'logging', 'model'] },
  hooks: { folders: ['events', 'jobs', 'model'] },
  lua: {
    folders: ['config', 'hooks', 'http-client', 'logging', 'model'],
    packages: ['node:child_process', 'node:crypto', 'node:fs/promises', 'node:os', 'node:worker_threads', 'wasmoon'],
  },
  metrics: { folders: ['index', 'jobs'], packages: ['prom-client'] },
  health: { folders: ['blobs', 'index', 'logging'] },

  'storage-commitment': { folders: ['model'], packages: [dicom, dimse] },
  registry: { folders: ['config', 'index', 'logging', 'model'] },
  'http-client': { folders: ['model'], packages: ['node:fs/promises', 'node:stream', 'undici'] },
  peers: {
    folders: ['config', 'http-client', 'logging', 'model', 'registry'],
    packages: ['node:stream', 'node:zlib'],
  },
  exports: { folders: ['index', 'model'], packages: [dicom] },
  'dimse-out': {
    folders: ['config', 'index', 'logging', 'model', 'registry', 'storage-commitment'],
    packages: [dicom, dimse, 'node:tls'],
  },
  'remote-query': {
    folders: ['config', 'dimse-out', 'hooks', 'index', 'model', 'tag-json'],
    packages: [dicom, 'node:crypto'],
  },
  ingest: {
    folders: ['blobs', 'events', 'hooks', 'index', 'model', 'tag-json'],
    packages: [dicom, dimse, 'node:crypto', 'node:stream', 'node:worker_threads', 'node:zlib'],
  },
  query: { folders: ['blobs', 'index', 'logging', 'model', 'tag-json'], packages: [dicom] },
  worklists: {
    folders: ['config', 'index', 'logging', 'model', 'query'],
    packages: [dicom, 'node:crypto', 'node:fs/promises'],
  },
  retrieve: {
    folders: ['blobs', 'dimse-out', 'index', 'model'],
    packages: [dicom, dimse, 'node:stream', 'node:zlib'],
  },
  relay: {
    folders: [
      'access',
      'blobs',
      'config',
      'dimse-out',
      'events',
      'http-client',
      'index',
      'ingest',
      'jobs',
      'logging',
      'metrics',
      'model',
      'query',
      'remote-query',
      'retrieve',
      'streams',
      'tag-json',
      'worklists',
    ],
    packages: [dicom, dimse, 'node:crypto', 'node:stream'],
  },
  modify: { folders: ['blobs', 'index', 'model', 'retrieve'], packages: [dicom, 'node:crypto'] },
  streams: { folders: ['model'], packages: ['@fastify/busboy', 'node:crypto', 'node:fs/promises', 'node:stream'] },
  'zip-export': {
    folders: ['blobs', 'index', 'model', 'retrieve', 'streams'],
    packages: [dicom, 'node:stream', 'zip-stream'],
  },
  create: {
    folders: ['blobs', 'index', 'ingest', 'model', 'modify', 'tag-json'],
    packages: [dicom, 'fast-png', 'jpeg-js', 'node:crypto', 'node:worker_threads'],
  },
  webdav: { folders: ['index', 'model', 'zip-export'], packages: [dicom] },
  uploads: {
    folders: ['config', 'ingest', 'model', 'streams'],
    packages: ['node:stream', 'node:zlib', 'yauzl'],
  },
  'job-kinds': {
    folders: [
      'blobs',
      'config',
      'dimse-out',
      'hooks',
      'export',
      'zip-export',
      'index',
      'ingest',
      'jobs',
      'logging',
      'model',
      'modify',
      'peers',
      'retrieve',
      'storage-commitment',
      'tag-json',
    ],
    packages: [
      dicom,
      dimse,
      'node:child_process',
      'node:fs',
      'node:fs/promises',
      'node:os',
      'node:stream',
      'node:stream/promises',
    ],
  },
  routing: {
    folders: ['blobs', 'config', 'dimse-out', 'events', 'index', 'jobs', 'logging', 'model', 'peers', 'query'],
    packages: [dicom],
  },
  plugins: {
    folders: ['hooks', 'logging', 'model'],
    packages: ['node:fs/promises', 'node:url', 'node:worker_threads'],
  },
  scripting: {
    folders: ['config', 'events', 'hooks', 'http-client', 'job-kinds', 'jobs', 'logging', 'lua', 'plugins'],
    packages: [dicom, dimse, 'node:os'],
  },

  'dimse-in': {
    folders: [
      'access',
      'config',
      'dimse-out',
      'hooks',
      'index',
      'ingest',
      'job-kinds',
      'logging',
      'metrics',
      'model',
      'query',
      'retrieve',
      'storage-commitment',
      'worklists',
    ],
    packages: [dicom, dimse, 'node:tls'],
  },
  rest: {
    folders: [
      'access',
      'blobs',
      'config',
      'dimse-out',
      'events',
      'zip-export',
      'exports',
      'health',
      'hooks',
      'index',
      'ingest',
      'job-kinds',
      'jobs',
      'logging',
      'metrics',
      'model',
      'modify',
      'peers',
      'query',
      'remote-query',
      'storage-commitment',
      'tag-json',
      'worklists',
      'retrieve',
      'streams',
      'create',
      'webdav',
      'uploads',
    ],
    packages: [
      dicom,
      'fastify',
      'negotiator',
      'node:crypto',
      'node:fs',
      'node:fs/promises',
      'node:http',
      'node:https',
      'node:net',
      'node:path',
      'node:stream',
      'node:tls',
      'node:url',
      'node:zlib',
      'typebox',
      'typebox/error',
      'typebox/value',
      'zip-stream',
    ],
  },

  /** Parts of the composition root. */
  composition: {
    folders: [
      'access',
      'archive',
      'blobs',
      'config',
      'create',
      'dimse-in',
      'dimse-out',
      'events',
      'exports',
      'health',
      'http-client',
      'index',
      'ingest',
      'job-kinds',
      'jobs',
      'logging',
      'metrics',
      'model',
      'peers',
      'query',
      'relay',
      'remote-query',
      'rest',
      'retrieve',
      'routing',
      'scripting',
      'storage-commitment',
      'uploads',
      'version.ts',
      'worklists',
      'zip-export',
    ],
    packages: [dicom, dimse, 'fastify', 'node:crypto', 'node:os'],
  },
  'server.ts': {
    folders: [
      'access',
      'composition',
      'config',
      'dimse-in',
      'dimse-out',
      'health',
      'ingest',
      'jobs',
      'logging',
      'model',
      'query',
      'rest',
      'retrieve',
      'storage-commitment',
    ],
    packages: [dimse, 'node:crypto', 'node:os'],
  },
  'index.ts': { folders: ['server.ts'] },
  cli: {
    folders: ['access', 'config', 'logging', 'model', 'server.ts', 'version.ts'],
    packages: ['node:http', 'node:https', 'node:stream/consumers'],
  },
  'main.ts': { folders: ['cli', 'config', 'model', 'version.ts'], packages: ['node:fs'] },
} as const satisfies Record<string, Layer>;

/** Ways in: none of them knows another. */
export const waysIn = ['dimse-in', 'rest', 'dicomweb'] as const;

/** Choices that the composition root makes: everything else knows their interfaces only. */
export const implementations = ['index/sqlite', 'index/postgres', 'blobs/files', 'blobs/s3', 'relay'] as const;
