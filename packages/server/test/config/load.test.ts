import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ConfigurationError } from '../../src/config/errors.ts';
import { type LoadedConfiguration, loadConfiguration } from '../../src/config/load.ts';
import type { Environment } from '../../src/config/variables.ts';
import { temporaryFolder } from './temporary-folder.ts';

function loadText(context: TestContext, text: string, env: Environment = {}): LoadedConfiguration {
  const folder = temporaryFolder(context, { 'a.json': text });
  return loadConfiguration({ paths: ['a.json'], env, cwd: folder });
}

function errorOf(load: () => unknown): ConfigurationError {
  try {
    load();
  } catch (error) {
    assert.ok(error instanceof Error && error.name === 'ConfigurationError', String(error));
    return error as ConfigurationError;
  }
  assert.fail('the configuration was accepted');
}

test('without a file the defaults count', () => {
  const { configuration, warnings, sources } = loadConfiguration({ paths: [], env: {}, cwd: '/srv/pacs' });
  assert.equal(configuration.DicomPort, 4242);
  assert.equal(configuration.StorageDirectory, '/srv/pacs/isocenter-data');
  assert.deepEqual([warnings, sources], [[], []]);
});

test('comments of both kinds are allowed', (context) => {
  const { configuration } = loadText(context, '{ // one\n "HttpPort": /* two */ 80 }');
  assert.equal(configuration.HttpPort, 80);
});

test('a file that is not JSON is refused with its line', (context) => {
  const error = errorOf(() => loadText(context, '{\n "HttpPort": 80,\n "Name" "x"\n}'));
  assert.deepEqual([error.code, error.line], ['CONFIGURATION_SYNTAX', 3]);
  assert.match(error.message, /a\.json:3: /);
});

test('a file that holds no object is refused', (context) => {
  assert.equal(errorOf(() => loadText(context, '[]')).code, 'CONFIGURATION_SYNTAX');
  assert.equal(errorOf(() => loadText(context, '')).code, 'CONFIGURATION_SYNTAX');
});

test('a value of the wrong type is refused with file, line, key and the expected type', (context) => {
  const error = errorOf(() =>
    loadText(context, '{\n "DicomModalities": {\n "pacs": {\n "AET": "A", "Host": "h",\n "Port": true } } }'),
  );
  assert.equal(error.code, 'CONFIGURATION_TYPE');
  assert.match(error.message, /a\.json:5: DicomModalities\.pacs\.Port: expected integer, got boolean$/);
  assert.deepEqual([error.line, error.key], [5, 'DicomModalities.pacs.Port']);
});

test('an error or warning never shows a value', (context) => {
  const secret = 'hunter2';
  const texts = [
    `{"RegisteredUsers": {"a": ["${secret}"]}}`,
    `{"RegisteredUsers": "${secret}"}`,
    `{"RegisteredUsers": {"a": "scrypt$1$${secret}"}}`,
    `{"OrthancPeers": {"p": ["http://h", "u", "${secret}", "${secret}"]}}`,
    `{"OrthancPeers": {"p": ["ftp://u:${secret}@h"]}}`,
    `{"DicomTlsPrivateKey": {"${secret}": 1}}`,
    `{"RegisteredUsers": {"a": "${secret}" "b"}}`,
  ];
  for (const text of texts) assert.doesNotMatch(errorOf(() => loadText(context, text)).message, /hunter2/, text);
  const { warnings } = loadText(context, `{"RegisterdUsers": {"a": "${secret}"}, "Pkcs11": {"Pin": "${secret}"}}`);
  assert.equal(warnings.length, 2);
  for (const { message } of warnings) assert.doesNotMatch(message, /hunter2/);
});

test('an unknown key gives a warning that names the closest option', (context) => {
  const cases = { dicomport: 'DicomPort', DicomProt: 'DicomPort', HttpsVerifyPeer: 'HttpsVerifyPeers' };
  for (const [key, meant] of Object.entries(cases)) {
    const { warnings, configuration } = loadText(context, `{\n"${key}": 1}`);
    assert.deepEqual(
      warnings.map(({ code, line }) => [code, line]),
      [['unknown-key', 2]],
    );
    assert.match(warnings[0]?.message ?? '', new RegExp(`${key}: unknown option; is ${meant} meant\\?$`));
    assert.equal(configuration.DicomPort, 4242);
  }
});

test('sections of plugins are known but not supported yet', (context) => {
  const { warnings } = loadText(context, '{"DicomWeb": {}, "MySQL": {}, "SomebodysPlugin": {"x": 1}}');
  assert.deepEqual(
    warnings.map(({ code }) => code),
    Array(3).fill('plugin-section'),
  );
});

