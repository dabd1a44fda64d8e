import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ConfigurationError } from '../../src/config/errors.ts';
import { type ConfigurationSources, loadConfiguration } from '../../src/config/load.ts';
import { temporaryFolder } from './temporary-folder.ts';

const secret = 'hunter2';

function load(sources: Partial<ConfigurationSources>) {
  return loadConfiguration({ paths: [], env: {}, cwd: '/srv/pacs', ...sources });
}

/** The error that a configuration is refused with; whatever it is, it must not tell the secret. */
function refusal(sources: Partial<ConfigurationSources>): ConfigurationError {
  try {
    load(sources);
  } catch (error) {
    assert.ok(error instanceof Error && error.name === 'ConfigurationError', String(error));
    for (let told: unknown = error; told instanceof Error; told = told.cause) {
      assert.doesNotMatch(`${told.message} ${told.stack}`, /hunter2/);
    }
    return error as ConfigurationError;
  }
  assert.fail('the configuration was accepted');
}

/** Each row sets Name once more, and counts more than all rows before it. */
const precedence = [
  { name: 'ISOCENTER_DEFAULTS', env: { ISOCENTER_DEFAULTS: '{"Name": "defaults"}' }, expected: 'defaults' },
  { name: 'a file', file: '{"Name": "file"}', expected: 'file' },
  { name: 'ORTHANC_JSON', env: { ORTHANC_JSON: '{"Name": "peer json"}' }, expected: 'peer json' },
  { name: 'ISOCENTER_JSON', env: { ISOCENTER_JSON: '{"Name": "json"}' }, expected: 'json' },
  { name: 'ORTHANC__NAME', env: { ORTHANC__NAME: 'peer variable' }, expected: 'peer variable' },
  { name: 'the secret ORTHANC__NAME', secrets: { ORTHANC__NAME: 'peer secret' }, expected: 'peer secret' },
  { name: 'ISOCENTER__NAME', env: { ISOCENTER__NAME: 'variable' }, expected: 'variable' },
  { name: 'the secret ISOCENTER__NAME', secrets: { ISOCENTER__NAME: 'secret' }, expected: 'secret' },
] as const;

for (const [position, { name, expected }] of precedence.entries()) {
  test(`${name} comes before ${position === 0 ? 'the default' : precedence[position - 1]?.name}`, (context) => {
    const rows = precedence.slice(0, position + 1);
    const env = Object.assign({}, ...rows.map((row) => ('env' in row ? row.env : {})));
    const secrets = Object.assign({}, ...rows.map((row) => ('secrets' in row ? row.secrets : {})));
    const files = rows.flatMap((row) => ('file' in row ? [row.file] : []));
    const folder = temporaryFolder(context, Object.fromEntries(files.map((text) => ['a.json', text])));
    const secretFolder = temporaryFolder(context, secrets);
    const paths = files.length === 0 ? [] : [join(folder, 'a.json')];
    assert.equal(load({ paths, env, secretFolders: [secretFolder] }).configuration.Name, expected);
  });
}

test('objects of the layers become one, lists and plain values take the place of those below', (context) => {
  const folder = temporaryFolder(context, {
    'a.json':
      '{"PostgreSQL": {"Host": "db", "Port": 5433}, "HttpBindAddresses": ["127.0.0.1"], "RegisteredUsers": {"a": "1"}}',
  });
  const env = {
    ISOCENTER_DEFAULTS:
      '{"PostgreSQL": {"Host": "localhost", "Lock": false}, "HttpBindAddresses": ["::1", "127.0.0.1"]}',
    ISOCENTER_JSON: '{"PostgreSQL": {"Port": 5434}, "RegisteredUsers": {"b": "2"}}',
    ISOCENTER__POSTGRESQL__PASSWORD: '0815',
  };
  const { configuration } = load({ paths: [join(folder, 'a.json')], env });
  const { Host, Lock, Password, Port } = configuration.PostgreSQL ?? {};
  assert.deepEqual({ Host, Lock, Password, Port }, { Host: 'db', Lock: false, Password: '0815', Port: 5434 });
  assert.deepEqual(configuration.HttpBindAddresses, ['127.0.0.1']);
  assert.deepEqual(configuration.RegisteredUsers, { a: '1', b: '2' });
});

