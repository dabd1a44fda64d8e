import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Ingest } from '../../ingest/ingest.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type BodyLimits, bodyChunks } from '../request-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { resourcePath } from '../resource-json.ts';

export interface InstancesDeps {
  readonly ingest: Pick<Ingest, 'beginFile'>;
  readonly limits: BodyLimits;
  readonly readOnly: boolean;
}

/** Uploading. */
export function instanceRoutes(app: FastifyInstance, deps: InstancesDeps): void {
  if (!deps.readOnly) app.post('/instances', (request) => storeInstance(request, deps));
}

/** Takes one file in as it arrives; answers once it is durable. */
async function storeInstance(request: FastifyRequest, { ingest, limits }: InstancesDeps): Promise<object> {
  const intake = ingest.beginFile(requestOrigin(request));
  let bytes = 0;
  try {
    for await (const chunk of bodyChunks(request, limits)) {
      bytes += chunk.length;
      const full = intake.write(chunk);
      if (full !== undefined) await full;
    }
    if (bytes === 0) throw new IsocenterError('BadFileFormat', 'The body is empty');
  } catch (error) {
    await intake.abort();
    throw error;
  }
  const { publicIds, status } = await intake.finish();
  return {
    ID: publicIds.Instance,
    ParentPatient: publicIds.Patient,
    ParentSeries: publicIds.Series,
    ParentStudy: publicIds.Study,
    Path: resourcePath('Instance', publicIds.Instance),
    Status: status,
  };
}