test('a section has the defaults of its fields, and names the field that was meant', (context) => {
  const { configuration, warnings } = loadText(context, '{"PostgreSQL": {"EnableIndex": true, "Hots": "db"}}');
  assert.equal(configuration.PostgreSQL?.EnableIndex, true);
  assert.equal(configuration.PostgreSQL?.Port, 5432);
  assert.match(warnings[0]?.message ?? '', /Hots; is Host meant\?/);
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['unknown-key'],
  );
  assert.equal(loadText(context, '{}').configuration.PostgreSQL, undefined);
});

test('a field of a section has its type checked and its place told', (context) => {
  assert.throws(() => loadText(context, '{"PostgreSQL": {"Port": "x"}}'), {
    code: 'CONFIGURATION_TYPE',
    message: /PostgreSQL\.Port/,
  });
});

test('a field of a section that is not built yet gives a warning where it is set to something', (context) => {
  const { warnings } = loadText(context, '{"PostgreSQL": {"EnableStorage": true}}');
  assert.deepEqual(
    warnings.map(({ code }) => code),
    ['not-supported-yet'],
  );
  assert.deepEqual(loadText(context, '{"PostgreSQL": {"EnableStorage": false}}').warnings, []);
});

test('an option that has no effect is accepted silently, one that is not built yet gives a warning', (context) => {
  assert.deepEqual(loadText(context, '{"MallocArenaMax": 9}').warnings, []);
  const { warnings } = loadText(context, '{"ExternalDictionaries": ["a.dic"]}');
  assert.deepEqual(
    warnings.map(({ code, key }) => [code, key]),
    [['not-supported-yet', 'ExternalDictionaries']],
  );
});

test('the files of a folder are merged, other files and inner folders are left alone', (context) => {
  const folder = temporaryFolder(context, {
    'b.json': '{"HttpPort": 81}',
    'a.json': '{"DicomPort": 104}',
    'notes.txt': 'no JSON',
  });
  mkdirSync(join(folder, 'inner.json'));
  writeFileSync(join(folder, 'inner.json', 'c.json'), '{"HttpPort": 82}');
  const { configuration, sources } = loadConfiguration({ paths: [folder], env: {}, cwd: '/' });
  assert.deepEqual([configuration.HttpPort, configuration.DicomPort], [81, 104]);
  assert.deepEqual(sources, [join(folder, 'a.json'), join(folder, 'b.json')]);
});

test('one key in two files is refused and both files are named', (context) => {
  const folder = temporaryFolder(context, { 'a.json': '{"Plugin": {}}', 'b.json': '{\n"Plugin": {}}' });
  const error = errorOf(() => loadConfiguration({ paths: ['a.json', 'b.json'], env: {}, cwd: folder }));
  assert.equal(error.code, 'CONFIGURATION_DUPLICATE_KEY');
  assert.match(error.message, /b\.json:2: Plugin: already set in .*a\.json:1$/);
});

test('an option and its old name exclude each other', (context) => {
  const { configuration } = loadText(context, '{"RejectSopClasses": ["1.2.*"]}');
  assert.deepEqual(configuration.RejectedSopClasses, ['1.2.*']);
  const error = errorOf(() => loadText(context, '{"RejectSopClasses": [], "RejectedSopClasses": []}'));
  assert.equal(error.code, 'CONFIGURATION_DUPLICATE_KEY');
});

test('a key written twice in one file has its last value and gives a warning', (context) => {
  const { configuration, warnings } = loadText(context, '{"HttpPort": 1, "HttpPort": 2}');
  assert.equal(configuration.HttpPort, 2);
  assert.deepEqual(
    warnings.map(({ code, key }) => [code, key]),
    [['repeated-key', 'HttpPort']],
  );
});

test('a path or folder that cannot be read is refused', (context) => {
  const folder = temporaryFolder(context, {});
  for (const path of ['missing.json', '.']) {
    const error = errorOf(() => loadConfiguration({ paths: [path], env: {}, cwd: folder }));
    assert.equal(error.code, 'CONFIGURATION_UNREADABLE');
  }
});

test('relative paths start from the folder of their file', (context) => {
  const folder = temporaryFolder(context, { 'a.json': '{"StorageDirectory": "data", "SslCertificate": "/etc/c.pem"}' });
  const { configuration } = loadConfiguration({ paths: [join(folder, 'a.json')], env: {}, cwd: '/elsewhere' });
  assert.equal(configuration.StorageDirectory, join(folder, 'data'));
  assert.equal(configuration.SslCertificate, '/etc/c.pem');
  assert.equal(configuration.SslTrustedClientCertificates, join(folder, 'trustedClientCertificates.pem'));
});

