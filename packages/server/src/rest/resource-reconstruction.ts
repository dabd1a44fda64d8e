import type { IndexStore } from '../index/index-store.ts';
import type { Attachment } from '../index/records.ts';
import type { Ingest } from '../ingest/ingest.ts';
import type { Reconstruction } from '../ingest/reconstruction.ts';
import type { Logger } from '../logging/logger.ts';
import { contentTypes } from '../model/content-type.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import type { Level } from '../model/level.ts';
import { withDicomFile } from './instance-file.ts';

export interface ReconstructionDeps {
  readonly index: Pick<IndexStore, 'findResources' | 'getAttachment' | 'getResource' | 'listInstances'>;
  readonly ingest: Pick<Ingest, 'recompressAttachment' | 'reconstruction'>;
  /** `StorageCompression`: how files are written anew. */
  readonly storageCompression: boolean;
  readonly logger: Logger;
}

export interface ReconstructionChoice {
  /** Files are written anew, in the form in which new ones are kept. */
  readonly files: boolean;
  /** Only the main tags of the resource itself, as one of its instances has them. */
  readonly onlyThisLevel: boolean;
}

/**
 * Puts a resource into the index anew, from its files: one instance after the other, each with all above it.
 * @throws IsocenterError UnknownResource, CorruptedFile, InexistentFile: the instances before are done then
 */
export async function reconstructResource(
  deps: ReconstructionDeps,
  level: Level,
  publicId: string,
  { files, onlyThisLevel }: ReconstructionChoice,
): Promise<void> {
  const reconstruction = deps.ingest.reconstruction();
  if (onlyThisLevel) {
    const record = await deps.index.getResource(level, publicId, { oneInstance: true });
    if (record?.oneInstance === undefined) throw new IsocenterError('UnknownResource', '');
    await reconstructInstance(deps, reconstruction, record.oneInstance.publicId, level);
    return;
  }
  if ((await deps.index.getResource(level, publicId, {})) === undefined)
    throw new IsocenterError('UnknownResource', '');
  for await (const page of deps.index.listInstances(level, [publicId])) {
    for (const instance of page) {
      await reconstructInstance(deps, reconstruction, instance.publicId);
      if (files) await writeAnew(deps, instance.publicId);
    }
  }
}

/** Puts the whole archive into the index anew. What cannot be read is logged, and stays as it is. */
export async function reconstructAll(deps: ReconstructionDeps, { files }: ReconstructionChoice): Promise<void> {
  const query = { level: 'Instance', conditions: [], order: [{ by: 'retrieve' }], want: {} } as const;
  const reconstruction = deps.ingest.reconstruction();
  for await (const page of deps.index.findResources(query)) {
    for (const { publicId } of page) {
      try {
        await reconstructInstance(deps, reconstruction, publicId);
        if (files) await writeAnew(deps, publicId);
      } catch (error) {
        deps.logger.warn('An instance could not be reconstructed', { error, instance: publicId });
      }
    }
  }
}

/** An instance that was deleted meanwhile is passed over. */
async function reconstructInstance(
  { index }: ReconstructionDeps,
  reconstruction: Reconstruction,
  publicId: string,
  only?: Level,
): Promise<void> {
  try {
    await withDicomFile(index, publicId, (file) => reconstruction.reconstruct(publicId, file, only));
  } catch (error) {
    if (!(error instanceof IsocenterError) || error.code !== 'UnknownResource') throw error;
  }
}

async function writeAnew({ index, ingest, storageCompression }: ReconstructionDeps, publicId: string): Promise<void> {
  const file = await index.getAttachment('Instance', publicId, contentTypes.dicom);
  const wanted: Attachment['compression'] = storageCompression ? 'zlib' : 'none';
  if (file === undefined || file.compression === wanted) return;
  const name = { level: 'Instance', publicId, contentType: contentTypes.dicom } as const;
  await ingest.recompressAttachment(name, file, wanted);
}
