import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { sizesShown } from '../../job-kinds/archive.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type Level, levelRoutes } from '../../model/level.ts';
import type { Exporter, ExportRequest } from '../../zip-export/exporter.ts';
import { requireTransferSyntax } from '../../zip-export/instance-files.ts';
import { type ExportedResource, resourcesOf } from '../../zip-export/selection.ts';
import { jobOptionFields, submittedJob } from '../contract/job-schemas.ts';
import { levelTags } from '../contract/level-tags.ts';
import { readJson } from '../contract/read-body.ts';
import { readQuery } from '../contract/read-query.ts';
import { contract } from '../contract/route-contract.ts';
import type { FetchNamed } from '../fetched-resources.ts';
import { type JobSubmitter, jobOptions, runJob } from '../job-submission.ts';
import type { BodyLimits } from '../request-body.ts';
import { servedLevels } from '../served-levels.ts';
import { sendZip } from '../zip-answer.ts';
import type { IdParams } from './resources.ts';

export interface ArchivesDeps {
  readonly index: Pick<IndexStore, 'findResources' | 'getResource'>;
  readonly exporter: Pick<Exporter, 'measure' | 'zip'>;
  readonly jobs: JobSubmitter;
  readonly limits: BodyLimits;
  readonly patientLevel: boolean;
  readonly archives: ArchiveSettings;
  /** `TemporaryDirectory`. */
  readonly temporaryFolder: string;
  /** Fetches what upstreams have of the resources of a body. */
  readonly fetchNamed?: FetchNamed | undefined;
}

export interface ArchiveSettings {
  /** `ZipUseUtf8`. */
  readonly utf8: boolean;
  /** `SynchronousZipStream`. */
  readonly streamed: boolean;
}

const transcode = Type.Optional(Type.String({ description: 'UID of the transfer syntax of the files' }));
const quality = { minimum: 1, maximum: 100, description: 'Quality of a lossy transfer syntax' };

const archiveQuery = Type.Object({
  filename: Type.Optional(Type.String({ description: 'Name of the ZIP, for browsers' })),
  transcode,
  'lossy-quality': Type.Optional(Type.Integer(quality)),
  extended: Type.Optional(Type.Boolean({ description: 'Media: descriptions in the DICOMDIR' })),
});
const batchQuery = Type.Interface([archiveQuery], {
  resources: Type.String({ description: 'Public ids, separated by `,`' }),
});

const archiveFields = Type.Object({
  ...jobOptionFields,
  Filename: Type.Optional(Type.String({ description: 'Name of the ZIP, for browsers' })),
  Transcode: transcode,
  LossyQuality: Type.Optional(Type.Integer(quality)),
  Utf8: Type.Optional(Type.Boolean({ description: 'Names in UTF-8, not ASCII' })),
  Extended: Type.Optional(Type.Boolean({ description: 'Media: descriptions in the DICOMDIR' })),
});
const publicIds = Type.Array(Type.String(), { description: 'Public ids' });
const batchFields = Type.Interface([archiveFields], { Resources: publicIds });
const archiveBody = Type.Union([archiveFields, Type.Array(Type.Unknown())]);
const batchBody = Type.Union([batchFields, publicIds]);

const zipAnswer = { bytes: 'The ZIP', mediaType: 'application/zip' } as const;
const postAnswer = [zipAnswer, { json: submittedJob }] as const;

/** The ZIPs that can be asked for: what each is called at a resource and among the tools. */
const kinds = [
  { form: 'archive', segment: 'archive', tool: 'create-archive', extended: false, what: 'a ZIP archive' },
  { form: 'media', segment: 'media', tool: 'create-media', extended: false, what: 'DICOM media' },
  { form: 'media', segment: undefined, tool: 'create-media-extended', extended: true, what: 'extended DICOM media' },
] as const;

type Kind = (typeof kinds)[number];

/** ZIP archives and DICOM media of resources: made while they are sent, or by a job. */
export function archiveRoutes(app: FastifyInstance, deps: ArchivesDeps): void {
  const archives = new ArchiveRoutes(deps);
  for (const kind of kinds) {
    archives.addTools(app, kind);
    const { segment } = kind;
    if (segment === undefined) continue;
    for (const level of servedLevels(deps)) {
      if (level !== 'Instance') archives.addOfResources(app, kind, level, segment);
    }
  }
}

class ArchiveRoutes {
  readonly #deps: ArchivesDeps;

  constructor(deps: ArchivesDeps) {
    this.#deps = deps;
  }

