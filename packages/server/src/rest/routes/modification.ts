import { transferSyntaxOf } from '@isocenter/dicom';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IndexStore } from '../../index/index-store.ts';
import type { ModificationJobs } from '../../job-kinds/modification-jobs.ts';
import { contentTypes } from '../../model/content-type.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type Level, levelRoutes } from '../../model/level.ts';
import { type ModificationRequest, readModification } from '../../modify/modification.ts';
import { type InstanceModificationOptions, modifiedInstance } from '../../modify/modified-instance.ts';
import { type JobOptionFields, submittedJob } from '../contract/job-schemas.ts';
import {
  anonymizeBody,
  anonymizeInstanceBody,
  bulkAnonymizeBody,
  bulkModifyBody,
  modificationContent,
  modificationRequest,
  modifyBody,
  modifyInstanceBody,
} from '../contract/modification-schemas.ts';
import { readJson } from '../contract/read-body.ts';
import { contract } from '../contract/route-contract.ts';
import { type JobSubmitter, jobOptions, runJob } from '../job-submission.ts';
import { requiredLevel } from '../level-field.ts';
import type { BodyLimits } from '../request-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { levelsOf } from '../resource-levels.ts';
import { servedLevels } from '../served-levels.ts';
import { sendChunks } from '../stream-answer.ts';
import type { IdParams } from './resources.ts';

export interface ModificationDeps {
  readonly index: Pick<IndexStore, 'addToProperty' | 'findResources' | 'getAttachment'>;
  readonly jobs: JobSubmitter;
  readonly modificationJobs: Pick<ModificationJobs, 'prepare'>;
  readonly modification: InstanceModificationOptions;
  readonly limits: BodyLimits;
  /** `ReadOnly`: no route that writes. */
  readonly readOnly: boolean;
  /** `PatientLevelEnabled`. */
  readonly patientLevel: boolean;
}

const jobAnswer = [{ json: modificationContent }, { json: submittedJob }];
const fileAnswer = [{ bytes: 'The new file; nothing is stored', mediaType: 'application/dicom' }];

const operations = [
  { operation: 'modify', isAnonymization: false, summary: 'Make a modified copy', body: modifyBody },
  { operation: 'anonymize', isAnonymization: true, summary: 'Make an anonymized copy', body: anonymizeBody },
] as const;

/** Modifying and anonymizing: one instance is answered, more are stored by a job. */
export function modificationRoutes(app: FastifyInstance, deps: ModificationDeps): void {
  const { limits } = deps;
  for (const [operation, body] of [
    ['modify', modifyInstanceBody],
    ['anonymize', anonymizeInstanceBody],
  ] as const) {
    const isAnonymization = operation === 'anonymize';
    app.post<{ Params: IdParams }>(
      `/instances/:id/${operation}`,
      {
        config: contract({
          tag: 'Modification',
          summary: `${isAnonymization ? 'Anonymize' : 'Modify'} an instance and get the file`,
          body: [{ json: body }],
          answer: fileAnswer,
        }),
      },
      async (request, reply) => {
        const wanted = modificationRequest(await readJson(request, limits, body));
        return sendModified(deps, request.params.id, wanted, isAnonymization, reply);
      },
    );
  }
  if (deps.readOnly) return;
  for (const level of servedLevels(deps)) {
    if (level !== 'Instance') for (const row of operations) levelRoute(app, level, row, deps);
  }
  bulkRoutes(app, deps);
}

function levelRoute(
  app: FastifyInstance,
  level: Level,
  { body: schema, isAnonymization, operation, summary }: (typeof operations)[number],
  deps: ModificationDeps,
): void {
  app.post<{ Params: IdParams }>(
    `/${levelRoutes[level]}/:id/${operation}`,
    { config: contract({ tag: 'Modification', summary, body: [{ json: schema }], answer: jobAnswer }) },
    async (request) => {
      const body = await readJson(request, deps.limits, schema);
      return submit(deps, request, body, { isAnonymization, level, ids: [request.params.id], output: 'resource' });
    },
  );
}

function bulkRoutes(app: FastifyInstance, deps: ModificationDeps): void {
  const { limits } = deps;
  app.post(
    '/tools/bulk-modify',
    {
      config: contract({
        tag: 'Modification',
        summary: 'Make modified copies of many resources',
        body: [{ json: bulkModifyBody }],
        answer: jobAnswer,
      }),
    },
    async (request) => {
      const body = await readJson(request, limits, bulkModifyBody);
      const level = requiredLevel(body.Level ?? 'Instance');
      return submit(deps, request, body, { isAnonymization: false, level, ids: body.Resources, output: 'resources' });
    },
  );
  app.post(
    '/tools/bulk-anonymize',
    {
      config: contract({
        tag: 'Modification',
        summary: 'Make anonymized copies of many resources',
        body: [{ json: bulkAnonymizeBody }],
        answer: jobAnswer,
      }),
    },
    async (request) => {
      const body = await readJson(request, limits, bulkAnonymizeBody);
      const rest = { isAnonymization: true, level: 'Patient', output: 'resources' } as const;
      return submit(deps, request, body, { ...rest, ids: body.Resources });
    },
  );
}

interface Wanted {
  readonly isAnonymization: boolean;
  readonly level: Level;
  readonly ids: readonly string[];
  readonly output: 'resource' | 'resources';
}

type JobBody = Parameters<typeof modificationRequest>[0] &
  JobOptionFields & {
    readonly KeepSource?: boolean;
    readonly KeepLabels?: boolean;
  };

async function submit(
  { index, jobs, modificationJobs }: ModificationDeps,
  request: FastifyRequest,
  body: JobBody,
  { ids, isAnonymization, level, output }: Wanted,
): Promise<unknown> {
  const wanted = modificationRequest(body);
  requireKnownSyntax(wanted, 'BadFileFormat');
  const levels = await levelsOf(index, ids);
  const resources = ids.map((publicId) => {
    const of = levels.get(publicId);
    if (of === undefined) throw new IsocenterError('ParameterOutOfRange', `Unknown resource: ${publicId}`);
    return { level: of, publicId };
  });
  const submission = await modificationJobs.prepare({
    isAnonymization,
    level,
    resources,
    request: wanted,
    keepSource: body.KeepSource ?? true,
    keepLabels: body.KeepLabels ?? false,
    origin: requestOrigin(request),
    output,
  });
  return runJob(jobs, jobOptions(body), submission);
}

async function sendModified(
  { index, modification: options }: ModificationDeps,
  publicId: string,
  request: ModificationRequest,
  isAnonymization: boolean,
  reply: FastifyReply,
): Promise<FastifyReply> {
  requireKnownSyntax(request, 'ParameterOutOfRange');
  const modification = readModification(request, { isAnonymization, level: 'Instance' }, options);
  const attachment = await index.getAttachment('Instance', publicId, contentTypes.dicom);
  if (attachment === undefined) throw new IsocenterError('ParameterOutOfRange', `Unknown instance: ${publicId}`);
  const file = await modifiedInstance(options, attachment, modification);
  return sendChunks(reply, file, { contentType: 'application/dicom' });
}

/** The peer answers alike in words and status, but not in the code. */
function requireKnownSyntax({ Transcode }: ModificationRequest, code: 'BadFileFormat' | 'ParameterOutOfRange'): void {
  if (Transcode === undefined || transferSyntaxOf(Transcode) !== undefined) return;
  throw new IsocenterError(code, `Unknown transfer syntax: ${Transcode}`);
}
