import { DataSet, type Tag, Tags } from '@isocenter/dicom';
import { levelTerm } from '../../model/level.ts';
import { type RelayTarget, targetUid } from '../relay-target.ts';

/** UIDs in one request: the element that holds them stays far below 64 KiB, and PACS have limits of their own. */
export const maxUidsPerRequest = 100;

const keyTags = {
  Study: Tags.StudyInstanceUID,
  Series: Tags.SeriesInstanceUID,
  Instance: Tags.SOPInstanceUID,
} as const satisfies Record<RelayTarget['level'], Tag>;

/**
 * The Identifiers of the C-MOVE or C-GET requests that ask for all targets: Query/Retrieve Level and unique keys (PS3.4
 * C.4.2.2.1). Targets with the same parent share a request, as a list of UIDs.
 */
export function retrieveIdentifiers(targets: readonly RelayTarget[]): readonly DataSet[] {
  return siblings(targets).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const uids = [...new Set(group.map(targetUid))];
    const requests = Math.ceil(uids.length / maxUidsPerRequest);
    return Array.from({ length: requests }, (_, index) =>
      identifierOf(first, uids.slice(index * maxUidsPerRequest, (index + 1) * maxUidsPerRequest)),
    );
  });
}

function siblings(targets: readonly RelayTarget[]): readonly (readonly RelayTarget[])[] {
  return [...Map.groupBy(targets, parentKey).values()];
}

function parentKey({ level, seriesInstanceUid = '', studyInstanceUid }: RelayTarget): string {
  if (level === 'Study') return level;
  return [level, studyInstanceUid, ...(level === 'Instance' ? [seriesInstanceUid] : [])].join('/');
}

function identifierOf({ level, seriesInstanceUid, studyInstanceUid }: RelayTarget, uids: readonly string[]): DataSet {
  const identifier = new DataSet().set(Tags.QueryRetrieveLevel, 'CS', levelTerm(level));
  if (level !== 'Study') identifier.set(Tags.StudyInstanceUID, 'UI', studyInstanceUid);
  if (level === 'Instance') identifier.set(Tags.SeriesInstanceUID, 'UI', seriesInstanceUid ?? '');
  return identifier.set(keyTags[level], 'UI', [...uids]);
}
