import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { root, unitSettings } from './deploy-files.ts';

const unit = join(root, 'deploy/systemd/isocenter.service');
/** Credentials without a path came with this version. */
const oldestVersion = 252;
const version = Number(
  /^systemd (\d+)/.exec(spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' }).stdout)?.[1],
);
const isMissing = !(version >= oldestVersion) && `no systemd-analyze of version ${oldestVersion} or newer`;

test('systemd takes the unit without a warning', { skip: isMissing }, () => {
  const { stderr, stdout } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
  // Where the server is not installed its program is missing, which is no fault of the unit.
  const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('isocenter.service'));
  assert.deepEqual(
    complaints.filter((line) => !/is not executable|No such file/.test(line)),
    [],
  );
});

test('systemd counts the service as little exposed', { skip: isMissing }, () => {
  const judged = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit], {
    encoding: 'utf8',
  });
  assert.equal(judged.status, 0, `${judged.stderr}${judged.stdout}`);
});

test('secrets come as credentials without a path, so that those that are not there are no fault', () => {
  const credentials = unitSettings('deploy/systemd/isocenter.service').filter(([name]) => name === 'LoadCredential');
  assert.ok(credentials.length >= 4);
  for (const [, value] of credentials) assert.match(value, /^ISOCENTER__\w+$/);
});

test('the manager is not told to wait for a notification that the server does not give', () => {
  assert.equal(new Map(unitSettings('deploy/systemd/isocenter.service')).get('Type'), 'exec');
});
