import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BlobJanitor } from '../../blobs/blob-janitor.ts';
import type { EventFeed } from '../../events/event-feed.ts';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { ancestorsOf, depthOf, type Level, levelRoutes, levels } from '../../model/level.ts';
import { resourceContracts } from '../contract/resource-contracts.ts';
import { answerNothing } from '../error-answer.ts';
import { sendArray } from '../json-answer.ts';
import { flagArgument, type Page, pageArguments, queryArguments } from '../query-arguments.ts';
import { deleteResource } from '../resource-deletion.ts';
import { resourceLink } from '../resource-json.ts';
import { listing, type ResourceReader } from '../resource-reader.ts';
import { resourceStatistics } from '../resource-statistics.ts';
import { type ResourceView, viewOfArguments } from '../resource-view.ts';
import { servedLevels } from '../served-levels.ts';

export interface ResourcesDeps {
  readonly resources: ResourceReader;
  readonly index: Pick<IndexStore, 'attachmentSizes' | 'deleteResource' | 'getResource'>;
  readonly janitor: Pick<BlobJanitor, 'remove'>;
  readonly events: Pick<EventFeed, 'publish'>;
  /** `ReadOnly`: no route that writes. */
  readonly readOnly: boolean;
  /** `PatientLevelEnabled`. */
  readonly patientLevel: boolean;
}

export interface IdParams {
  readonly id: string;
}

/** What the four levels have in common: listings, one resource, its parents and descendants, deletion, statistics. */
export function resourceRoutes(app: FastifyInstance, deps: ResourcesDeps): void {
  for (const level of servedLevels(deps)) {
    levelRoutesOf(app, level, deps);
    for (const ancestor of ancestorsOf(level)) parentRoute(app, level, ancestor, deps);
    for (const descendant of levels.slice(depthOf(level) + 1)) descendantsRoute(app, level, descendant, deps);
  }
}

function levelRoutesOf(app: FastifyInstance, level: Level, deps: ResourcesDeps): void {
  const { resources, index } = deps;
  const root = `/${levelRoutes[level]}`;
  const contracts = resourceContracts(level);

  app.get(root, { config: contracts.list }, async (request, reply) => {
    const query = queryArguments(request.query);
    const view = viewOf(request, resources);
    const expand = flagArgument(query, 'expand') ?? false;
    return sendArray(request, reply, list(resources, level, view, expand, pageArguments(query)));
  });

  app.get<{ Params: IdParams }>(`${root}/:id`, { config: contracts.one }, async (request, reply) => {
    const resource = await resources.one(level, request.params.id, viewOf(request, resources));
    return resource ?? answerNothing(request, reply);
  });

  app.get<{ Params: IdParams }>(`${root}/:id/statistics`, { config: contracts.statistics }, async (request, reply) => {
    const statistics = await resourceStatistics(index, level, request.params.id);
    return statistics ?? answerNothing(request, reply);
  });

  if (deps.readOnly) return;
  app.delete<{ Params: IdParams }>(`${root}/:id`, { config: contracts.remove }, async (request, reply) => {
    const result = await deleteResource(deps, level, request.params.id);
    if (result === undefined) return answerNothing(request, reply);
    const { remainingAncestor: ancestor } = result;
    return { RemainingAncestor: ancestor === undefined ? null : resourceLink(ancestor.level, ancestor.publicId) };
  });
}

function parentRoute(
  app: FastifyInstance,
  level: Level,
  ancestor: Level,
  { resources, patientLevel }: ResourcesDeps,
): void {
  if (ancestor === 'Patient' && !patientLevel) return;
  const uri = `/${levelRoutes[level]}/:id/${ancestor.toLowerCase()}`;
  const config = resourceContracts(level).ancestor(ancestor);
  app.get<{ Params: IdParams }>(uri, { config }, async (request, reply) => {
    const id = await resources.ancestorId(level, request.params.id, ancestor);
    const resource = id === undefined ? undefined : await resources.one(ancestor, id, viewOf(request, resources));
    return resource ?? answerNothing(request, reply);
  });
}

/** Unlike the listings of a whole level, these are expanded unless the client says no. */
function descendantsRoute(app: FastifyInstance, level: Level, descendant: Level, { resources }: ResourcesDeps): void {
  const uri = `/${levelRoutes[level]}/:id/${levelRoutes[descendant]}`;
  const config = resourceContracts(level).descendants(descendant);
  app.get<{ Params: IdParams }>(uri, { config }, async (request, reply) => {
    const publicId = request.params.id;
    const query = queryArguments(request.query);
    const view = viewOf(request, resources);
    const page = pageArguments(query);
    if (!(await resources.exists(level, publicId))) throw new IsocenterError('UnknownResource', '');
    const expand = flagArgument(query, 'expand') ?? true;
    return sendArray(request, reply, list(resources, descendant, view, expand, page, { level, publicId }));
  });
}

function list(
  resources: ResourceReader,
  level: Level,
  view: ResourceView,
  expand: boolean,
  page?: Page,
  within?: { level: Level; publicId: string },
): AsyncIterable<readonly unknown[]> {
  const search = listing(level, page, within);
  return expand ? resources.expanded(search, view) : resources.ids(search, { requested: [] });
}

function viewOf(request: FastifyRequest, { settings }: ResourceReader): ResourceView {
  return viewOfArguments(queryArguments(request.query), settings.dictionary);
}
