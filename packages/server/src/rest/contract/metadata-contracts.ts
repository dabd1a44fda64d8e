import { Type } from 'typebox';
import type { Level } from '../../model/level.ts';
import { levelTags } from './level-tags.ts';
import { contract } from './route-contract.ts';

export const metadataListQuery = Type.Object({
  expand: Type.Optional(Type.Boolean({ description: 'With the values' })),
  numeric: Type.Optional(Type.Boolean({ description: 'Numbers in place of names' })),
});

const conflict = { 409: '`If-Match` names another revision, or is missing' };

/** The contracts of the metadata of a level. */
export function metadataContracts(level: Level) {
  const tag = levelTags[level];
  return {
    list: contract({
      tag,
      summary: 'The metadata of the resource',
      query: metadataListQuery,
      answer: [
        {
          json: Type.Union([
            Type.Array(Type.Union([Type.String(), Type.Integer()])),
            Type.Record(Type.String(), Type.String()),
          ]),
        },
      ],
    }),
    get: contract({
      tag,
      summary: 'A value of the metadata',
      headers: { 'if-none-match': 'ETag of the value that the client has' },
      answer: [{ text: 'The value' }],
      otherAnswers: { 304: 'The value is the one that `If-None-Match` names' },
    }),
    put: contract({
      tag,
      summary: 'Set metadata of users',
      headers: { 'if-match': 'ETag of what is replaced' },
      body: [{ text: 'The value' }],
      otherAnswers: conflict,
    }),
    remove: contract({
      tag,
      summary: 'Delete metadata of users',
      headers: { 'if-match': 'ETag of what is deleted' },
      otherAnswers: conflict,
    }),
  };
}
