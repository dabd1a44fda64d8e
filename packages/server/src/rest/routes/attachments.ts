import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BlobJanitor } from '../../blobs/blob-janitor.ts';
import type { BlobReader } from '../../blobs/blob-store.ts';
import type { UserContentType } from '../../config/user-definitions.ts';
import type { EventFeed } from '../../events/event-feed.ts';
import type { IndexStore } from '../../index/index-store.ts';
import type { Attachment } from '../../index/records.ts';
import type { Ingest } from '../../ingest/ingest.ts';
import { contentTypes } from '../../model/content-type.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type Level, levelRoutes } from '../../model/level.ts';
import { isUserNumber } from '../../model/metadata.ts';
import { AttachmentTypes } from '../attachment-types.ts';
import { isIntact } from '../blob-check.ts';
import { attachmentContracts, attachmentListQuery } from '../contract/attachment-contracts.ts';
import { readQuery } from '../contract/read-query.ts';
import { answerForbidden, answerNothing } from '../error-answer.ts';
import { sendFile } from '../file-answer.ts';
import { answerEmptyObject } from '../json-answer.ts';
import { queryArguments, textArgument } from '../query-arguments.ts';
import { type BodyLimits, bodyChunks } from '../request-body.ts';
import { attachmentJson } from '../resource-json.ts';
import { etagOf, expectedByDelete, expectedByPut, isUnmodified } from '../revisions.ts';
import { servedLevels } from '../served-levels.ts';
import type { IdParams } from './resources.ts';

export interface AttachmentsDeps {
  readonly index: Pick<IndexStore, 'deleteAttachment' | 'getAttachment' | 'getResource'>;
  readonly ingest: Pick<Ingest, 'recompressAttachment' | 'storeAttachment'>;
  readonly blobs: BlobReader;
  readonly janitor: Pick<BlobJanitor, 'remove'>;
  readonly events: Pick<EventFeed, 'publish'>;
  readonly limits: BodyLimits;
  /** `UserContentType`. */
  readonly userContentTypes: Readonly<Record<string, UserContentType>>;
  /** `CheckRevisions`. */
  readonly checkRevisions: boolean;
  readonly readOnly: boolean;
  readonly patientLevel: boolean;
}

interface AttachmentParams extends IdParams {
  readonly name: string;
}

type AttachmentRequest = FastifyRequest<{ Params: AttachmentParams }>;

/** What an attachment answers at its own URI: the URIs below it. */
const operations = [
  'compress',
  'compressed-data',
  'compressed-md5',
  'compressed-size',
  'data',
  'info',
  'is-compressed',
  'md5',
  'size',
  'uncompress',
  'verify-md5',
  'uuid',
] as const;

/** Answers what a GET asks of an attachment that is there. */
type Answer = (attachment: Attachment, request: AttachmentRequest, reply: FastifyReply) => unknown;

/** Attachments of the four levels: the files of the system to read, those of users to change as well. */
export function attachmentRoutes(app: FastifyInstance, deps: AttachmentsDeps): void {
  for (const level of servedLevels(deps)) new AttachmentRoutes(level, deps).add(app);
}

class AttachmentRoutes {
  readonly #level: Level;
  readonly #deps: AttachmentsDeps;
  readonly #types: AttachmentTypes;

  constructor(level: Level, deps: AttachmentsDeps) {
    this.#level = level;
    this.#deps = deps;
    this.#types = new AttachmentTypes(deps.userContentTypes);
  }

  add(app: FastifyInstance): void {
    const root = `/${levelRoutes[this.#level]}/:id/attachments`;
    const contracts = attachmentContracts(this.#level);
    app.get<{ Params: IdParams }>(root, { config: contracts.list }, (request) => this.#list(request));
    const answers: Readonly<Record<string, Answer>> = {
      'compressed-data': (attachment, request, reply) => this.#sendAsStored(attachment, request, reply),
      'compressed-md5': ({ compressedMd5 }, request, reply) => sendMd5(compressedMd5, request, reply),
      'compressed-size': ({ compressedSize }, _, reply) => sendText(compressedSize, reply),
      data: (attachment, request, reply) => this.#sendData(attachment, request, reply),
      info: (attachment) => attachmentJson(attachment),
      'is-compressed': ({ compression }, _, reply) => sendText(compression === 'none' ? 0 : 1, reply),
      md5: ({ uncompressedMd5 }, request, reply) => sendMd5(uncompressedMd5, request, reply),
      size: ({ uncompressedSize }, _, reply) => sendText(uncompressedSize, reply),
      uuid: ({ uuid }, _, reply) => sendText(uuid, reply),
    };
    this.#addGet(app, `${root}/:name`, contracts.one, () => operations);
    for (const [name, answer] of Object.entries(answers)) {
      this.#addGet(app, `${root}/:name/${name}`, contracts.operation(name), answer);
    }
    app.post<{ Params: AttachmentParams }>(`${root}/:name/verify-md5`, { config: contracts.verify }, (request, reply) =>
      this.#verify(request, reply),
    );
    if (this.#deps.readOnly) return;
    app.put<{ Params: AttachmentParams }>(`${root}/:name`, { config: contracts.put }, (request, reply) =>
      this.#put(request, reply),
    );
    app.delete<{ Params: AttachmentParams }>(`${root}/:name`, { config: contracts.remove }, (request, reply) =>
      this.#delete(request, reply),
    );
    for (const compression of ['none', 'zlib'] as const) {
      const name = compression === 'none' ? 'uncompress' : 'compress';
      app.post<{ Params: AttachmentParams }>(`${root}/:name/${name}`, { config: contracts[name] }, (request, reply) =>
        this.#recompress(request, reply, compression),
      );
    }
  }

  #addGet(app: FastifyInstance, uri: string, config: FastifyContextConfig, answer: Answer): void {
    app.get<{ Params: AttachmentParams }>(uri, { config }, async (request, reply) => {
      for (let missing: string | undefined; ; ) {
        const { revision, ...attachment } = await this.#attachmentOf(request);
        if (isUnmodified(request, reply, { revision, md5: attachment.uncompressedMd5 })) return reply.send();
        try {
          return await answer(attachment, request, reply);
        } catch (error) {
          // Whoever replaces an attachment removes its file: the one in its place is there.
          if (!isMissingFile(error) || attachment.uuid === missing) throw error;
          missing = attachment.uuid;
        }
      }
    });
  }

  async #list(request: FastifyRequest<{ Params: IdParams }>): Promise<object> {
    const resource = await this.#deps.index.getResource(this.#level, request.params.id, { attachments: true });
    if (resource === undefined) throw new IsocenterError('UnknownResource', '');
    const types = (resource.attachments ?? []).map(({ contentType }) => contentType);
    const names = types.map((type) => this.#types.nameOf(type));
    if (readQuery(request, attachmentListQuery).full !== true) return names;
    return Object.fromEntries(types.map((type, position) => [names[position], type]));
  }

  async #attachmentOf({ params }: AttachmentRequest): Promise<Attachment & { revision: number }> {
    const attachment = await this.#find(params);
    if (attachment === undefined) throw new IsocenterError('UnknownResource', '');
    return attachment;
  }

  #find({ id, name }: AttachmentParams): Promise<(Attachment & { revision: number }) | undefined> {
    return this.#deps.index.getAttachment(this.#level, id, this.#types.numberOf(name));
  }

