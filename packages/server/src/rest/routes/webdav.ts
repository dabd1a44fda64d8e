import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { BlobReader } from '../../blobs/blob-store.ts';
import type { IndexStore } from '../../index/index-store.ts';
import { contentTypes } from '../../model/content-type.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { FileIntake } from '../../uploads/file-intake.ts';
import { FolderTree } from '../../webdav/folder-tree.ts';
import {
  activeLock,
  hrefOf,
  multistatusEnd,
  multistatusStart,
  patchedProperties,
  propertiesOf,
} from '../../webdav/multistatus.ts';
import type { Entry, Node } from '../../webdav/node.ts';
import { UploadFolder } from '../../webdav/upload-folder.ts';
import { contract } from '../contract/route-contract.ts';
import { sendFile } from '../file-answer.ts';
import { jsonText } from '../json-text.ts';
import { type BodyLimits, bodyChunks } from '../request-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { pathOf } from '../request-path.ts';
import { type DeletionDeps, deleteResource } from '../resource-deletion.ts';
import type { ResourceReader } from '../resource-reader.ts';

export interface WebDavDeps extends DeletionDeps {
  readonly index: Pick<IndexStore, 'deleteResource' | 'findResources' | 'getAttachment' | 'getResource'>;
  readonly blobs: BlobReader;
  readonly resources: Pick<ResourceReader, 'one'>;
  readonly fileIntake: Pick<FileIntake, 'take'>;
  readonly limits: BodyLimits;
  readonly readOnly: boolean;
  readonly webDav: WebDavSettings;
}

export interface WebDavSettings {
  /** `WebDavEnabled`. */
  readonly enabled: boolean;
  /** `WebDavDeleteAllowed`. */
  readonly deletes: boolean;
  /** `WebDavUploadAllowed`. */
  readonly uploads: boolean;
}

/** How the REST API shows a resource when nobody asks for anything particular. */
const asByDefault = { format: 'Simplified', requested: [], content: undefined } as const;

/** Methods beyond those of HTTP (RFC 4918 9), and whether requests have bodies. */
const davMethods = { PROPFIND: true, PROPPATCH: true, MKCOL: true, LOCK: true, UNLOCK: false } as const;
const allowed = ['OPTIONS', 'GET', 'HEAD', 'PUT', 'DELETE', ...Object.keys(davMethods)].join(', ');

type Handler = (request: FastifyRequest, reply: FastifyReply, path: readonly string[]) => unknown;

/** `/webdav/`: the archive as a network drive, read-only but for its folder for uploads. */
export function webDavRoutes(app: FastifyInstance, deps: WebDavDeps): void {
  if (!deps.webDav.enabled) return;
  for (const [method, hasBody] of Object.entries(davMethods)) app.addHttpMethod(method, { hasBody });
  const routes = new WebDavRoutes(deps);
  const handlers: Readonly<Record<string, { readonly summary: string; readonly handler: Handler }>> = {
    GET: { summary: 'Read a file', handler: (request, reply, path) => routes.get(request, reply, path) },
    HEAD: { summary: 'Look for a file', handler: (request, reply, path) => routes.get(request, reply, path) },
    PUT: {
      summary: 'Store a DICOM file or a ZIP',
      handler: (request, reply, path) => routes.put(request, reply, path),
    },
    DELETE: { summary: 'Delete', handler: (_, reply, path) => routes.delete(reply, path) },
    OPTIONS: {
      summary: 'What is offered',
      handler: (_, reply) => reply.headers({ dav: '1, 2', allow: allowed, 'ms-author-via': 'DAV' }).send(),
    },
    PROPFIND: { summary: 'List', handler: (request, reply, path) => routes.list(request, reply, path) },
    PROPPATCH: {
      summary: 'Accepted, without effect',
      handler: (_, reply, path) => sendXml(reply.code(207), patchedProperties(hrefOf(path))),
    },
    MKCOL: { summary: 'Make a folder for uploads', handler: (_, reply, path) => routes.makeFolder(reply, path) },
    LOCK: { summary: 'Accepted, without effect', handler: (_, reply, path) => routes.lock(reply, path) },
    UNLOCK: { summary: 'Accepted, without effect', handler: (_, reply) => reply.code(204).send() },
  };
  for (const [method, { handler, summary }] of Object.entries(handlers)) {
    for (const url of ['/webdav', '/webdav/*']) {
      // OpenAPI knows the methods of HTTP alone.
      const config = Object.hasOwn(davMethods, method) ? {} : contract({ tag: 'WebDAV', summary });
      app.route({ method, url, config, handler: (request, reply) => handler(request, reply, segmentsOf(request)) });
    }
  }
}

class WebDavRoutes {
  readonly #deps: WebDavDeps;
  readonly #tree: FolderTree;
  readonly #uploads = new UploadFolder();

  constructor(deps: WebDavDeps) {
    this.#deps = deps;
    this.#tree = new FolderTree(deps.index);
  }

  async list(request: FastifyRequest, reply: FastifyReply, path: readonly string[]): Promise<FastifyReply> {
    const { depth } = request.headers;
    if (depth !== '0' && depth !== '1') {
      // RFC 4918 9.1: a server may refuse to list everything at once.
      const httpStatus = depth === undefined || depth === 'infinity' ? 403 : 400;
      throw new IsocenterError('BadRequest', 'The depth of PROPFIND must be 0 or 1', { httpStatus });
    }
    const self = await this.#find(path);
    if (self === undefined) return reply.code(404).send();
    const { uploads } = this.#deps.webDav;
    const hasMembers = depth === '1' && self.isFolder;
    const members = this.#members(self.node);
    const pieces = async function* () {
      yield multistatusStart + propertiesOf(`${hrefOf(path)}${self.isFolder ? '/' : ''}`, self);
      if (hasMembers) {
        for await (const page of members) {
          const shown = page.filter(({ node }) => uploads || node.kind !== 'uploads');
          yield shown.map((entry) => propertiesOf(hrefOf([...path, entry.name]), entry)).join('');
        }
      }
      yield multistatusEnd;
    };
    reply.code(207).type('application/xml; charset=utf-8');
    return reply.send(Readable.from(pieces(), { objectMode: false }));
  }

