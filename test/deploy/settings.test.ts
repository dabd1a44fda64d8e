import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { environmentOverrides } from '../../packages/server/src/config/environment.ts';
import { loadConfiguration } from '../../packages/server/src/config/load.ts';
import { options } from '../../packages/server/src/config/options.ts';
import { pluginSections } from '../../packages/server/src/config/plugin-sections.ts';
import { compose, deployFiles, image, root, textOf, unitSettings } from './deploy-files.ts';

/** Names of variables, as they are written; not those that stand for any, such as ISOCENTER__SECTION__KEY. */
const variableName = /\b(?:ORTHANC|ISOCENTER)__[A-Z0-9]\w*\b/g;
const placeholders = new Set(['ISOCENTER__SECTION__KEY', 'ORTHANC__SECTION__KEY', 'ISOCENTER__KEY', 'ORTHANC__KEY']);

/** The option or field that a variable sets is none: what is wrong with it. */
function problemOf(name: string): string | undefined {
  const [override] = environmentOverrides([{ name: name.replace(/_(?:FILE|SECRET)$/, ''), place: '', text: '' }]);
  const [key = '', field] = override?.path ?? [];
  const option = options.get(key);
  // A section that is taken from files of the peer as it is: its fields are not in the table.
  if (option === undefined) return pluginSections.has(key) ? undefined : `${name}: there is no option ${key}`;
  const { fields } = option.type;
  if (field === undefined || fields === undefined) return undefined;
  const known = Object.keys(fields).map((each) => each.toLowerCase());
  return known.includes(field.toLowerCase()) ? undefined : `${name}: ${key} has no field ${field}`;
}

test('every variable that a deploy file or its documentation names sets an option of the table', () => {
  const files = [...deployFiles(), 'docs/deployment.md'];
  const names = files.flatMap((path) => [...textOf(path).matchAll(variableName)].map(([name]) => name));
  const used = new Set(names.filter((name) => !placeholders.has(name)));
  assert.ok(used.size >= 12, [...used].join());
  assert.deepEqual(
    [...used].map(problemOf).filter((problem) => problem !== undefined),
    [],
  );
});

test('a variable that sets no option would be found', () => {
  assert.equal(problemOf('ISOCENTER__DRAIN_DELAYS'), 'ISOCENTER__DRAIN_DELAYS: there is no option DrainDelays');
  assert.equal(problemOf('ISOCENTER__POSTGRESQL__HOTS'), 'ISOCENTER__POSTGRESQL__HOTS: PostgreSQL has no field Hots');
});

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-deploy-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Warnings but those of a section that is taken as it is. */
function complaints({ warnings }: ReturnType<typeof loadConfiguration>): readonly string[] {
  return warnings
    .filter(({ code, key = '' }) => !(code === 'plugin-section' && pluginSections.has(key)))
    .map(({ message }) => message);
}

test('the servers of compose.yaml have a valid configuration from their file, environment and secrets', (t) => {
  const folder = temporaryFolder(t);
  copyFileSync(join(root, 'deploy/compose/make-secrets.sh'), join(folder, 'make-secrets.sh'));
  execFileSync('sh', [join(folder, 'make-secrets.sh')], { stdio: 'ignore' });
  const { secrets, services } = compose();
  const servers = Object.entries(services).filter(([name]) => name.startsWith('isocenter-'));
  assert.equal(servers.length, 2);
  for (const [name, service] of servers) {
    const secretFolder = temporaryFolder(t);
    for (const secret of service.secrets ?? []) {
      assert.ok(typeof secret === 'object', 'a secret of a server is named after what it sets');
      copyFileSync(join(folder, secrets[secret.source]?.file ?? ''), join(secretFolder, secret.target));
    }
    const loaded = loadConfiguration({
      paths: [join(root, 'deploy/compose/isocenter.json')],
      env: { ...image().env, ...service.environment },
      cwd: '/',
      secretFolders: [secretFolder],
    });
    assert.deepEqual(complaints(loaded), [], name);
    const { configuration } = loaded;
    assert.equal(configuration.PostgreSQL?.Host, 'postgresql');
    assert.equal(configuration.PostgreSQL?.Lock, false);
    assert.equal(
      configuration.PostgreSQL?.Password,
      readFileSync(join(folder, 'secrets/postgresql-password'), 'utf8').trim(),
    );
    assert.deepEqual(Object.keys(configuration.RegisteredUsers ?? {}), ['admin']);
    assert.equal(configuration.RemoteAccessAllowed, true);
  }
});

test('the secrets of compose.yaml are made at random, each time others, and no file holds one', (t) => {
  const made = [1, 2].map(() => {
    const folder = temporaryFolder(t);
    copyFileSync(join(root, 'deploy/compose/make-secrets.sh'), join(folder, 'make-secrets.sh'));
    for (const _ of [1, 2]) execFileSync('sh', [join(folder, 'make-secrets.sh')], { stdio: 'ignore' });
    return Object.values(compose().secrets).map(({ file }) => readFileSync(join(folder, file), 'utf8'));
  });
  assert.equal(new Set(made.flat()).size, Object.keys(compose().secrets).length * 2);
  for (const path of deployFiles()) {
    assert.doesNotMatch(textOf(path), /(?:PASSWORD|SECRET_KEY|ACCESS_KEY)["']?\s*[:=]\s*["']?[^\s"'/{]/, path);
  }
});

test('the image has valid defaults, and asks for a user before it can be reached', (t) => {
  const { env } = image();
  assert.throws(() => loadConfiguration({ paths: [], env, cwd: '/' }), { message: /RegisteredUsers/ });
  const secretFolder = temporaryFolder(t);
  writeFileSync(join(secretFolder, 'ISOCENTER__REGISTERED_USERS'), '{"ann": "geheim:1"}');
  const paths = [join(root, 'deploy/docker/isocenter.json')];
  const loaded = loadConfiguration({ paths, env, cwd: '/', secretFolders: [secretFolder] });
  assert.deepEqual(loaded.warnings, []);
  assert.equal(loaded.configuration.StorageDirectory, '/var/lib/isocenter');
});

test('the configuration of the chart is valid', (t) => {
  const { configuration } = parse(textOf('deploy/helm/isocenter/values.yaml'));
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'isocenter.json'), JSON.stringify(configuration));
  assert.deepEqual(loadConfiguration({ paths: [folder], env: {}, cwd: '/' }).warnings, []);
});

test('the service of systemd has valid defaults', () => {
  const assignment = unitSettings('deploy/systemd/isocenter.service').find(([, value]) =>
    value.includes('ISOCENTER_DEFAULTS'),
  );
  const [, defaults] = /^'ISOCENTER_DEFAULTS=(.*)'$/.exec(assignment?.[1] ?? '') ?? [];
  const loaded = loadConfiguration({ paths: [], env: { ISOCENTER_DEFAULTS: defaults }, cwd: '/' });
  assert.deepEqual(loaded.warnings, []);
  assert.equal(loaded.configuration.StorageDirectory, '/var/lib/isocenter');
});
