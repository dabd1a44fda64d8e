/** A query/retrieve SCP over three made-up instances: `node examples/query-retrieve-scp.ts [port]`. */
import {
  type CommandStatus,
  DicomServer,
  type FindAnswer,
  type FindOperation,
  finalRetrieveStatus,
  type GetOperation,
  type RetrieveResult,
  Status,
  type SubOperationCounters,
  selectContexts,
} from '@isocenter/dimse';

const [port = '11112'] = process.argv.slice(2);

const IMPLICIT = '1.2.840.10008.1.2';
const STUDY_ROOT_FIND = '1.2.840.10008.5.1.4.1.2.2.1';
const STUDY_ROOT_GET = '1.2.840.10008.5.1.4.1.2.2.3';
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
const INSTANCES = ['2.25.1', '2.25.2', '2.25.3'];

/** One element in implicit VR little endian, text padded to even. */
function element(group: number, number: number, text: string): Buffer {
  const value = Buffer.from(text.length % 2 === 0 ? text : `${text}\0`, 'latin1');
  const header = Buffer.alloc(8);
  header.writeUInt16LE(group, 0);
  header.writeUInt16LE(number, 2);
  header.writeUInt32LE(value.length, 4);
  return Buffer.concat([header, value]);
}

/** Every instance matches every query. */
async function* find(operation: FindOperation): AsyncGenerator<FindAnswer, CommandStatus, void> {
  await operation.identifier();
  yield INSTANCES.map((uid) => Buffer.concat([element(0x0008, 0x0018, uid), element(0x0008, 0x0052, 'IMAGE ')]));
  return { status: Status.success };
}

async function* get(operation: GetOperation): AsyncGenerator<SubOperationCounters, RetrieveResult, void> {
  await operation.identifier();
  const failedSopInstanceUids: string[] = [];
  let completed = 0;
  const counters = () => ({ completed, failed: failedSopInstanceUids.length, warning: 0 });
  for (const [index, sopInstanceUid] of INSTANCES.entries()) {
    const remaining = INSTANCES.length - index;
    if (operation.signal.aborted) return { status: Status.cancel, remaining, ...counters(), failedSopInstanceUids };
    yield { remaining, ...counters() };
    const dataSet = Buffer.concat([
      element(0x0008, 0x0016, SECONDARY_CAPTURE),
      element(0x0008, 0x0018, sopInstanceUid),
      element(0x0020, 0x000d, '2.25.9'),
    ]);
    try {
      await operation.association.store({ sopClassUid: SECONDARY_CAPTURE, sopInstanceUid, dataSet });
      completed += 1;
    } catch {
      failedSopInstanceUids.push(sopInstanceUid);
    }
  }
  return { status: finalRetrieveStatus(counters()), ...counters(), failedSopInstanceUids };
}

const supported = new Map([STUDY_ROOT_FIND, STUDY_ROOT_GET, SECONDARY_CAPTURE].map((uid) => [uid, [IMPLICIT]]));
const server = new DicomServer({
  negotiate: ({ presentationContexts, roles }) => ({
    contexts: selectContexts(presentationContexts, supported),
    roles,
  }),
  handlers: { find, get },
});
await server.listen({ port: Number(port) });
console.log(`listening on ${server.address?.port}`);
process.once('SIGINT', () => server.close({ graceMs: 5000 }));