  async get(request: FastifyRequest, reply: FastifyReply, path: readonly string[]): Promise<unknown> {
    const node = await this.#tree.resolve(path);
    if (node?.kind === 'document') {
      const { level, publicId } = node;
      const resource = await this.#deps.resources.one(level, publicId, asByDefault);
      return resource === undefined ? reply.code(404).send() : reply.type('application/json').send(jsonText(resource));
    }
    if (node?.kind !== 'instance') return reply.code(404).send();
    const attachment = await this.#deps.index.getAttachment('Instance', node.publicId, contentTypes.dicom);
    if (attachment === undefined) return reply.code(404).send();
    if (request.method === 'HEAD') {
      return reply.type('application/dicom').header('content-length', attachment.uncompressedSize).send();
    }
    return sendFile(request, reply, this.#deps.blobs, {
      attachment,
      contentType: 'application/dicom',
      filename: undefined,
    });
  }

  /** Operating systems put files of their own beside those of users: what is no DICOM file is taken and dropped. */
  async put(request: FastifyRequest, reply: FastifyReply, path: readonly string[]): Promise<FastifyReply> {
    const upload = this.#uploadPath(path);
    if (upload === undefined) return reply.code(403).header('connection', 'close').send();
    let sizeBytes = 0;
    const chunks = async function* (body: AsyncIterable<Uint8Array>) {
      for await (const chunk of body) {
        sizeBytes += chunk.length;
        yield chunk;
      }
    };
    try {
      await this.#deps.fileIntake.take(chunks(bodyChunks(request, this.#deps.limits)), requestOrigin(request));
    } catch (error) {
      if (!(error instanceof IsocenterError) || error.httpStatus !== 400) throw error;
    }
    this.#uploads.put(upload, { isFolder: false, sizeBytes, at: new Date() });
    return reply.code(201).send();
  }

  makeFolder(reply: FastifyReply, path: readonly string[]): FastifyReply {
    const upload = this.#uploadPath(path);
    if (upload === undefined) return reply.code(403).send();
    this.#uploads.put(upload, { isFolder: true, sizeBytes: 0, at: new Date() });
    return reply.code(201).send();
  }

  lock(reply: FastifyReply, path: readonly string[]): FastifyReply {
    if (this.#uploadPath(path) === undefined) return reply.code(403).send();
    const token = `opaquelocktoken:${randomUUID()}`;
    return sendXml(reply.code(200).header('lock-token', `<${token}>`), activeLock(hrefOf(path), token));
  }

  async delete(reply: FastifyReply, path: readonly string[]): Promise<FastifyReply> {
    const upload = this.#uploadPath(path);
    if (upload !== undefined) {
      this.#uploads.remove(upload);
      return reply.code(204).send();
    }
    const { readOnly, webDav } = this.#deps;
    if (readOnly || !webDav.deletes) return reply.code(403).send();
    const node = await this.#tree.resolve(path);
    if (node === undefined) return reply.code(404).send();
    if (node.kind !== 'resource' && node.kind !== 'instance') return reply.code(403).send();
    await deleteResource(this.#deps, node.kind === 'instance' ? 'Instance' : node.level, node.publicId);
    return reply.code(204).send();
  }

  async #find(path: readonly string[]): Promise<Entry | undefined> {
    const node = await this.#tree.resolve(path);
    if (node === undefined) return undefined;
    const name = path.at(-1) ?? 'webdav';
    switch (node.kind) {
      case 'uploads': {
        const known = this.#deps.webDav.uploads ? this.#uploads.find(node.path) : undefined;
        return known === undefined
          ? undefined
          : { name, node, isFolder: known.isFolder, sizeBytes: known.sizeBytes, modifiedAt: known.at };
      }
      case 'instance': {
        const attachment = await this.#deps.index.getAttachment('Instance', node.publicId, contentTypes.dicom);
        return { name, node, isFolder: false, sizeBytes: attachment?.uncompressedSize };
      }
      case 'document':
        return { name, node, isFolder: false };
      default:
        return { name, node, isFolder: true };
    }
  }

  async *#members(node: Node): AsyncGenerator<readonly Entry[]> {
    if (node.kind === 'uploads') yield this.#uploads.members(node.path);
    else yield* this.#tree.members(node);
  }

  /** The path below the folder for uploads; undefined where nothing can be written. */
  #uploadPath([top, ...below]: readonly string[]): string | undefined {
    const { readOnly, webDav } = this.#deps;
    if (readOnly || !webDav.uploads || top !== 'uploads' || below.length === 0) return undefined;
    return below.join('/');
  }
}

/** The names below `/webdav`. @throws IsocenterError UriSyntax */
function segmentsOf(request: FastifyRequest): readonly string[] {
  const [, ...names] = pathOf(request.raw.url)
    .split('/')
    .filter((name) => name !== '');
  try {
    return names.map(decodeURIComponent);
  } catch (cause) {
    throw new IsocenterError('UriSyntax', 'The URI cannot be decoded', { cause });
  }
}

function sendXml(reply: FastifyReply, xml: string): FastifyReply {
  return reply.type('application/xml; charset=utf-8').send(xml);
}
