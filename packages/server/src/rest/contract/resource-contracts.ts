import { Type } from 'typebox';
import { type Level, levelRoutes } from '../../model/level.ts';
import { levelTags } from './level-tags.ts';
import { pageQuery, resourceJson, resourceList, resourceViewQuery, tagFormatQuery } from './resource-schemas.ts';
import { contract } from './route-contract.ts';

const viewQuery = Type.Object({ ...tagFormatQuery.properties, ...resourceViewQuery.properties });
const listQuery = Type.Object({
  expand: Type.Optional(Type.Boolean({ description: 'Resources in place of their ids' })),
  ...pageQuery.properties,
  ...viewQuery.properties,
});

const sizes = Object.fromEntries(
  ['DiskSize', 'DicomDiskSize', 'UncompressedSize', 'DicomUncompressedSize'].flatMap((name) => [
    [name, Type.String({ description: 'bytes' })],
    [`${name}MB`, Type.Integer()],
  ]),
);

const statistics = Type.Object(
  {
    ...sizes,
    CountStudies: Type.Optional(Type.Integer()),
    CountSeries: Type.Optional(Type.Integer()),
    CountInstances: Type.Optional(Type.Integer()),
  },
  { $id: 'ResourceStatistics' },
);

const remaining = Type.Object({
  RemainingAncestor: Type.Union([
    Type.Null(),
    Type.Object({ ID: Type.String(), Path: Type.String(), Type: Type.String() }),
  ]),
});

/** The contracts of what the four levels have in common. */
export function resourceContracts(level: Level) {
  const tag = levelTags[level];
  const name = level.toLowerCase();
  return {
    list: contract({
      tag,
      summary: `All ${levelRoutes[level]}`,
      query: listQuery,
      answer: [{ json: resourceList }],
    }),
    one: contract({ tag, summary: `One ${name}`, query: viewQuery, answer: [{ json: resourceJson }] }),
    statistics: contract({ tag, summary: 'Sizes, and counts of what is below', answer: [{ json: statistics }] }),
    remove: contract({
      tag,
      summary: `Delete the ${name} and all below it`,
      description: 'What becomes empty above it is deleted too.',
      answer: [{ json: remaining }],
    }),
    ancestor: (ancestor: Level) =>
      contract({
        tag,
        summary: `The ${ancestor.toLowerCase()} of the ${name}`,
        query: viewQuery,
        answer: [{ json: resourceJson }],
      }),
    descendants: (descendant: Level) =>
      contract({
        tag,
        summary: `The ${levelRoutes[descendant]} of the ${name}`,
        description: 'Expanded unless `expand` is false.',
        query: listQuery,
        answer: [{ json: resourceList }],
      }),
  };
}
