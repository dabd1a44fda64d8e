import { parseFileHeader, transferSyntaxOf } from '@isocenter/dicom';
import type { AssociationOpener } from '../dimse-out/association-opener.ts';
import { type Destination, destinationKey } from '../dimse-out/destination.ts';
import { statusError } from '../dimse-out/status-error.ts';
import { withAssociation } from '../dimse-out/with-association.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** The file meta information of a file of some sense ends within. */
const maxHeadBytes = 1024 * 1024;

/** What a file says of its instance. */
export interface SentInstance {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
}

/**
 * Sends a DICOM file by C-STORE while it arrives, in the transfer syntax that it has, without storing it. Its chunks are
 * taken as fast as the destination takes them.
 * @throws IsocenterError BadFileFormat; those of associations
 */
export async function storeStraight(
  opener: Pick<AssociationOpener, 'open'>,
  destination: Destination,
  file: AsyncIterable<Uint8Array>,
): Promise<SentInstance> {
  const chunks = file[Symbol.asyncIterator]();
  const { first, sopClassUid, sopInstanceUid, transferSyntaxUid } = await readHead(chunks);
  const contexts = [{ abstractSyntax: sopClassUid, transferSyntaxes: [transferSyntaxUid] }];
  const peer = destinationKey(destination);
  await withAssociation(opener, destination, contexts, {}, async (association) => {
    const context = association.contextFor(sopClassUid, transferSyntaxUid);
    if (context === undefined) {
      throw new IsocenterError('NoPresentationContext', `${peer} accepts neither the class nor the syntax`);
    }
    const response = await association.store({
      sopClassUid,
      sopInstanceUid,
      contextId: context.id,
      dataSet: dataSetOf(first, chunks),
    });
    if (response.category !== 'success' && response.category !== 'warning') {
      throw statusError(peer, 'C-STORE', response);
    }
  });
  return { sopClassUid, sopInstanceUid };
}

async function readHead(chunks: AsyncIterator<Uint8Array>) {
  let head = Buffer.alloc(0);
  for (let complete = false; ; ) {
    const header = headerOf(head, complete);
    if (header !== 'need more') {
      const { fileMeta, transferSyntax } = header;
      const sopClassUid = fileMeta?.text(0x0002_0002);
      const sopInstanceUid = fileMeta?.text(0x0002_0003);
      if (sopClassUid === undefined || sopInstanceUid === undefined) {
        throw new IsocenterError('BadFileFormat', 'The file meta information names no SOP instance');
      }
      return {
        first: head.subarray(header.dataSetOffset),
        sopClassUid,
        sopInstanceUid,
        transferSyntaxUid: transferSyntax.uid,
      };
    }
    if (head.length > maxHeadBytes) throw new IsocenterError('BadFileFormat', 'The file meta information has no end');
    const next = await chunks.next();
    complete = next.done === true;
    if (next.done !== true) head = Buffer.concat([head, next.value]);
  }
}

function headerOf(head: Uint8Array, complete: boolean) {
  try {
    const header = parseFileHeader(head, { complete });
    if (header !== 'need more' && transferSyntaxOf(header.transferSyntax.uid) === undefined) {
      throw new IsocenterError('BadFileFormat', 'The transfer syntax of the file is unknown');
    }
    if (header === 'need more' && complete) throw new IsocenterError('BadFileFormat', 'The body is no DICOM file');
    return header;
  } catch (cause) {
    if (cause instanceof IsocenterError) throw cause;
    throw new IsocenterError('BadFileFormat', 'The body is no DICOM file', { cause });
  }
}

async function* dataSetOf(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
