import type { RoutingRule } from '../config/routing-rule.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { ResourceRecord } from '../index/resource-query.ts';
import type { JobSubmission } from '../jobs/job-engine-options.ts';

/** Where instances go: a modality or a peer. */
type DestinationKind = 'Modality' | 'Peer';

interface Shipment {
  readonly kind: DestinationKind;
  readonly destination: string;
  readonly rules: Set<string>;
  /** In the order in which they are to be sent. */
  readonly instances: Set<string>;
  maximumRetries: number;
  priority: number;
}

const jobTypes = { Modality: 'DicomModalityStore', Peer: 'OrthancPeerStore' } as const satisfies Record<
  DestinationKind,
  string
>;

/** Collects what goes to each destination: an instance that several rules want there goes once. */
export class RoutingJobs {
  readonly #modalities: Pick<ModalityRegistry, 'get'>;
  readonly #parentResources: readonly string[];
  readonly #shipments = new Map<string, Shipment>();

  /** @param parentResources what became stable; empty for single instances */
  constructor(modalities: Pick<ModalityRegistry, 'get'>, parentResources: readonly string[]) {
    this.#modalities = modalities;
    this.#parentResources = parentResources;
  }

  add(rule: RoutingRule, instance: ResourceRecord): void {
    for (const name of rule.Modalities) {
      if (!this.#isSender(name, instance)) this.#ship('Modality', name, rule, instance.publicId);
    }
    for (const name of rule.Peers) this.#ship('Peer', name, rule, instance.publicId);
  }

  get submissions(): readonly JobSubmission[] {
    return [...this.#shipments.values()].map(({ destination, instances, kind, maximumRetries, priority, rules }) => ({
      type: jobTypes[kind],
      priority,
      itemKeys: [...instances],
      parameters: { [kind]: destination, Permissive: true, MaximumRetries: maximumRetries },
      content: { Description: `AutoRouting: ${[...rules].join(', ')}`, ParentResources: this.#parentResources },
    }));
  }

  /** What a modality has sent does not go back to it: two servers would send it to and fro for ever. */
  #isSender(name: string, { metadata = {} }: ResourceRecord): boolean {
    if (metadata.Origin !== 'DicomProtocol') return false;
    return this.#modalities.get(name)?.AET === metadata.RemoteAET;
  }

  #ship(kind: DestinationKind, destination: string, rule: RoutingRule, publicId: string): void {
    const key = `${kind}/${destination}`;
    const shipment: Shipment = this.#shipments.get(key) ?? {
      kind,
      destination,
      rules: new Set(),
      instances: new Set(),
      maximumRetries: 0,
      priority: rule.Priority,
    };
    this.#shipments.set(key, shipment);
    shipment.rules.add(rule.Name);
    shipment.instances.add(publicId);
    shipment.maximumRetries = Math.max(shipment.maximumRetries, rule.MaximumRetries);
    shipment.priority = Math.max(shipment.priority, rule.Priority);
  }
}
