import { createServer } from 'node:net';
import type { TestContext } from 'node:test';
import {
  type Association,
  type AssociationRequest,
  type ConnectOptions,
  connect,
  DicomServer,
  type DicomServerOptions,
  type ScpHandlers,
} from '@isocenter/dimse';
import { parseModality, type RemoteModality } from '../../src/config/modality.ts';
import { AssociationOpener } from '../../src/dimse-out/association-opener.ts';
import { CircuitBreaker } from '../../src/dimse-out/circuit-breaker.ts';
import type { DestinationDefaults } from '../../src/dimse-out/destination.ts';

export const explicitLittleEndian = '1.2.840.10008.1.2.1';
export const implicitLittleEndian = '1.2.840.10008.1.2';

export interface RemotePeer {
  readonly port: number;
  /** Every association request it has seen. */
  readonly requests: AssociationRequest[];
  readonly server: DicomServer;
}

/** What a remote application refuses. */
export interface PeerOptions extends Partial<Pick<DicomServerOptions, 'negotiate'>> {
  /** Abstract syntaxes not accepted. */
  readonly refused?: readonly string[];
  /** Whether roles are granted; default yes. */
  readonly grantsRoles?: boolean;
}

/** An application on a free port that takes every context in its first syntax, and performs what the handlers can. */
export async function startPeer(
  t: TestContext,
  handlers: ScpHandlers,
  { refused = [], grantsRoles = true, negotiate }: PeerOptions = {},
): Promise<RemotePeer> {
  const requests: AssociationRequest[] = [];
  const server = new DicomServer({
    negotiate(request) {
      requests.push(request);
      if (negotiate !== undefined) return negotiate(request);
      const contexts = request.presentationContexts
        .filter(({ abstractSyntax }) => !refused.includes(abstractSyntax))
        .map(({ id, transferSyntaxes: [transferSyntax = ''] }) => [id, { transferSyntax }] as const);
      return { contexts: new Map(contexts), ...(grantsRoles && { roles: request.roles }) };
    },
    handlers,
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  t.after(() => server.close());
  return { port: server.address?.port ?? 0, requests, server };
}

/** A TCP port that nothing listens on any more. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** An association with a peer on this machine; aborted with the test if it is still open. */
export async function associate(
  t: TestContext,
  port: number,
  options: Pick<ConnectOptions, 'contexts'> & Partial<ConnectOptions>,
): Promise<Association> {
  const addresses = { host: '127.0.0.1', port, callingAet: 'PACS', calledAet: 'ISOCENTER' };
  const association = await connect({ ...addresses, ...options });
  t.after(() => association.abort());
  return association;
}

export function newOpener(): AssociationOpener {
  const breaker = new CircuitBreaker({ threshold: 0, delayMs: 0, nowMs: () => 0 });
  return new AssociationOpener({ breaker, maxPduBytes: 16_384, tls: undefined });
}

export const destinationDefaults: DestinationDefaults = {
  localAet: 'ISOCENTER',
  timeoutMs: 10_000,
  parallelAssociations: 1,
  asynchronousOperations: 1,
  transcode: true,
};

/** A modality `pacs` with the title PACS on this machine. */
export function modalityAt(port: number, fields: Partial<RemoteModality> = {}): RemoteModality {
  return { ...parseModality('pacs', ['PACS', '127.0.0.1', port]), ...fields };
}
