import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { ChunkedUploads } from '../../uploads/chunked-uploads.ts';
import type { FileIntake } from '../../uploads/file-intake.ts';
import { formBoundary, formFiles } from '../../uploads/form-files.ts';
import { contract } from '../contract/route-contract.ts';
import { type BodyLimits, bodyChunks } from '../request-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { storedInstance, storedInstanceJson } from '../stored-instance.ts';

export interface InstancesDeps {
  readonly fileIntake: Pick<FileIntake, 'take'>;
  readonly limits: BodyLimits;
  readonly readOnly: boolean;
  /** `TemporaryDirectory`. */
  readonly temporaryFolder: string;
}

/** Uploading: a DICOM file, a ZIP of them, or a form with such files. */
export function instanceRoutes(app: FastifyInstance, deps: InstancesDeps): void {
  if (deps.readOnly) return;
  const chunked = new ChunkedUploads(deps.temporaryFolder);
  app.addHook('onClose', () => chunked.close());
  app.post(
    '/instances',
    {
      config: contract({
        tag: 'Instances',
        summary: 'Store DICOM files',
        headers: {
          'content-encoding': '`gzip`: the body is compressed',
          'x-file-name': 'In a form with part of a file: the name of the file',
          'x-file-size': 'In a form with part of a file: bytes of the whole file',
        },
        body: [
          { bytes: 'A DICOM file', mediaType: 'application/dicom' },
          { bytes: 'A ZIP of DICOM files', mediaType: 'application/zip' },
          { bytes: 'A form with DICOM files or ZIPs', mediaType: 'multipart/form-data' },
        ],
        answer: [{ json: Type.Union([storedInstanceJson, Type.Array(storedInstanceJson)]) }],
      }),
    },
    (request) => {
      const boundary = formBoundary(request.headers['content-type']);
      return boundary === undefined ? takeBody(request, deps) : takeForm(request, boundary, chunked, deps);
    },
  );
}

async function takeBody(request: FastifyRequest, { fileIntake, limits }: InstancesDeps): Promise<object> {
  const taken = await fileIntake.take(bodyChunks(request, limits), requestOrigin(request));
  return taken.kind === 'file' ? storedInstance(taken.result) : taken.results.map(storedInstance);
}

async function takeForm(
  request: FastifyRequest,
  boundary: string,
  chunked: ChunkedUploads,
  { fileIntake, limits }: InstancesDeps,
): Promise<readonly object[]> {
  const origin = requestOrigin(request);
  const stored: object[] = [];
  const take = async (chunks: AsyncIterable<Uint8Array>) => {
    const taken = await fileIntake.take(chunks, origin);
    stored.push(...(taken.kind === 'file' ? [taken.result] : taken.results).map(storedInstance));
  };
  for await (const { chunks } of formFiles(boundary, bodyChunks(request, limits))) {
    const part = chunkOfFile(request, limits);
    if (part === undefined) {
      await take(chunks);
      continue;
    }
    await using whole = await chunked.add(part, chunks);
    if (whole !== undefined) await take(whole.read());
  }
  return stored;
}

/** The file that the form has a part of, when it says so. */
function chunkOfFile(request: FastifyRequest, { maxBodyBytes }: BodyLimits) {
  const { 'x-file-name': name, 'x-file-size': size } = request.headers;
  const totalBytes = Number(size);
  if (typeof name !== 'string' || !Number.isSafeInteger(totalBytes) || totalBytes < 1) return undefined;
  if (totalBytes > maxBodyBytes) return undefined;
  return { key: `${request.username ?? request.ip}/${name}`, totalBytes };
}
