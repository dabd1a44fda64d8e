import { connect, createServer, type Socket } from 'node:net';
import process from 'node:process';

/** Bytes under way in one direction before the sender has to wait: far more than the delay needs. */
const MAX_HELD_BYTES = 64 * 1024 * 1024;

const [port, delayMs] = process.argv.slice(2).map(Number);

/** Hands on what comes from one socket to the other, later. */
function passOn(from: Socket, to: Socket): void {
  let heldBytes = 0;
  from.on('data', (chunk) => {
    heldBytes += chunk.length;
    if (heldBytes >= MAX_HELD_BYTES) from.pause();
    setTimeout(() => {
      to.write(chunk, () => {
        heldBytes -= chunk.length;
        if (heldBytes < MAX_HELD_BYTES / 2) from.resume();
      });
    }, delayMs);
  });
  from.on('end', () => setTimeout(() => to.end(), delayMs));
  from.on('error', () => to.destroy());
}

const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
  const far = connect({ host: '127.0.0.1', port: port ?? 0, allowHalfOpen: true, noDelay: true });
  passOn(near, far);
  passOn(far, near);
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.(address?.port);
});
