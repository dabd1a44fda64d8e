import type { BlobReader } from '../blobs/blob-store.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { Attachment } from '../index/records.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { publicIdOf } from '../model/public-id.ts';
import type { Modification, ModificationContext } from './modification.ts';
import { modifiedFile, openForModification, targetSyntax } from './modified-file.ts';
import { modifyDataSet } from './modify-data-set.ts';
import { newPatientNames } from './patient-names.ts';
import { newSeed, Pseudonyms } from './pseudonyms.ts';
import { identifiersOf } from './uid-mapper.ts';

export interface InstanceModificationOptions extends ModificationContext {
  readonly index: Pick<IndexStore, 'addToProperty'>;
  readonly blobs: BlobReader;
}

/**
 * One instance modified by itself: the file comes as it is written, nothing is stored.
 * @throws IsocenterError before the first byte: as `modifyDataSet`, InternalError for a transfer syntax that would need
 *   a codec
 */
export async function modifiedInstance(
  options: InstanceModificationOptions,
  attachment: Attachment,
  modification: Modification,
): Promise<AsyncIterable<Uint8Array>> {
  const { blobs, dictionary, index } = options;
  const file = await openForModification(blobs, attachment, options);
  const syntax = targetSyntax(file.transferSyntax, modification.transferSyntaxUid);
  if (syntax === undefined) {
    const details = `No conversion from ${file.transferSyntax.uid} to ${modification.transferSyntaxUid}`;
    throw new IsocenterError('InternalError', details);
  }
  const { patientId } = identifiersOf(file.dataSet);
  const names = modification.profile === undefined ? {} : await newPatientNames(index, [patientId]);
  modifyDataSet(file.dataSet, modification, {
    pseudonyms: new Pseudonyms(newSeed()),
    patientName: names[publicIdOf(patientId)] ?? '',
    references: new Map(),
    dictionary,
  });
  return modifiedFile(file, syntax);
}
