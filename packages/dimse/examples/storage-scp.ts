/** A storage SCP: `node examples/storage-scp.ts [port] [folder]` writes each data set it receives to a file. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandStatus, DicomServer, type StoreOperation, StoreStatus } from '@isocenter/dimse';

const [port = '11112', folder = '.'] = process.argv.slice(2);

const VERIFICATION = '1.2.840.10008.1.1';
const STORAGE_CLASSES = '1.2.840.10008.5.1.4.1.1.';

async function store(operation: StoreOperation): Promise<CommandStatus> {
  if (!/^[0-9.]{1,64}$/.test(operation.sopInstanceUid)) return { status: StoreStatus.cannotUnderstand };
  const file = await open(join(folder, `${operation.sopInstanceUid}.dataset`), 'w');
  try {
    for await (const chunk of operation.dataSet) await file.write(chunk);
    // The peer may delete its copy once it has our answer.
    await file.sync();
  } finally {
    await file.close();
  }
  console.log(`${operation.association.callingAet}: ${operation.sopInstanceUid}`);
  return { status: StoreStatus.success };
}

const server = new DicomServer({
  negotiate: ({ presentationContexts }) => ({
    contexts: new Map(
      presentationContexts.map(({ id, abstractSyntax, transferSyntaxes: [first = ''] }) => {
        const known = abstractSyntax === VERIFICATION || abstractSyntax.startsWith(STORAGE_CLASSES);
        return [id, known ? { transferSyntax: first } : { result: 3 }];
      }),
    ),
    asyncOperations: { invoked: 8, performed: 1 },
  }),
  handlers: { store },
});
await server.listen({ port: Number(port) });
console.log(`listening on ${server.address?.port}`);
process.once('SIGINT', () => server.close({ graceMs: 5000 }));
