import { modalityToJson, parseModality, type RemoteModality } from '../config/modality.ts';
import type { Logger } from '../logging/logger.ts';
import { SavedEntries, type SavedEntriesOptions } from '../registry/saved-entries.ts';

/** Modalities in the index (`DicomModalitiesInDatabase`). */
export function savedModalities(
  index: SavedEntriesOptions<RemoteModality>['index'],
  logger: Logger,
): SavedEntries<RemoteModality> {
  return new SavedEntries({ index, logger, kind: 'modality', toJson: modalityToJson, parse: parseModality });
}
