import { type DataDictionary, type DataElement, openDicomFile, Tags } from '@isocenter/dicom';
import type { BlobReader } from '../blobs/blob-store.ts';
import { uncompressedReader } from '../blobs/uncompressed-reader.ts';
import type { IndexStore } from '../index/index-store.ts';
import { dicomModules } from '../model/dicom-modules.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, levels } from '../model/level.ts';

export interface InheritanceOptions {
  readonly index: Pick<IndexStore, 'getResource'>;
  readonly blobs: BlobReader;
  readonly dictionary: DataDictionary;
}

const pixelDataGroup = 0x7fe0_0000;

/**
 * What an instance has in common with the patient, study or series that it becomes part of: the attributes of their
 * modules, as one of their instances has them, and its character set.
 * @throws IsocenterError CreateDicomBadParent, CreateDicomParentIsInstance
 */
export async function inheritedTags(
  { blobs, dictionary, index }: InheritanceOptions,
  publicId: string,
): Promise<readonly DataElement[]> {
  const { level, one } = await parentOf(index, publicId);
  const reader = uncompressedReader(blobs, one);
  const source = {
    size: one.uncompressedSize,
    read: (offset: number, length: number) => reader.readRange(one.uuid, { start: offset, end: offset + length }),
  };
  const file = await openDicomFile(source);
  const dataSet = await file.readDataSet({ dictionary, stopAt: pixelDataGroup });
  const inherited = levels.slice(0, levels.indexOf(level) + 1).map((above) => dicomModules[above]);
  return [...dataSet].filter(
    ({ tag }) => tag === Tags.SpecificCharacterSet || inherited.some((module) => module.has(tag)),
  );
}

async function parentOf(index: InheritanceOptions['index'], publicId: string) {
  for (const level of ['Series', 'Study', 'Patient'] as const satisfies Level[]) {
    const resource = await index.getResource(level, publicId, { oneInstance: true });
    if (resource?.oneInstance !== undefined) return { level, one: resource.oneInstance.attachment };
  }
  const instance = await index.getResource('Instance', publicId, {});
  throw new IsocenterError(instance === undefined ? 'CreateDicomBadParent' : 'CreateDicomParentIsInstance', '');
}