test('sections, fields and modalities are set by variables in upper case', () => {
  const env = {
    ORTHANC__POSTGRESQL__ENABLE_INDEX: 'true',
    ORTHANC__POSTGRESQL__INDEX_CONNECTIONS_COUNT: '20',
    ORTHANC__DICOM_MODALITIES__pacs: '["PACS", "host", 104]',
    ORTHANC__EXTRA_MAIN_DICOM_TAGS__INSTANCE: '["Rows"]',
  };
  const { configuration, warnings } = load({ env });
  assert.equal(configuration.PostgreSQL?.EnableIndex, true);
  assert.equal(configuration.PostgreSQL?.IndexConnectionsCount, 20);
  assert.equal(configuration.DicomModalities.pacs?.AET, 'PACS');
  assert.deepEqual(configuration.ExtraMainDicomTags?.Instance, ['Rows']);
  assert.deepEqual(warnings, []);
});

test('a name that ends in _FILE reads the value from a file, without the line end behind it', (context) => {
  const folder = temporaryFolder(context, {
    unix: `${secret}\n`,
    dos: `${secret}\r\n`,
    two: `${secret}\n\n`,
    json: '{"Name": "N"}\n',
  });
  const passwordIn = (file: string) =>
    load({ env: { ORTHANC__POSTGRESQL__PASSWORD_FILE: join(folder, file) } }).configuration.PostgreSQL?.Password;
  assert.deepEqual(['unix', 'dos', 'two'].map(passwordIn), [secret, secret, `${secret}\n`]);
  for (const name of ['ISOCENTER_JSON_FILE', 'ORTHANC_JSON_FILE', 'ISOCENTER_DEFAULTS_FILE']) {
    const { configuration, sources } = load({ env: { [name]: join(folder, 'json') } });
    assert.equal(configuration.Name, 'N');
    assert.deepEqual(sources, [`environment variable ${name}`]);
  }
});

test('a secret counts when its name is that of a variable, others are not read', (context) => {
  const folder = temporaryFolder(context, {
    ISOCENTER__POSTGRESQL__PASSWORD: `${secret}\n`,
    ISOCENTER_JSON: '{"Name": "from a secret"}',
    tls_key: 'something else',
  });
  mkdirSync(join(folder, 'kubernetes.io'));
  const { configuration, sources } = load({ secretFolders: [join(folder, 'missing'), folder] });
  assert.equal(configuration.PostgreSQL?.Password, secret);
  assert.equal(configuration.Name, 'from a secret');
  assert.deepEqual(sources, ['secret ISOCENTER_JSON', 'secret ISOCENTER__POSTGRESQL__PASSWORD']);
});

test('secrets may be links into a folder beside them, as Kubernetes lays them out', (context) => {
  const folder = temporaryFolder(context, {});
  mkdirSync(join(folder, '..data'));
  writeFileSync(join(folder, '..data', 'ISOCENTER__NAME'), 'linked');
  symlinkSync('..data/ISOCENTER__NAME', join(folder, 'ISOCENTER__NAME'));
  assert.equal(load({ secretFolders: [folder] }).configuration.Name, 'linked');
});

test('a name that ends in _SECRET names the secret that holds the value', (context) => {
  const folder = temporaryFolder(context, { 'db-password': `${secret}\n` });
  const env = { ORTHANC__POSTGRESQL__PASSWORD_SECRET: 'db-password' };
  assert.equal(load({ env, secretFolders: [folder] }).configuration.PostgreSQL?.Password, secret);
  for (const name of [secret, '../db-password', '']) {
    const error = refusal({ env: { ORTHANC__POSTGRESQL__PASSWORD_SECRET: name }, secretFolders: [folder] });
    assert.equal(
      error.message,
      'environment variable ORTHANC__POSTGRESQL__PASSWORD_SECRET: there is no secret of the name that it holds',
    );
  }
});

test('a file that cannot be read is refused; the variable is named, its value is not', (context) => {
  const folder = temporaryFolder(context, { large: 'x'.repeat(1024 * 1024 + 1) });
  const cases: [string, RegExp][] = [
    [join(folder, secret), /ENOENT$/],
    [folder, /EISDIR$/],
    [join(folder, 'large'), /more than 1048576 bytes$/],
    [`${secret}\0`, /cannot be read/],
  ];
  for (const [file, problem] of cases) {
    const error = refusal({ env: { ISOCENTER__POSTGRESQL__PASSWORD_FILE: file } });
    assert.equal(error.code, 'CONFIGURATION_UNREADABLE');
    assert.match(error.message, /^environment variable ISOCENTER__POSTGRESQL__PASSWORD_FILE: /);
    assert.match(error.message, problem);
  }
});

