import type { TestContext } from 'node:test';
import {
  type Association,
  type ConnectOptions,
  connect,
  DicomServer,
  type DicomServerOptions,
  selectContexts,
} from '../../src/index.ts';
import {
  associateRequest,
  COMMITMENT,
  CT_STORAGE,
  EXPLICIT,
  IMPLICIT,
  ScriptedPeer,
  STUDY_FIND,
  STUDY_GET,
  STUDY_MOVE,
  VERIFICATION,
} from './scripted-peer.ts';

export const SOP_CLASSES = [VERIFICATION, CT_STORAGE, STUDY_FIND, STUDY_MOVE, STUDY_GET, COMMITMENT];

const SUPPORTED = new Map(SOP_CLASSES.map((uid) => [uid, [IMPLICIT, EXPLICIT]]));

/** A server on a free port that accepts everything of SOP_CLASSES and grants every role; closed with the test. */
export async function startServer(
  test: TestContext,
  options: Partial<DicomServerOptions> & Pick<DicomServerOptions, 'handlers'>,
): Promise<{ server: DicomServer; port: number }> {
  const server = new DicomServer({
    negotiate: (request) => ({
      contexts: selectContexts(request.presentationContexts, SUPPORTED),
      roles: request.roles,
      asyncOperations: { invoked: 8, performed: 8 },
    }),
    ...options,
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  test.after(() => server.close());
  return { server, port: server.address?.port ?? 0 };
}

/** An association with a server of `startServer`; aborted with the test if it is still open. */
export async function associate(
  test: TestContext,
  port: number,
  options: Partial<ConnectOptions> = {},
): Promise<Association> {
  const association = await connect({
    host: '127.0.0.1',
    port,
    callingAet: 'SCU',
    calledAet: 'SCP',
    contexts: SOP_CLASSES.map((abstractSyntax) => ({ abstractSyntax, transferSyntaxes: [IMPLICIT] })),
    ...options,
  });
  test.after(() => association.abort());
  return association;
}

/** A scripted peer whose association is established with contexts 1, 3, 5... for SOP_CLASSES in their order. */
export async function establishedPeer(test: TestContext, port: number): Promise<ScriptedPeer> {
  const peer = await ScriptedPeer.connectTo(port);
  test.after(() => peer.destroy());
  peer.send(associateRequest(SOP_CLASSES.map((uid, index) => [2 * index + 1, uid, IMPLICIT])));
  const accept = await peer.receive();
  if (accept?.type !== 2) throw new Error(`PDU ${accept?.type} instead of A-ASSOCIATE-AC`);
  return peer;
}
