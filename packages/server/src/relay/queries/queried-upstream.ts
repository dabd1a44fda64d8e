import { matchesPattern } from '../../access/uid-pattern.ts';
import type { RemoteModality } from '../../config/modality.ts';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { SearchClient } from '../../query/spanned-search.ts';
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
  const { AllowedClients, Find, SendingAets } = configuration;
  if (Find === 'Never' || !AllowedClients.some((pattern) => matchesPattern(client.name, pattern))) return false;
  if (client.service !== 'C-FIND') return true;
  const own = [modality()?.AET ?? '', ...SendingAets].map(comparable);
  return !own.includes(comparable(client.name));
}

/** Case never tells two applications apart that could be the same. */
function comparable(aet: string): string {
  return aet.trim().toUpperCase();
}
