import type { IndexStore } from '../index/index-store.ts';
import type { Level } from '../model/level.ts';
import { identifierKeys } from '../model/main-tags.ts';
import type { RetrieveKeys } from '../retrieve/selection.ts';
import { type RelayTarget, targetUid } from './relay-target.ts';

/** A resource that is here, as upstreams are asked for it; undefined for patients, who are studies to them. */
export async function targetOfResource(
  index: Pick<IndexStore, 'getResource'>,
  level: Level,
  publicId: string,
): Promise<RelayTarget | undefined> {
  if (level === 'Patient') return undefined;
  const above = { Study: [], Series: ['Study'], Instance: ['Study', 'Series'] } as const;
  const record = await index.getResource(level, publicId, { tags: true, ancestorTags: above[level] });
  const uidAt = (own: Level) => (own === level ? record?.tags : record?.ancestorTags?.[own])?.[identifierKeys[own]];
  const studyInstanceUid = uidAt('Study');
  const seriesInstanceUid = uidAt('Series');
  const sopInstanceUid = uidAt('Instance');
  if (studyInstanceUid === undefined) return undefined;
  return {
    level,
    studyInstanceUid,
    ...(seriesInstanceUid !== undefined && { seriesInstanceUid }),
    ...(sopInstanceUid !== undefined && { sopInstanceUid }),
  };
}

/** What a retrieve of the target asks for. */
export function keysOfTarget(target: RelayTarget): RetrieveKeys {
  const { level, seriesInstanceUid, studyInstanceUid } = target;
  return {
    level,
    byAccessionNumber: false,
    values: [targetUid(target)],
    ancestors: [
      ...(level === 'Study' ? [] : [{ level: 'Study', value: studyInstanceUid } as const]),
      ...(level === 'Instance' && seriesInstanceUid !== undefined
        ? [{ level: 'Series', value: seriesInstanceUid } as const]
        : []),
    ],
    isWithinAncestors: true,
  };
}
