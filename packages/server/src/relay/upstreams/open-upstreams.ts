import type { RemoteModality } from '../../config/modality.ts';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { AssociationOpener } from '../../dimse-out/association-opener.ts';
import type { DestinationDefaults } from '../../dimse-out/destination.ts';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import type { ReceivableStorage } from '../../dimse-out/retrieve-contexts.ts';
import type { HttpClient } from '../../http-client/http-client.ts';
import type { Ingest } from '../../ingest/ingest.ts';
import type { MovedInstances } from '../../ingest/moved-instances.ts';
import type { Logger } from '../../logging/logger.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { DicomwebLink } from './dicomweb-link.ts';
import { DimseLink } from './dimse-link.ts';
import { ExpectedSets } from './expected-set.ts';
import { GatedLink } from './gated-link.ts';
import { getRetrieve } from './get-retrieve.ts';
import { moveRetrieve } from './move-retrieve.ts';
import { UpstreamGate } from './upstream-gate.ts';
import type { UpstreamLink } from './upstream-link.ts';

/** A PACS that can be asked. */
export interface Upstream {
  readonly configuration: UpstreamConfiguration;
  readonly link: GatedLink;
  readonly expected: ExpectedSets;
}

export interface UpstreamsOptions {
  /** In the order in which they are asked. */
  readonly upstreams: readonly UpstreamConfiguration[];
  readonly modalities: Pick<ModalityRegistry, 'get'>;
  readonly destinationDefaults: DestinationDefaults;
  /** Without a breaker of its own: each upstream has one. */
  readonly opener: Pick<AssociationOpener, 'open'>;
  readonly http: Pick<HttpClient, 'request'>;
  readonly ingest: Pick<Ingest, 'beginDataSet' | 'beginFile'>;
  readonly movedInstances: Pick<MovedInstances, 'expect'>;
  readonly receivable: ReceivableStorage;
  /** Terms to assume for answers that name no character set. */
  readonly characterSet: () => readonly string[];
  readonly logger: Logger;
}

/**
 * The upstreams of the configuration. One whose modality is unknown is there all the same, as modalities come and go
 * while the server runs: a request to it fails until then.
 */
export function openUpstreams(options: UpstreamsOptions): readonly Upstream[] {
  return options.upstreams.map((configuration) => {
    const { Modality, Name, Retrieve } = configuration;
    if (Retrieve !== 'DICOMweb' && options.modalities.get(Modality) === undefined) {
      options.logger.warn('The modality of an upstream is unknown', { upstream: Name, modality: Modality });
    }
    const link = new GatedLink(linkTo(configuration, options), new UpstreamGate(configuration));
    return { configuration, link, expected: new ExpectedSets({ upstream: configuration, link }) };
  });
}

function linkTo(upstream: UpstreamConfiguration, options: UpstreamsOptions): UpstreamLink {
  const { http, ingest, logger, modalities, movedInstances, receivable } = options;
  if (upstream.Retrieve === 'DICOMweb') return new DicomwebLink({ upstream, http, ingest, logger });
  const bothRoles = () => modalities.get(upstream.Modality)?.Manufacturer === 'SiemensSyngoCT';
  return new DimseLink({
    ...options,
    upstream,
    modalities: { require: (name) => required(upstream, modalities.get(name)) },
    service:
      upstream.Retrieve === 'C-GET'
        ? getRetrieve({ upstream, ingest, receivable, bothRoles, logger })
        : moveRetrieve(upstream, movedInstances),
  });
}

function required({ Modality, Name }: UpstreamConfiguration, modality: RemoteModality | undefined): RemoteModality {
  if (modality !== undefined) return modality;
  throw new IsocenterError('UnknownModality', `Upstream ${Name}: no modality has the name ${Modality}`);
}
