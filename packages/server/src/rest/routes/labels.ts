import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { isLabel } from '../../model/label.ts';
import { type Level, levelRoutes } from '../../model/level.ts';
import { levelTags } from '../contract/level-tags.ts';
import { contract } from '../contract/route-contract.ts';
import { answerNothing } from '../error-answer.ts';
import { servedLevels } from '../served-levels.ts';
import type { IdParams } from './resources.ts';

export interface LabelsDeps {
  readonly index: Pick<IndexStore, 'addLabel' | 'getResource' | 'listLabels' | 'removeLabel'>;
  readonly readOnly: boolean;
  readonly patientLevel: boolean;
}

interface LabelParams extends IdParams {
  readonly label: string;
}

type LabelRequest = FastifyRequest<{ Params: LabelParams }>;

const labelList = Type.Array(Type.String());

/** Labels: words that users put on resources. */
export function labelRoutes(app: FastifyInstance, deps: LabelsDeps): void {
  app.get(
    '/tools/labels',
    { config: contract({ tag: 'System', summary: 'Every label in use', answer: [{ json: labelList }] }) },
    () => deps.index.listLabels(),
  );
  for (const level of servedLevels(deps)) levelLabelRoutes(app, level, deps);
}

function levelLabelRoutes(app: FastifyInstance, level: Level, { index, readOnly }: LabelsDeps): void {
  const tag = levelTags[level];
  const root = `/${levelRoutes[level]}/:id/labels`;
  const labelsOf = async (publicId: string): Promise<readonly string[]> => {
    const resource = await index.getResource(level, publicId, { labels: true });
    if (resource === undefined) throw new IsocenterError('UnknownResource', '');
    return resource.labels ?? [];
  };

  app.get(
    root,
    { config: contract({ tag, summary: 'The labels of the resource', answer: [{ json: labelList }] }) },
    (request: FastifyRequest<{ Params: IdParams }>) => labelsOf(request.params.id),
  );
  app.get(
    `${root}/:label`,
    { config: contract({ tag, summary: 'Whether the resource has a label', otherAnswers: { 404: 'It has not' } }) },
    async (request: LabelRequest, reply) => {
      const { id, label } = request.params;
      const isSet = (await labelsOf(id)).includes(label);
      return isSet ? reply.type('text/plain').send('') : answerNothing(request, reply);
    },
  );
  if (readOnly) return;
  app.put(
    `${root}/:label`,
    { config: contract({ tag, summary: 'Put a label on the resource' }) },
    async (request: LabelRequest, reply) => {
      const { id, label } = request.params;
      if (!isLabel(label)) {
        throw new IsocenterError('ParameterOutOfRange', 'A label is 1 to 64 letters, digits, hyphens and underscores');
      }
      await index.addLabel(level, id, label);
      return reply.type('text/plain').send('');
    },
  );
  app.delete(
    `${root}/:label`,
    { config: contract({ tag, summary: 'Take a label off the resource', description: 'Whether it is set or not' }) },
    async (request: LabelRequest, reply) => {
      await index.removeLabel(level, request.params.id, request.params.label);
      return reply.type('text/plain').send('');
    },
  );
}