  #sendData(attachment: Attachment, request: AttachmentRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { extension, mimeType } = this.#types.formOf(attachment.contentType);
    const filename = textArgument(queryArguments(request.query), 'filename') ?? `${attachment.uuid}${extension}`;
    return sendFile(request, reply, this.#deps.blobs, { attachment, contentType: mimeType, filename });
  }

  #sendAsStored(attachment: Attachment, request: AttachmentRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { compressedSize, compression } = attachment;
    const asStored = { ...attachment, compression: 'none', uncompressedSize: compressedSize } as const;
    const filename = textArgument(queryArguments(request.query), 'filename');
    const { mimeType } = this.#types.formOf(attachment.contentType);
    const contentType = compression === 'none' ? mimeType : 'application/octet-stream';
    return sendFile(request, reply, this.#deps.blobs, { attachment: asStored, contentType, filename });
  }

  async #verify(request: AttachmentRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { blobs, index } = this.#deps;
    const attachment = await this.#find(request.params);
    if (attachment !== undefined && (await isIntact(blobs, attachment))) return answerEmptyObject(reply);
    if (attachment === undefined && (await index.getResource(this.#level, request.params.id, {})) === undefined) {
      throw new IsocenterError('UnknownResource', '');
    }
    return answerNothing(request, reply);
  }

  async #put(request: AttachmentRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { checkRevisions, ingest, limits } = this.#deps;
    const { id, name } = request.params;
    const contentType = this.#types.numberOf(name);
    if (!isUserNumber(contentType)) return answerForbidden(request, reply);
    const expected = expectedByPut(request, checkRevisions);
    const target = { level: this.#level, publicId: id, contentType };
    const written = await ingest.storeAttachment(target, bodyChunks(request, limits), expected);
    return answerEmptyObject(reply.header('etag', etagOf(written)));
  }

  async #delete(request: AttachmentRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { checkRevisions, events, index, janitor } = this.#deps;
    const { id, name } = request.params;
    const contentType = this.#types.numberOf(name);
    const isDeletable = isUserNumber(contentType) || contentType === contentTypes['dicom-as-json'];
    if (!isDeletable) return answerForbidden(request, reply);
    const expected = expectedByDelete(request, checkRevisions);
    const blob = await index.deleteAttachment(this.#level, id, contentType, expected);
    if (blob === undefined) throw new IsocenterError('UnknownResource', '');
    janitor.remove([blob]);
    if (isUserNumber(contentType)) events.publish({ type: 'UpdatedAttachment', level: this.#level, publicId: id });
    return reply.type('text/plain').send('');
  }

  /** What has the wanted form already stays as it is, at its revision. */
  async #recompress(
    request: AttachmentRequest,
    reply: FastifyReply,
    wanted: Attachment['compression'],
  ): Promise<FastifyReply> {
    const attachment = await this.#attachmentOf(request);
    if (attachment.compression !== wanted) {
      const { contentType } = attachment;
      const name = { level: this.#level, publicId: request.params.id, contentType };
      await this.#deps.ingest.recompressAttachment(name, attachment, wanted);
    }
    return answerEmptyObject(reply);
  }
}

function isMissingFile(error: unknown): boolean {
  return error instanceof IsocenterError && error.code === 'InexistentFile';
}

function sendText(value: string | number, reply: FastifyReply): FastifyReply {
  return reply.type('text/plain').send(String(value));
}

function sendMd5(md5: string, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return md5 === '' ? answerNothing(request, reply) : sendText(md5, reply);
}