test('a secret that this user may not read is refused by name', { skip: process.getuid?.() === 0 }, (context) => {
  const folder = temporaryFolder(context, { ISOCENTER__NAME: secret });
  chmodSync(join(folder, 'ISOCENTER__NAME'), 0);
  assert.match(
    refusal({ secretFolders: [folder] }).message,
    /^secret ISOCENTER__NAME: the file cannot be read: EACCES$/,
  );
});

test('a variable that is given both as value and as file is refused, both named', (context) => {
  const folder = temporaryFolder(context, { password: secret });
  const env = { ISOCENTER__NAME: secret, ISOCENTER__NAME_FILE: join(folder, 'password') };
  const { code, message } = refusal({ env });
  assert.equal(code, 'CONFIGURATION_UNREADABLE');
  assert.match(message, /environment variable ISOCENTER__NAME_FILE/);
  assert.match(message, /environment variable ISOCENTER__NAME\b(?!_)/);
});

test('what is wrong in a variable is told with its name, line and key, never with the value', (context) => {
  const folder = temporaryFolder(context, { password: `{"${secret}"`, ISOCENTER__DICOM_PORT: secret });
  const cases: [Partial<ConfigurationSources>, RegExp][] = [
    [
      { env: { ORTHANC_JSON: `{\n"RegisteredUsers": {"a" "${secret}"}}` } },
      /^environment variable ORTHANC_JSON:2: not valid JSON/,
    ],
    [{ env: { ISOCENTER_JSON: `["${secret}"]` } }, /^environment variable ISOCENTER_JSON: it must be one JSON object$/],
    [{ env: { ISOCENTER_JSON: '' } }, /^environment variable ISOCENTER_JSON:1: not valid JSON/],
    [
      { env: { ISOCENTER_DEFAULTS_FILE: join(folder, 'password') } },
      /^environment variable ISOCENTER_DEFAULTS_FILE:1: /,
    ],
    [
      { env: { ORTHANC_JSON: `{"PostgreSQL": {\n"Port": "${secret}"}}` } },
      /^environment variable ORTHANC_JSON:2: PostgreSQL\.Port: expected integer, got string$/,
    ],
    [
      { env: { ORTHANC__POSTGRESQL__PORT: secret } },
      /^environment variable ORTHANC__POSTGRESQL__PORT: PostgreSQL\.Port: /,
    ],
    [{ secretFolders: [folder] }, /^secret ISOCENTER__DICOM_PORT: DicomPort: expected integer, got string$/],
  ];
  for (const [sources, message] of cases) assert.match(refusal(sources).message, message);
});

test('an error in a merged object names the layer that the value is from', (context) => {
  const folder = temporaryFolder(context, { 'a.json': '{\n"PostgreSQL": {\n"Port": "x"}}' });
  const env = { ISOCENTER_JSON: '{"PostgreSQL": {"Host": "db"}}', ISOCENTER__POSTGRESQL__PASSWORD: secret };
  assert.match(refusal({ paths: [folder], env }).message, /a\.json:3: PostgreSQL\.Port: /);
  const worse = { ...env, ISOCENTER_JSON: '{"PostgreSQL": {"Port": false}}' };
  assert.match(refusal({ paths: [folder], env: worse }).message, /ISOCENTER_JSON:1: PostgreSQL\.Port: /);
});

test('relative paths of the environment start where those of the files do', (context) => {
  const folder = temporaryFolder(context, { 'a.json': '{}' });
  const env = { ISOCENTER_DEFAULTS: '{"StorageDirectory": "data"}' };
  assert.equal(load({ env }).configuration.StorageDirectory, '/srv/pacs/data');
  assert.equal(load({ env, paths: [folder] }).configuration.StorageDirectory, join(folder, 'data'));
});

test('a name that JavaScript gives a meaning to is only a name in a merged object', () => {
  const env = {
    ISOCENTER_DEFAULTS: '{"RegisteredUsers": {"a": "1"}}',
    ISOCENTER_JSON: '{"RegisteredUsers": {"__proto__": "p"}}',
  };
  assert.deepEqual(Object.keys(load({ env }).configuration.RegisteredUsers ?? {}), ['a', '__proto__']);
});
