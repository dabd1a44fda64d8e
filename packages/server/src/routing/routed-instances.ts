import type { BlobReader } from '../blobs/blob-store.ts';
import type { IndexStore } from '../index/index-store.ts';
import type { ResourceCondition, ResourceRecord } from '../index/resource-query.ts';
import type { Logger } from '../logging/logger.ts';
import { contentTypes } from '../model/content-type.ts';
import type { CurrentEncoding } from '../model/current-encoding.ts';
import { readAttributes } from '../query/instance-attributes.ts';
import type { RoutingMatcher } from './routing-matcher.ts';

export interface RoutedInstancesOptions {
  readonly index: Pick<IndexStore, 'findResources'>;
  readonly blobs: BlobReader;
  readonly encoding: Pick<CurrentEncoding, 'terms'>;
  readonly logger: Logger;
}

/** The instances among those of a condition that rules want: each with the rules that want it. */
export async function* routedInstances(
  options: RoutedInstancesOptions,
  condition: ResourceCondition,
  matchers: readonly RoutingMatcher[],
): AsyncGenerator<{ readonly instance: ResourceRecord; readonly wantedBy: readonly RoutingMatcher[] }> {
  const readsFiles = matchers.some(({ fileTags }) => fileTags.length > 0);
  const pages = options.index.findResources({
    level: 'Instance',
    conditions: [condition],
    order: [{ by: 'retrieve' }],
    want: { tags: true, ancestorTags: ['Patient', 'Study', 'Series'], metadata: true, attachments: readsFiles },
  });
  for await (const page of pages) {
    for (const instance of page) {
      const possible = matchers.filter((matcher) => matcher.mayMatch(instance));
      const wantedBy = await matchingFile(options, instance, possible);
      if (wantedBy.length > 0) yield { instance, wantedBy };
    }
  }
}

/** Those of the rules that the file of the instance agrees with. */
async function matchingFile(
  { blobs, encoding, logger }: RoutedInstancesOptions,
  { attachments = [], publicId }: ResourceRecord,
  matchers: readonly RoutingMatcher[],
): Promise<readonly RoutingMatcher[]> {
  const wanted = matchers.flatMap(({ fileTags }) => fileTags);
  const file = attachments.find(({ contentType }) => contentType === contentTypes.dicom);
  if (wanted.length === 0 || file === undefined) return matchers;
  try {
    const attributes = await readAttributes(blobs, file, wanted, encoding.terms.join('\\'));
    return matchers.filter((matcher) => matcher.fileMatches(attributes));
  } catch (error) {
    // Waiting would keep all that comes after it from being routed.
    logger.error('An instance cannot be read to be routed', { instance: publicId, error });
    return matchers.filter(({ fileTags }) => fileTags.length === 0);
  }
}
