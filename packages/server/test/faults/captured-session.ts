import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { associate, keys, store, studyRootFind } from './archive-client.ts';
import { generatedInstance } from './generated-instances.ts';

/**
 * What a client sends in a whole association with the server: A-ASSOCIATE-RQ, a C-STORE, a C-ECHO, a C-FIND and
 * A-RELEASE-RQ, as bytes.
 */
export async function capturedSession(port: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const recorder = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    client.on('data', (chunk: Buffer) => chunks.push(chunk));
    client.on('error', () => server.destroy()).pipe(server);
    server.on('error', () => client.destroy()).pipe(client);
  });
  recorder.listen(0, '127.0.0.1');
  await once(recorder, 'listening');
  const address = recorder.address();
  const association = await associate(typeof address === 'object' ? (address?.port ?? 0) : 0);
  await store(association, generatedInstance({ number: 1, study: 99, pixelBytes: 512 }));
  await association.echo();
  const identifier = keys({ '0008,0052': ['CS', 'STUDY'], '0010,0010': ['PN', 'F*'], '0020,000d': ['UI', ''] });
  for await (const _ of association.find({ sopClassUid: studyRootFind, identifier }));
  await association.release();
  recorder.close();
  return Buffer.concat(chunks);
}
