import { DataSet, SopClasses, type Tag, Tags, TransferSyntaxes } from '@isocenter/dicom';
import type { RemoteModality } from '../../../src/config/modality.ts';
import type { UpstreamConfiguration } from '../../../src/config/relay.ts';
import { ModalityRegistry } from '../../../src/dimse-out/modality-registry.ts';
import { MovedInstances } from '../../../src/ingest/moved-instances.ts';
import { silentLogger } from '../../../src/logging/logger.ts';
import type { Level } from '../../../src/model/level.ts';
import { DimseLink } from '../../../src/relay/upstreams/dimse-link.ts';
import { getRetrieve } from '../../../src/relay/upstreams/get-retrieve.ts';
import { moveRetrieve } from '../../../src/relay/upstreams/move-retrieve.ts';
import type { UpstreamQuestion } from '../../../src/relay/upstreams/upstream-link.ts';
import { FakeIngest } from '../../support/fake-ingest.ts';
import { destinationDefaults, modalityAt, newOpener } from '../../support/remote-peer.ts';
import { upstreamOf } from '../../support/upstream.ts';

export interface LinkChoice {
  readonly upstream?: Partial<UpstreamConfiguration>;
  readonly modality?: Partial<RemoteModality>;
  readonly movedInstances?: MovedInstances;
  readonly ingest?: FakeIngest;
}

/** A link to a PACS on this machine, by C-MOVE unless the upstream says C-GET. */
export function dimseLinkTo(port: number, choice: LinkChoice = {}): DimseLink {
  const upstream = upstreamOf(choice.upstream);
  const { ingest = new FakeIngest(), movedInstances = new MovedInstances() } = choice;
  const receivable = {
    sopClasses: new Set([SopClasses.CTImageStorage, SopClasses.MRImageStorage]),
    transferSyntaxes: new Set([TransferSyntaxes.ExplicitVRLittleEndian.uid]),
  };
  return new DimseLink({
    upstream,
    modalities: new ModalityRegistry([modalityAt(port, choice.modality)], false),
    destinationDefaults,
    opener: newOpener(),
    characterSet: () => ['ISO_IR 100'],
    service:
      upstream.Retrieve === 'C-GET'
        ? getRetrieve({ upstream, ingest, receivable, bothRoles: () => false, logger: silentLogger })
        : moveRetrieve(upstream, movedInstances),
  });
}

/** A search with keys that ask for everything, or for a value. */
export function question(level: Level, keys: readonly (readonly [Tag, string])[]): UpstreamQuestion {
  const dataSet = new DataSet();
  for (const [tag, value] of keys) dataSet.set(tag, tag === Tags.PatientID ? 'LO' : 'UI', value);
  return { level, keys: dataSet };
}

export const never = new AbortController().signal;
