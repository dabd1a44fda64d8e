/** C-ECHO and C-STORE: `node examples/echo-and-store.ts host port sopClassUid sopInstanceUid transferSyntax file`. */
import { createReadStream } from 'node:fs';
import { connect } from '@isocenter/dimse';

const [host = '', port = '', sopClassUid = '', sopInstanceUid = '', transferSyntax = '', file = ''] =
  process.argv.slice(2);

const association = await connect({
  host,
  port: Number(port),
  callingAet: 'EXAMPLE',
  calledAet: 'ANY-SCP',
  contexts: [
    { abstractSyntax: '1.2.840.10008.1.1', transferSyntaxes: ['1.2.840.10008.1.2'] },
    { abstractSyntax: sopClassUid, transferSyntaxes: [transferSyntax] },
  ],
});
console.log('C-ECHO', await association.echo());
// The file holds a data set alone, without preamble and file meta information; it is never in memory as a whole.
const dataSet = createReadStream(file);
console.log('C-STORE', await association.store({ sopClassUid, sopInstanceUid, dataSet }));
await association.release();
