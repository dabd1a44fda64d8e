import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDataSet, TransferSyntaxes } from '@isocenter/dicom';
import type { ScpHandlers } from '@isocenter/dimse';
import { destinationOf } from '../../src/dimse-out/destination.ts';
import { echoModality } from '../../src/dimse-out/echo.ts';
import { IsocenterError } from '../../src/model/isocenter-error.ts';
import { closedPort, destinationDefaults, modalityAt, newOpener, startPeer } from '../support/remote-peer.ts';

const studyFind = '1.2.840.10008.5.1.4.1.2.2.1';
const destinationAt = (port: number) => destinationOf(modalityAt(port, { Timeout: 1 }), destinationDefaults);
const failsWith = (code: string, status?: number) => (error: unknown) => {
  assert.ok(error instanceof IsocenterError);
  assert.equal(error.code, code);
  const payload = status === undefined ? undefined : { Type: 'Dimse', Content: { DimseErrorStatus: status } };
  assert.deepEqual(error.payload, payload);
  return true;
};

test('an echo is a C-ECHO and nothing else', async (t) => {
  let echoes = 0;
  const echo: ScpHandlers['echo'] = () => {
    echoes += 1;
    return { status: 0 };
  };
  const { port, requests, server } = await startPeer(t, { echo });
  await echoModality(newOpener(), destinationAt(port), { checkFind: false });
  assert.equal(echoes, 1);
  assert.deepEqual(
    requests[0]?.presentationContexts.map(({ abstractSyntax }) => abstractSyntax),
    ['1.2.840.10008.1.1'],
  );
  assert.deepEqual([...server.associations], [], 'the association is released');
});

test('with a check of C-FIND it asks for a study that nobody has, another one each time', async (t) => {
  const asked: (readonly [string | undefined, string | undefined])[] = [];
  const find: ScpHandlers['find'] = async function* (operation) {
    const identifier = parseDataSet(await operation.identifier(), TransferSyntaxes.ExplicitVRLittleEndian);
    asked.push([identifier.text(0x0008_0052), identifier.text(0x0020_000d)]);
    yield* [];
    return { status: 0 };
  };
  const { port } = await startPeer(t, { find });
  await echoModality(newOpener(), destinationAt(port), { checkFind: true });
  await echoModality(newOpener(), destinationAt(port), { checkFind: true });
  assert.deepEqual(
    asked.map(([level]) => level),
    ['STUDY', 'STUDY'],
  );
  assert.match(asked[0]?.[1] ?? '', /^2\.25\.\d+$/);
  assert.notEqual(asked[0]?.[1], asked[1]?.[1]);
});

test('a modality that refuses, aborts, is silent or is not there fails the echo', async (t) => {
  const refusing = await startPeer(t, { echo: () => ({ status: 0x0124 }) });
  await assert.rejects(
    echoModality(newOpener(), destinationAt(refusing.port), { checkFind: false }),
    failsWith('NetworkProtocol', 0x0124),
  );
  const aborting = await startPeer(t, {
    echo(operation) {
      operation.association.abort();
      return { status: 0 };
    },
  });
  const silent = await startPeer(t, { echo: () => new Promise(() => undefined) });
  for (const [port, code] of [
    [aborting.port, 'NetworkProtocol'],
    [silent.port, 'Timeout'],
    [await closedPort(), 'NetworkProtocol'],
  ] as const) {
    await assert.rejects(echoModality(newOpener(), destinationAt(port), { checkFind: false }), failsWith(code));
  }
});

test('a C-FIND that is refused, by class or by status, fails the check', async (t) => {
  const classless = await startPeer(t, {}, { refused: [studyFind] });
  await assert.rejects(
    echoModality(newOpener(), destinationAt(classless.port), { checkFind: true }),
    failsWith('NoCFindHandler'),
  );
  const find: ScpHandlers['find'] = async function* () {
    yield* [];
    return { status: 0xa700 };
  };
  const failing = await startPeer(t, { find });
  await assert.rejects(
    echoModality(newOpener(), destinationAt(failing.port), { checkFind: true }),
    failsWith('NetworkProtocol', 0xa700),
  );
});
