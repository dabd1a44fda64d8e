import { Type } from 'typebox';
import type { Level } from '../../model/level.ts';
import { levelTags } from './level-tags.ts';
import { contract, type RouteContract } from './route-contract.ts';

const bytes = { bytes: 'The file, or the part of it that `Range` names', mediaType: 'application/octet-stream' };
const filenameQuery = Type.Object({
  filename: Type.Optional(Type.String({ description: 'Name of the file, for browsers' })),
});

export const attachmentListQuery = Type.Object({
  full: Type.Optional(Type.Boolean({ description: 'Names with their numbers' })),
});

/** An attachment as it is shown. */
export const attachmentInfo = Type.Object(
  {
    Uuid: Type.String(),
    ContentType: Type.Integer(),
    UncompressedSize: Type.Integer({ description: 'bytes' }),
    CompressedSize: Type.Integer({ description: 'bytes' }),
    UncompressedMD5: Type.String(),
    CompressedMD5: Type.String(),
  },
  { $id: 'Attachment' },
);

/** What each URI below an attachment answers. */
const operations: Readonly<Record<string, Omit<RouteContract, 'tag'>>> = {
  'compressed-data': { summary: 'The file as it is stored', query: filenameQuery, answer: [bytes] },
  'compressed-md5': { summary: 'MD5 of the file as it is stored', answer: [{ text: 'MD5 in hexadecimal' }] },
  'compressed-size': { summary: 'Size of the file as it is stored', answer: [{ text: 'bytes' }] },
  data: { summary: 'The file', query: filenameQuery, answer: [bytes] },
  info: { summary: 'Identifier, type, sizes and MD5 of the file', answer: [{ json: attachmentInfo }] },
  'is-compressed': { summary: 'Whether the file is stored compressed', answer: [{ text: '0 or 1' }] },
  md5: { summary: 'MD5 of the file', answer: [{ text: 'MD5 in hexadecimal' }] },
  size: { summary: 'Size of the file', answer: [{ text: 'bytes' }] },
  uuid: { summary: 'Identifier of the file in the storage', answer: [{ text: 'UUID' }] },
};

const unchanged = { 304: 'The file is the one that `If-None-Match` names' };
const conflict = { 409: '`If-Match` names another revision, or is missing' };
const done = [{ json: Type.Object({}) }];

/** The contracts of the attachments of a level. */
export function attachmentContracts(level: Level) {
  const tag = levelTags[level];
  return {
    list: contract({
      tag,
      summary: 'The attachments of the resource',
      query: attachmentListQuery,
      answer: [{ json: Type.Union([Type.Array(Type.String()), Type.Record(Type.String(), Type.Integer())]) }],
    }),
    one: contract({
      tag,
      summary: 'What can be asked of the attachment',
      answer: [{ json: Type.Array(Type.String()) }],
    }),
    operation: (name: string) =>
      contract({
        tag,
        summary: name,
        headers: { 'if-none-match': 'ETag of the file that the client has' },
        otherAnswers: unchanged,
        ...operations[name],
      }),
    verify: contract({
      tag,
      summary: 'Compare the file with its MD5',
      answer: done,
      otherAnswers: { 400: 'The file is damaged, or no MD5 was stored' },
    }),
    put: contract({
      tag,
      summary: 'Set an attachment of users',
      headers: { 'if-match': 'ETag of what is replaced' },
      body: [{ bytes: 'The file', mediaType: 'application/octet-stream' }],
      answer: done,
      otherAnswers: conflict,
    }),
    remove: contract({
      tag,
      summary: 'Delete an attachment of users',
      headers: { 'if-match': 'ETag of what is deleted' },
      otherAnswers: conflict,
    }),
    compress: contract({ tag, summary: 'Store the file compressed', answer: done }),
    uncompress: contract({ tag, summary: 'Store the file as it is', answer: done }),
  };
}
