import type { DataSet, Tag } from '@isocenter/dicom';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { BlobReader } from '../blobs/blob-store.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Attachment } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Level } from '../model/level.ts';
import type { FindSettings } from '../query/find-query.ts';
import { type FullTagsOptions, fullTagsOf } from '../tag-json/data-set-json.ts';
import type { FullTags } from '../tag-json/full-tag.ts';
import { tagFormatQuery } from './contract/resource-schemas.ts';
import { openInstanceFile, withDicomFile } from './instance-file.ts';
import { queryArguments, textArgument } from './query-arguments.ts';
import { tagsOfList } from './tag-list.ts';

/** What reading the tags of files takes. */
export interface TagReading {
  readonly blobs: BlobReader;
  readonly settings: Pick<FindSettings, 'dictionary' | 'characterSet'>;
}

/** Arguments that choose how the tags of files are shown. */
export const fileTagsQuery = Type.Interface([tagFormatQuery], {
  'ignore-length': Type.Optional(
    Type.String({ description: 'Tags to show whatever their length, separated by `,` or `;`' }),
  ),
});

/** The tag after Pixel Data (7FE0,0010). */
const afterPixelData: Tag = 0x7fe00011;

/**
 * Reads the data set of a stored file; long values, and pixel data, are left in the file.
 * @param whole whether tags after the pixel data count, too
 */
export async function readTags(
  { blobs, settings }: TagReading,
  attachment: Attachment,
  whole = false,
): Promise<DataSet> {
  const file = await openInstanceFile(blobs, attachment);
  return file.readDataSet({
    dictionary: settings.dictionary,
    fallbackCharacterSet: settings.characterSet.join('\\'),
    ...(!whole && { stopAt: afterPixelData }),
  });
}

/** How a request wants the tags of files to be shown, apart from their format. */
export function fullTagsOptions(request: FastifyRequest, { settings }: TagReading): FullTagsOptions {
  const { dictionary } = settings;
  const ignored = textArgument(queryArguments(request.query), 'ignore-length') ?? '';
  return { dictionary, ignoreLength: tagsOfList(ignored, dictionary) };
}

/** Files that are read at the same time for one answer. */
const fileReads = 4;

/**
 * The tags of all instances of a resource in the full format, a few instances at a time. Those that are deleted
 * meanwhile are left out.
 * @throws IsocenterError CorruptedFile
 */
export async function* tagsOfInstances(
  index: Pick<IndexStore, 'getAttachment' | 'listInstances'>,
  reading: TagReading,
  resource: { readonly level: Level; readonly publicId: string },
  options: FullTagsOptions,
): AsyncGenerator<readonly (readonly [publicId: string, tags: FullTags])[]> {
  const tagsOf = async (publicId: string) => {
    const tags = await unlessDeleted(() =>
      withDicomFile(index, publicId, async (file) => fullTagsOf(await readTags(reading, file), options)),
    );
    return tags === undefined ? [] : [[publicId, tags] as const];
  };
  for await (const page of index.listInstances(resource.level, [resource.publicId])) {
    for (let at = 0; at < page.length; at += fileReads) {
      const batch = page.slice(at, at + fileReads);
      yield (await Promise.all(batch.map(({ publicId }) => tagsOf(publicId)))).flat();
    }
  }
}

async function unlessDeleted<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof IsocenterError && error.code === 'UnknownResource') return undefined;
    throw error;
  }
}
