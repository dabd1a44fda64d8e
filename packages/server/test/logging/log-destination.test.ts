import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { logFileName, openLogDestination } from '../../src/logging/log-destination.ts';
import { textLine } from '../../src/logging/text-format.ts';

function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'isocenter-log-'));
  context.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

const jsonLine = '{"level":30,"time":"2026-01-31T23:59:59.000Z","category":"dicom","association":7,"msg":"sent"}\n';
const line = '2026-01-31T23:59:59.000Z INFO  dicom: sent association=7\n';

/** A line that the system is writing already is not waited for by `flush`. Fails at the time limit of the test. */
async function untilFileHolds(path: string, text: string): Promise<void> {
  while (readFileSync(path, 'utf8') !== text) {
    assert.ok(text.startsWith(readFileSync(path, 'utf8')));
    await setImmediate();
  }
}

test('a line for people has time, severity, category, message and fields', () => {
  assert.equal(textLine(jsonLine), line);
});

test('text of a peer cannot look like another log line', () => {
  const forged = JSON.stringify({ level: 40, time: 't', category: 'dicom', aet: 'A\nB\u001b[2J', msg: 'a\r\nb' });
  const printed = textLine(forged);
  assert.equal(printed.indexOf('\n'), printed.length - 1);
  assert.doesNotMatch(printed.slice(0, -1), /\p{Cc}/u);
});

test('an error is printed with its code and the lines of its stack', () => {
  const error = {
    name: 'Error',
    message: 'no "room"',
    code: 'ENOSPC',
    stack: 'Error: no room\n    at here (a.ts:1:1)',
  };
  const printed = textLine(JSON.stringify({ level: 50, time: 't', category: 'generic', error, msg: 'failed' }));
  assert.equal(printed, 't ERROR generic: failed error="no \\"room\\"" code=ENOSPC\n    at here (a.ts:1:1)\n');
});

test('a log file is appended to, in either format', async (context) => {
  const file = join(temporaryFolder(context), 'inner', 'isocenter.log');
  for (const format of ['json', 'text'] as const) {
    const destination = openLogDestination({ format, file }, new Date());
    destination.write(jsonLine);
    destination.flush();
  }
  await untilFileHolds(file, jsonLine + line);
});

test('a log folder gets a file of its own for each start', (context) => {
  const directory = join(temporaryFolder(context), 'logs');
  const destination = openLogDestination({ format: 'json', directory }, new Date('2026-01-31T23:59:59.123Z'));
  destination.write(jsonLine);
  destination.flush();
  assert.equal(logFileName(new Date('2026-01-31T23:59:59.123Z'), 42), 'isocenter.20260131-235959.42.log');
  assert.deepEqual(readdirSync(directory), [`isocenter.20260131-235959.${process.pid}.log`]);
});