test('variables are replaced before parsing', (context) => {
  const text = `{"HttpPort": \${PORT}, "Name": "\${NAME:-from \${}", "DicomAet": "\${AET:-X}"}`;
  const { configuration, warnings } = loadText(context, text, { PORT: '99', AET: 'Y' });
  assert.deepEqual([configuration.HttpPort, configuration.Name, configuration.DicomAet], [99, 'from ${', 'Y']);
  assert.deepEqual(warnings, []);
});

test('a variable that is not set and has no default is nothing, with a warning', (context) => {
  const { configuration, warnings } = loadText(context, `{"Name": "a\${NOT_SET}b"}`);
  assert.equal(configuration.Name, 'ab');
  assert.match(warnings[0]?.message ?? '', /NOT_SET is not set/);
});

test('the environment comes before files, and our prefix before that of the peer', (context) => {
  const env = {
    ORTHANC__DICOM_AET: 'PEER',
    ISOCENTER__DICOM_AET: 'OURS',
    ORTHANC__SSL_CERTIFICATE: '/certificate.pem',
    ORTHANC__STORE_MD5_FOR_ATTACHMENTS: 'false',
    ORTHANC__NAME: '12345',
    ORTHANC__DICOM_MODALITIES: '{"a": ["A", "h", 104]}',
    ORTHANC__REGISTERED_USERS__alice: '1234',
    ISOCENTER__DicomPort: '105',
    UNRELATED__HTTP_PORT: '1',
  };
  const { configuration, warnings, sources } = loadText(
    context,
    '{"DicomAet": "FILE", "RegisteredUsers": {"bob": "b"}}',
    env,
  );
  assert.equal(configuration.DicomAet, 'OURS');
  assert.equal(configuration.SslCertificate, '/certificate.pem');
  assert.equal(configuration.StoreMD5ForAttachments, false);
  assert.equal(configuration.Name, '12345');
  assert.equal(configuration.DicomModalities.a?.Port, 104);
  assert.deepEqual(configuration.RegisteredUsers, { bob: 'b', alice: '1234' });
  assert.equal(configuration.DicomPort, 105);
  assert.equal(configuration.HttpPort, 8042);
  assert.deepEqual(warnings, []);
  assert.equal(sources.length, 1 + 8);
});

test('an error in the environment names the variable', () => {
  const env = { ORTHANC__DICOM_PORT: 'many' };
  const error = errorOf(() => loadConfiguration({ paths: [], env, cwd: '/' }));
  assert.match(error.message, /^environment variable ORTHANC__DICOM_PORT: DicomPort: expected integer, got string$/);
});

test('options that contradict each other are refused, all of them named', (context) => {
  const cases: [string, RegExp][] = [
    ['{"RemoteAccessAllowed": true}', /RegisteredUsers/],
    ['{"RemoteAccessAllowed": true, "AuthenticationEnabled": true, "RegisteredUsers": {}}', /RegisteredUsers/],
    ['{"OverwriteInstances": "IfChanged", "StoreMD5ForAttachments": false}', /OverwriteInstances, StoreMD5/],
    ['{"CheckRevisions": true, "StoreMD5ForAttachments": false}', /CheckRevisions, StoreMD5/],
    ['{"PatientLevelEnabled": false, "MaximumPatientCount": 1}', /PatientLevelEnabled, MaximumPatientCount/],
    ['{"PatientLevelEnabled": false, "MaximumStorageSize": 1}', /MaximumStorageSize/],
    ['{"DicomTlsEnabled": true}', /DicomTlsCertificate/],
    ['{"DicomTlsMinimumProtocolVersion": 5}', /DicomTlsCiphersAccepted/],
  ];
  for (const [text, keys] of cases) {
    const error = errorOf(() => loadText(context, text));
    assert.equal(error.code, 'CONFIGURATION_CONFLICT', text);
    assert.match(error.message, keys);
  }
  assert.doesNotThrow(() => loadText(context, '{"RemoteAccessAllowed": true, "AuthenticationEnabled": false}'));
  assert.doesNotThrow(() => loadText(context, '{"RemoteAccessAllowed": true, "RegisteredUsers": {"a": "b"}}'));
});

test('the result cannot be changed, however deep', (context) => {
  const { configuration } = loadText(context, '{"DicomModalities": {"a": ["A", "h", 104]}}');
  assert.ok(Object.isFrozen(configuration));
  assert.ok(Object.isFrozen(configuration.DicomModalities.a));
  assert.ok(Object.isFrozen(configuration.AcceptedTransferSyntaxes));
});

test('a name that JavaScript gives a meaning to is only a name', (context) => {
  const { configuration } = loadText(context, '{"RegisteredUsers": {"__proto__": "p"}, "__proto__": {"DicomPort": 1}}');
  assert.deepEqual(Object.keys(configuration.RegisteredUsers ?? {}), ['__proto__']);
  assert.equal(configuration.DicomPort, 4242);
});