  addOfResources(app: FastifyInstance, kind: Kind, level: Exclude<Level, 'Instance'>, segment: string): void {
    const uri = `/${levelRoutes[level]}/:id/${segment}`;
    const tag = levelTags[level];
    app.get<{ Params: IdParams }>(
      uri,
      { config: contract({ tag, summary: `Download as ${kind.what}`, query: archiveQuery, answer: [zipAnswer] }) },
      async (request, reply) => {
        const query = readQuery(request, archiveQuery);
        const resources = [await this.#resource(level, request.params.id)];
        return this.#sendQueried(reply, kind, resources, query, `${request.params.id}.zip`);
      },
    );
    app.post<{ Params: IdParams }>(
      uri,
      {
        config: contract({
          tag,
          summary: `Make ${kind.what}`,
          body: [{ json: archiveBody }],
          answer: postAnswer,
        }),
      },
      async (request, reply) => {
        const body = await readJson(request, this.#deps.limits, archiveBody);
        const resources = [await this.#resource(level, request.params.id)];
        const fields = Array.isArray(body) ? {} : (body as Static<typeof archiveFields>);
        return this.#make(reply, kind, resources, fields, `${request.params.id}.zip`);
      },
    );
  }

  addTools(app: FastifyInstance, kind: Kind): void {
    const uri = `/tools/${kind.tool}`;
    const tag = 'Archives';
    app.get(
      uri,
      { config: contract({ tag, summary: `Download ${kind.what}`, query: batchQuery, answer: [zipAnswer] }) },
      async (request: FastifyRequest, reply) => {
        const query = readQuery(request, batchQuery) as Static<typeof archiveQuery> & { readonly resources: string };
        const ids = query.resources.split(',').filter((id) => id !== '');
        const resources = await this.#resources(ids, request, reply);
        return this.#sendQueried(reply, kind, resources, query, 'Archive.zip');
      },
    );
    app.post(
      uri,
      {
        config: contract({
          tag,
          summary: `Make ${kind.what} of several resources`,
          body: [{ json: batchBody }],
          answer: postAnswer,
        }),
      },
      async (request, reply) => {
        const body = await readJson(request, this.#deps.limits, batchBody);
        const fields = Array.isArray(body) ? { Resources: body } : (body as Static<typeof batchFields>);
        const resources = await this.#resources(fields.Resources, request, reply);
        return this.#make(reply, kind, resources, fields, 'Archive.zip');
      },
    );
  }

  /** @throws IsocenterError UnknownResource */
  async #resource(level: Level, publicId: string): Promise<ExportedResource> {
    const resource = await this.#deps.index.getResource(level, publicId, {});
    if (resource === undefined) throw new IsocenterError('UnknownResource', '');
    return { level, publicId };
  }

  /** @throws IsocenterError UnknownResource */
  async #resources(
    publicIds: readonly string[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<readonly ExportedResource[]> {
    const { fetchNamed, index } = this.#deps;
    await fetchNamed?.(publicIds, request, reply);
    return resourcesOf(index, publicIds);
  }

  #sendQueried(
    reply: FastifyReply,
    kind: Kind,
    resources: readonly ExportedResource[],
    query: Static<typeof archiveQuery>,
    filename: string,
  ): Promise<FastifyReply> {
    const request: ExportRequest = {
      form: kind.form,
      resources,
      utf8: this.#deps.archives.utf8,
      extended: kind.extended || query.extended === true,
      transferSyntaxUid: query.transcode,
    };
    return this.#send(reply, request, query.filename ?? filename);
  }

  async #make(
    reply: FastifyReply,
    kind: Kind,
    resources: readonly ExportedResource[],
    fields: Static<typeof archiveFields>,
    defaultName: string,
  ): Promise<unknown> {
    const { archives, exporter, jobs } = this.#deps;
    const options = jobOptions(fields);
    const utf8 = fields.Utf8 ?? archives.utf8;
    const extended = kind.extended || fields.Extended === true;
    const filename = fields.Filename ?? defaultName;
    const { LossyQuality, Transcode } = fields;
    if (options.synchronous) {
      return this.#send(reply, { form: kind.form, resources, utf8, extended, transferSyntaxUid: Transcode }, filename);
    }
    if (Transcode !== undefined) requireTransferSyntax(Transcode);
    const { bytes, instances } = await exporter.measure({ resources });
    const shown = {
      Utf8: utf8,
      ...(Transcode !== undefined && { Transcode }),
      ...(LossyQuality !== undefined && { LossyQuality }),
    };
    return runJob(jobs, options, {
      type: kind.form === 'archive' ? 'Archive' : 'Media',
      parameters: {
        ...shown,
        Resources: resources.map(({ publicId }) => publicId),
        Extended: extended,
        Filename: filename,
      },
      content: {
        Description: 'REST API',
        ...shown,
        ...sizesShown(instances, bytes),
        ArchiveSize: '0',
        ArchiveSizeMB: 0,
      },
    });
  }

  async #send(reply: FastifyReply, request: ExportRequest, filename: string): Promise<FastifyReply> {
    const { archives, exporter, temporaryFolder } = this.#deps;
    if (request.transferSyntaxUid !== undefined) await exporter.measure(request);
    return sendZip(reply, exporter.zip(request), { filename, streamed: archives.streamed, temporaryFolder });
  }
}
