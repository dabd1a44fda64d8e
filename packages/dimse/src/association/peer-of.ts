import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Peer } from '../negotiation/association-request.ts';

/** The other end of a connected socket. */
export function peerOf(socket: Socket): Peer {
  // A server that listens on both kinds of addresses sees IPv4 ones inside IPv6 ones (RFC 4291 2.5.5.2).
  const remoteAddress = (socket.remoteAddress ?? '').replace(/^::ffff:(?=[\d.]+$)/i, '');
  const address = { remoteAddress, remotePort: socket.remotePort ?? 0 };
  if (!(socket instanceof TLSSocket)) return { ...address, tls: false };
  const peerCertificate = socket.getPeerCertificate();
  // Node gives an empty object for a peer without a certificate, and nothing once the socket is destroyed.
  const presented = peerCertificate?.raw !== undefined;
  return { ...address, tls: true, ...(presented ? { peerCertificate } : {}) };
}
