import { matchesPattern } from '../../access/uid-pattern.ts';
import type { RemoteModality } from '../../config/modality.ts';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { SearchClient } from '../../query/spanned-search.ts';
import { isOf } from '../relay-upstream.ts';
import type { UpstreamLink } from '../upstreams/upstream-link.ts';

/** An upstream as searches see it. */
export interface QueriedUpstream {
  readonly configuration: Pick<UpstreamConfiguration, 'AllowedClients' | 'Find' | 'Name' | 'SendingAets'>;
  readonly link: Pick<UpstreamLink, 'find'>;
  /** Its modality as it is registered now; undefined for DICOMweb. */
  readonly modality: () => RemoteModality | undefined;
}

/** Whether the upstream may be asked for this client: it is allowed, and no upstream itself (else two relays ask each other for ever). */
export function mayBeAsked({ configuration, modality }: QueriedUpstream, client: SearchClient): boolean {
  const { AllowedClients, Find } = configuration;
  if (Find === 'Never' || !AllowedClients.some((pattern) => matchesPattern(client.name, pattern))) return false;
  return client.service === 'REST' || !isOf({ configuration, aet: () => modality()?.AET }, client.name);
}
