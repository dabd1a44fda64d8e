import { channel } from 'node:diagnostics_channel';

/**
 * Everything this package reports, for node:diagnostics_channel. Each message is an object with the keys named here;
 * `peer` is a Peer. Strings from the peer are as received and must be escaped before they are logged.
 */
export const Diagnostics = {
  /** { peer, rejection, request }: an association was refused by this side. */
  associationRejected: channel('isocenter:dimse:association-rejected'),
  /** { association }: an association is established. */
  associationOpened: channel('isocenter:dimse:association-opened'),
  /** { association, reason }: it ended; `reason` is undefined after an orderly release. */
  associationClosed: channel('isocenter:dimse:association-closed'),
  /** { peer, error }: a connection ended before there was an association, in TLS or by a bad PDU. */
  connectionFailed: channel('isocenter:dimse:connection-failed'),
  /** { association, operation, error }: a handler threw; the peer got a failure status. */
  handlerFailed: channel('isocenter:dimse:handler-failed'),
  /** { association, command }: a response nobody waits for was dropped. */
  responseDropped: channel('isocenter:dimse:response-dropped'),
  /** { association, command, status }: a request was refused before any handler saw it. */
  requestRefused: channel('isocenter:dimse:request-refused'),
  /** { peer }, here as `address:port`: the peer closed the connection where it should have answered A-RELEASE-RP. */
  releaseUnanswered: channel('isocenter:dimse:release-unanswered'),
} as const;

/** Publishes a message that is only built when somebody listens. */
export function publish(name: keyof typeof Diagnostics, message: () => object): void {
  const target = Diagnostics[name];
  if (target.hasSubscribers) target.publish(message());
}
