import { randomUUID } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Deadline } from '../deadline.ts';
import { AssociationRejectedError, DimseError, TimeoutError } from '../errors.ts';
import { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME } from '../negotiation/implementation.ts';
import { negotiatedAssociation } from '../negotiation/negotiated-association.ts';
import { associateRequest } from '../negotiation/propose.ts';
import { encodePdu } from '../pdu/encode-pdu.ts';
import type { AssociateAcceptPdu } from '../pdu/pdu.ts';
import { Association } from './association.ts';
import type { ConnectOptions } from './connect-options.ts';
import { DEFAULT_ASSOCIATION_LIMITS } from './limits.ts';
import { peerOf } from './peer-of.ts';
import { DEFAULT_CONNECT_TIMEOUTS } from './timeouts.ts';
import { TLS_POLICY } from './tls-policy.ts';
import { UpperLayer } from './upper-layer.ts';

/**
 * Opens an association as its requestor (PS3.8 7.1).
 *
 * Rejects with AssociationRejectedError, AssociationAbortedError, AssociationLostError, TimeoutError (`connectMs`,
 * `associationMs`), DimseError CONNECTION_FAILED or NEGOTIATION_INVALID, or the reason of `signal`. An association in
 * which every context was refused is established all the same: see `acceptedContexts`.
 */
export async function connect(options: ConnectOptions): Promise<Association> {
  options.signal?.throwIfAborted();
  const limits = { ...DEFAULT_ASSOCIATION_LIMITS, ...options.limits };
  const request = associateRequest(options, {
    maximumLength: limits.maxPduBytes,
    implementationClassUid: options.implementationClassUid ?? IMPLEMENTATION_CLASS_UID,
    implementationVersionName: options.implementationVersionName ?? IMPLEMENTATION_VERSION_NAME,
  });
  // A proposal that cannot be encoded fails here, before there is a connection.
  encodePdu(request);
  const timeouts = { ...DEFAULT_CONNECT_TIMEOUTS, ...options.timeouts };
  const socket = await openSocket(options, timeouts.connectMs);
  const peer = peerOf(socket);

  const { promise, resolve, reject } = Promise.withResolvers<Association>();
  const upperLayer: UpperLayer = new UpperLayer(
    socket,
    {
      refuse: () => undefined,
      associationRequested: () => undefined,
      associationAccepted: (accept: AssociateAcceptPdu) => {
        const negotiated = negotiatedAssociation(request, accept, 'requestor');
        const { responseTimeoutMs } = timeouts;
        const handlers = options.handlers ?? {};
        resolve(
          new Association({ id: randomUUID(), upperLayer, negotiated, peer, handlers, limits, responseTimeoutMs }),
        );
      },
      associationRejected: (rejection) => reject(new AssociationRejectedError(rejection)),
      ended: (reason) => reject(reason ?? new DimseError('ASSOCIATION_LOST', 'the connection closed')),
    },
    { requestor: true, limits, timeouts },
  );
  const giveUp = (reason: unknown) => {
    reject(reason);
    upperLayer.abort(reason);
  };
  const deadline = new Deadline(timeouts.associationMs, () =>
    giveUp(new TimeoutError('associationMs', timeouts.associationMs)),
  );
  const abort = () => giveUp(options.signal?.reason);
  options.signal?.addEventListener('abort', abort, { once: true });
  deadline.start();
  upperLayer.request(request);
  try {
    return await promise;
  } finally {
    deadline.stop();
    options.signal?.removeEventListener('abort', abort);
  }
}

/** A connected socket, its TLS handshake done. */
function openSocket({ host, port, tls, signal }: ConnectOptions, connectMs: number): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket =
    tls === undefined
      ? connectTcp({ host, port, noDelay: true })
      : connectTls({ ...TLS_POLICY, ...(tls === true ? {} : tls), host, port });
  const giveUp = (reason: unknown) => {
    reject(reason);
    socket.destroy();
  };
  const deadline = new Deadline(connectMs, () => giveUp(new TimeoutError('connectMs', connectMs)));
  const abort = () => giveUp(signal?.reason);
  const failed = (cause?: Error) =>
    reject(
      new DimseError('CONNECTION_FAILED', `no connection to ${host}:${port}: ${cause?.message ?? 'closed'}`, { cause }),
    );
  const closed = () => failed();
  const settled = () => {
    deadline.stop();
    signal?.removeEventListener('abort', abort);
    socket.off('close', closed);
  };
  // The error listener stays: an error after we gave up must not go unhandled.
  socket.on('error', failed).on('close', closed);
  socket.once(tls === undefined ? 'connect' : 'secureConnect', () => resolve(socket));
  signal?.addEventListener('abort', abort, { once: true });
  deadline.start();
  return promise.finally(settled);
}
