import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventFeed } from '../../events/event-feed.ts';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type Level, levelRoutes } from '../../model/level.ts';
import { isUserNumber, systemMetadata } from '../../model/metadata.ts';
import { metadataContracts, metadataListQuery } from '../contract/metadata-contracts.ts';
import { readQuery } from '../contract/read-query.ts';
import { answerForbidden, answerNothing } from '../error-answer.ts';
import { NamedNumbers } from '../named-numbers.ts';
import { type BodyLimits, textBody } from '../request-body.ts';
import { etagOf, expectedByDelete, expectedByPut, isUnmodified } from '../revisions.ts';
import { servedLevels } from '../served-levels.ts';
import type { IdParams } from './resources.ts';

export interface MetadataDeps {
  readonly index: Pick<IndexStore, 'deleteMetadata' | 'getMetadata' | 'getResource' | 'setMetadata'>;
  readonly events: Pick<EventFeed, 'publish'>;
  readonly limits: BodyLimits;
  /** `UserMetadata`: name to number. */
  readonly userMetadata: Readonly<Record<string, number>>;
  /** `CheckRevisions`. */
  readonly checkRevisions: boolean;
  readonly readOnly: boolean;
  readonly patientLevel: boolean;
}

interface MetadataParams extends IdParams {
  readonly name: string;
}

type MetadataRequest = FastifyRequest<{ Params: MetadataParams }>;

/** Metadata of the four levels: those of the system to read, those of users to change as well. */
export function metadataRoutes(app: FastifyInstance, deps: MetadataDeps): void {
  for (const level of servedLevels(deps)) new MetadataRoutes(level, deps).add(app);
}

class MetadataRoutes {
  readonly #level: Level;
  readonly #deps: MetadataDeps;
  readonly #names: NamedNumbers;

  constructor(level: Level, deps: MetadataDeps) {
    this.#level = level;
    this.#deps = deps;
    this.#names = new NamedNumbers(systemMetadata, deps.userMetadata);
  }

  add(app: FastifyInstance): void {
    const root = `/${levelRoutes[this.#level]}/:id/metadata`;
    const contracts = metadataContracts(this.#level);
    app.get<{ Params: IdParams }>(root, { config: contracts.list }, (request) => this.#list(request));
    app.get<{ Params: MetadataParams }>(`${root}/:name`, { config: contracts.get }, (request, reply) =>
      this.#get(request, reply),
    );
    if (this.#deps.readOnly) return;
    app.put<{ Params: MetadataParams }>(`${root}/:name`, { config: contracts.put }, (request, reply) =>
      this.#put(request, reply),
    );
    app.delete<{ Params: MetadataParams }>(`${root}/:name`, { config: contracts.remove }, (request, reply) =>
      this.#delete(request, reply),
    );
  }

  async #list(request: FastifyRequest<{ Params: IdParams }>): Promise<object> {
    const { expand, numeric = false } = readQuery(request, metadataListQuery);
    const resource = await this.#deps.index.getResource(this.#level, request.params.id, { metadata: true });
    if (resource === undefined) throw new IsocenterError('UnknownResource', '');
    const found = Object.entries(resource.metadata ?? {})
      .map(([key, value]) => ({ number: this.#names.numberOf(key) ?? 0, value }))
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, value }) => ({ key: numeric ? number : this.#names.nameOf(number), value }));
    if (expand !== true) return found.map(({ key }) => key);
    return Object.fromEntries(found.map(({ key, value }) => [key, value]));
  }

  async #get(request: MetadataRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { index } = this.#deps;
    const { id } = request.params;
    const found = await index.getMetadata(this.#level, id, this.#numberOf(request));
    if (found === undefined) {
      if ((await index.getResource(this.#level, id, {})) === undefined) throw new IsocenterError('UnknownResource', '');
      return answerNothing(request, reply);
    }
    const { revision, value } = found;
    const unmodified = isUnmodified(request, reply, { revision, md5: hash('md5', value) });
    return unmodified ? reply.send() : reply.type('text/plain').send(value);
  }

  async #put(request: MetadataRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { checkRevisions, events, index, limits } = this.#deps;
    const { id } = request.params;
    const number = this.#numberOf(request);
    if (!isUserNumber(number)) return answerForbidden(request, reply);
    const expected = expectedByPut(request, checkRevisions);
    // Not every database has a NUL in texts: the ETag is that of the value which all of them keep.
    const value = (await textBody(request, limits)).replaceAll('\0', '\ufffd');
    const revision = await index.setMetadata(this.#level, id, number, value, expected);
    events.publish({ type: 'UpdatedMetadata', level: this.#level, publicId: id });
    reply.header('etag', etagOf({ revision, md5: hash('md5', value) }));
    return reply.type('text/plain').send('');
  }

  async #delete(request: MetadataRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { checkRevisions, events, index } = this.#deps;
    const { id } = request.params;
    const number = this.#numberOf(request);
    if (!isUserNumber(number)) return answerForbidden(request, reply);
    const expected = expectedByDelete(request, checkRevisions);
    const deleted = await index.deleteMetadata(this.#level, id, number, expected);
    if (!deleted) throw new IsocenterError('UnknownResource', '');
    events.publish({ type: 'UpdatedMetadata', level: this.#level, publicId: id });
    return reply.type('text/plain').send('');
  }

  /** @throws IsocenterError InexistentItem when no metadata is called so */
  #numberOf({ params }: MetadataRequest): number {
    const number = this.#names.numberOf(params.name);
    if (number === undefined) throw new IsocenterError('InexistentItem', '');
    return number;
  }
}
