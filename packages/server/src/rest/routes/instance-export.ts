import { open } from 'node:fs/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BlobReader } from '../../blobs/blob-store.ts';
import { uncompressedReader } from '../../blobs/uncompressed-reader.ts';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { contract } from '../contract/route-contract.ts';
import { answerForbidden } from '../error-answer.ts';
import { withDicomFile } from '../instance-file.ts';
import { type BodyLimits, textBody } from '../request-body.ts';
import type { IdParams } from './resources.ts';

export interface InstanceExportDeps {
  readonly index: Pick<IndexStore, 'getAttachment'>;
  readonly blobs: BlobReader;
  readonly limits: BodyLimits;
  /** `RestApiWriteToFileSystemEnabled`. */
  readonly writesToFileSystem: boolean;
}

/** Writing an instance to a path of this machine, for those who may name any. */
export function instanceExportRoutes(app: FastifyInstance, deps: InstanceExportDeps): void {
  app.post(
    '/instances/:id/export',
    {
      config: contract({
        tag: 'Instances',
        summary: 'Write the DICOM file to a path of the server',
        description: 'Forbidden unless `RestApiWriteToFileSystemEnabled`',
        body: [{ text: 'The path' }],
        otherAnswers: { 403: 'It is not enabled' },
      }),
    },
    async (request: FastifyRequest<{ Params: IdParams }>, reply) => {
      if (!deps.writesToFileSystem) return answerForbidden(request, reply);
      const path = await textBody(request, deps.limits);
      if (path === '' || path.includes('\0')) throw new IsocenterError('BadRequest', 'The body must be a path');
      await withDicomFile(deps.index, request.params.id, async (attachment) => {
        const chunks = uncompressedReader(deps.blobs, attachment).read(attachment.uuid);
        await writeFile(path, chunks);
      });
      return reply.type('text/plain').send('');
    },
  );
}

/** The file is made when the first bytes are there. @throws IsocenterError CannotWriteFile */
async function writeFile(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  let file: Awaited<ReturnType<typeof open>> | undefined;
  try {
    for await (const chunk of chunks) {
      file ??= await open(path, 'w');
      await file.writeFile(chunk);
    }
    await file?.sync();
  } catch (cause) {
    if (cause instanceof IsocenterError) throw cause;
    throw new IsocenterError('CannotWriteFile', 'The file cannot be written', { cause });
  } finally {
    await file?.close();
  }
}
