import type { IndexStore } from '../index/index-store.ts';
import type { ResourceCondition } from '../index/resource-query.ts';
import { identifierKeys } from '../model/main-tags.ts';
import type { AvailableInstance } from './fetch/fetch-subscriber.ts';
import type { RelayTarget } from './relay-target.ts';

/** UIDs looked up in the index at a time. */
const pageUids = 500;

/** What is here of a target: of these instances, or of all where they are not given. */
export async function* instancesHere(
  index: Pick<IndexStore, 'findResources' | 'findSopInstances'>,
  target: RelayTarget,
  sopInstanceUids: readonly string[] | undefined,
): AsyncGenerator<readonly AvailableInstance[]> {
  if (sopInstanceUids !== undefined) {
    for (let at = 0; at < sopInstanceUids.length; at += pageUids) {
      yield await index.findSopInstances(sopInstanceUids.slice(at, at + pageUids));
    }
    return;
  }
  const pages = index.findResources({
    level: 'Instance',
    conditions: conditionsOf(target),
    order: [{ by: 'public-id' }],
    want: { tags: true },
  });
  for await (const page of pages) {
    yield page.map(({ publicId, tags }) => ({ publicId, sopInstanceUid: tags?.[identifierKeys.Instance] ?? '' }));
  }
}

function conditionsOf({ seriesInstanceUid, sopInstanceUid, studyInstanceUid }: RelayTarget): ResourceCondition[] {
  const uids = [
    { level: 'Study', value: studyInstanceUid },
    { level: 'Series', value: seriesInstanceUid },
    { level: 'Instance', value: sopInstanceUid },
  ] as const;
  return uids.flatMap(({ level, value }) =>
    value === undefined ? [] : [{ derived: true, kind: 'identifier', level, values: [value] }],
  );
}
