import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { answersEcho } from './archive-client.ts';
import { eventually, within } from './bounded-wait.ts';
import { capturedSession } from './captured-session.ts';
import { ServerProcess } from './server-process.ts';

const scpTimeoutSeconds = 1;
/** Far more than DicomScpTimeout, far less than the server's own timers. */
const limitMs = 10_000;

/** Where each PDU of a byte stream begins. */
function pduOffsets(bytes: Buffer): number[] {
  const offsets: number[] = [];
  for (let offset = 0; offset < bytes.length; offset += 6 + bytes.readUInt32BE(offset + 2)) offsets.push(offset);
  return offsets;
}

test('the server closes a connection within DicomScpTimeout whose client falls silent', {
  concurrency: true,
}, async (t) => {
  const server = await ServerProcess.start(t, { configuration: { DicomScpTimeout: scpTimeoutSeconds } });
  const session = await capturedSession(server.dicomPort);
  const [, firstData = 0, secondData = 0] = pduOffsets(session);
  const descriptors = await server.descriptors();
  const silences: readonly (readonly [name: string, bytes: number])[] = [
    ['before a word', 0],
    ['inside the header of its A-ASSOCIATE-RQ', 3],
    ['inside its A-ASSOCIATE-RQ', firstData >> 1],
    ['after its A-ASSOCIATE-RQ', firstData],
    ['inside a P-DATA-TF', firstData + 20],
    ['inside a message', secondData],
  ];
  await Promise.all(
    silences.map(([name, bytes]) =>
      t.test(name, async () => {
        const socket = await openSocket(server.dicomPort);
        t.after(() => socket.destroy());
        socket.resume();
        const closed = once(socket, 'close');
        socket.write(session.subarray(0, bytes));
        await within(limitMs, 'the close', closed);
      }),
    ),
  );
  assert.ok(await answersEcho(server.dicomPort));
  await eventually(limitMs, 'all is closed', async () => (await server.descriptors()) <= descriptors);
});

async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}
