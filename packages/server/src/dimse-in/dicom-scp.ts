import type { TlsOptions } from 'node:tls';
import {
  type Association,
  type AssociationDecision,
  type AssociationRequest,
  type AssociationTimeouts,
  DEFAULT_ASSOCIATION_TIMEOUTS,
  DicomServer,
} from '@isocenter/dimse';
import type { AcceptedStorage } from '../access/accepted-storage.ts';
import { type AssociationPeer, associationPolicy } from '../access/association-policy.ts';
import { isCommandAllowed } from '../access/command-permissions.ts';
import type { Configuration } from '../config/options.ts';
import type { ModalityRegistry } from '../dimse-out/modality-registry.ts';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { implementation } from '../model/implementation.ts';
import { type GuardedServices, guardedHandlers } from './guarded-handlers.ts';
import { acceptContexts } from './negotiation.ts';

export interface DicomScpOptions {
  readonly configuration: Configuration;
  readonly modalities: ModalityRegistry;
  readonly storage: Pick<AcceptedStorage, 'acceptsSopClass' | 'transferSyntaxes'>;
  readonly services: GuardedServices;
  readonly tls: TlsOptions | undefined;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The DICOM port: who is let in, what is negotiated, and the services behind it. */
export function createDicomScp(options: DicomScpOptions): DicomServer {
  const { configuration, logger, services, storage, tls } = options;
  const peers = new AssociationPeers(options);
  const isAllowed: Parameters<typeof guardedHandlers>[1] = (command, { association }) => {
    const peer = peers.of(association);
    return peer !== undefined && isCommandAllowed(command, peer, configuration);
  };
  const contexts = {
    acceptsSopClass: (uid: string) => storage.acceptsSopClass(uid),
    acceptsTransferSyntax: (uid: string) => storage.transferSyntaxes.has(uid),
    acceptsWorklists: services.worklist !== undefined,
    asynchronousOperations: configuration.DicomAsynchronousOperations,
  };
  return new DicomServer({
    negotiate(request): AssociationDecision {
      const verdict = peers.judge(request.callingAet, request.calledAet, request.remoteAddress);
      if (verdict.accepted) return acceptContexts(request, contexts);
      logRejection(logger, request);
      return { reject: verdict.rejection };
    },
    handlers: guardedHandlers(services, isAllowed, logger),
    limits: {
      maxAssociations: configuration.MaximumAssociations,
      maxAssociationsPerPeer: configuration.MaximumAssociationsPerPeer || configuration.MaximumAssociations,
      maxPduBytes: configuration.MaximumPduLength,
    },
    timeouts: scpTimeouts(configuration.DicomScpTimeout * 1000),
    ...(tls === undefined ? {} : { tls }),
    ...implementation,
    onAssociation: (association) => observeAssociation(options, association),
  });
}

/** A client that says nothing is as idle before its request, and after an abort, as between two messages. */
function scpTimeouts(idleTimeoutMs: number): Partial<AssociationTimeouts> {
  const { artimTimeoutMs } = DEFAULT_ASSOCIATION_TIMEOUTS;
  if (idleTimeoutMs === 0) return { idleTimeoutMs };
  return { idleTimeoutMs, artimTimeoutMs: Math.min(idleTimeoutMs, artimTimeoutMs) };
}

/** Which modalities the other side of each association may be; decided once per association. */
class AssociationPeers {
  readonly #options: DicomScpOptions;
  readonly #known = new WeakMap<Association, AssociationPeer>();

  constructor(options: DicomScpOptions) {
    this.#options = options;
  }

  judge(callingAeTitle: string, calledAeTitle: string, address: string) {
    const { configuration, modalities } = this.#options;
    return associationPolicy(configuration, modalities.list())({ callingAeTitle, calledAeTitle, address });
  }

  of(association: Association): AssociationPeer | undefined {
    const known = this.#known.get(association);
    if (known !== undefined) return known;
    const verdict = this.judge(association.callingAet, association.calledAet, association.remoteAddress);
    if (!verdict.accepted) return undefined;
    this.#known.set(association, verdict.peer);
    return verdict.peer;
  }
}

function logRejection(logger: Logger, { calledAet, callingAet, remoteAddress }: AssociationRequest): void {
  logger.warn('Association rejected', { callingAet, calledAet, remoteAddress });
}

/** One line per association, at its end. */
function observeAssociation({ logger, metrics }: DicomScpOptions, association: Association): void {
  const { calledAet, callingAet, id, remoteAddress } = association;
  const openedAtMs = performance.now();
  metrics.associationOpened('incoming');
  logger.debug('Association opened', { association: id, callingAet, calledAet, remoteAddress });
  void association.closed.then(() => {
    metrics.associationClosed('incoming');
    const durationMs = Math.round(performance.now() - openedAtMs);
    logger.info('Association closed', { association: id, callingAet, calledAet, remoteAddress, durationMs });
  });
}
