import { type Rejection, Rejections } from '@isocenter/dimse';
import { isAeTitle } from '../config/dicom-values.ts';
import type { RemoteModality } from '../config/modality.ts';
import type { Configuration } from '../config/options.ts';
import { type AlwaysAllowed, alwaysAllowOptions } from './command-permissions.ts';
import { isAtHost } from './host-address.ts';

/** Who asks for an association. */
export interface AssociationRequestor {
  readonly callingAeTitle: string;
  readonly calledAeTitle: string;
  /** IP address of the other side. */
  readonly address: string;
}

/** The other side of an accepted association. */
export interface AssociationPeer {
  /** Without surrounding blanks. */
  readonly callingAeTitle: string;
  readonly address: string;
  /** The modalities it may be: those with its AE title and, when hosts are checked, with its address. Empty: unknown. */
  readonly modalities: readonly RemoteModality[];
}

export type AssociationVerdict =
  | { readonly accepted: true; readonly peer: AssociationPeer }
  | { readonly accepted: false; readonly rejection: Rejection };

/** Decides on one request for an association. */
export type AssociationPolicy = (requestor: AssociationRequestor) => AssociationVerdict;

export type AssociationPolicyOptions = AlwaysAllowed &
  Pick<Configuration, 'DicomAet' | 'DicomCheckCalledAet' | 'DicomCheckModalityHost' | 'StrictAetComparison'>;

/**
 * The policy of a configuration and of the modalities known now; make a new one when they change.
 * An unknown calling AE title is rejected only when nothing at all is open to unknown ones; otherwise each command
 * is judged by itself (`isCommandAllowed`).
 */
export function associationPolicy(
  configuration: AssociationPolicyOptions,
  modalities: Iterable<RemoteModality>,
): AssociationPolicy {
  const { DicomAet, DicomCheckCalledAet, DicomCheckModalityHost, StrictAetComparison } = configuration;
  const comparable = (title: string): string => (StrictAetComparison ? title.trim() : title.trim().toLowerCase());
  const modalitiesByAeTitle = Map.groupBy(modalities, ({ AET }) => comparable(AET));
  const isAnythingOpen = alwaysAllowOptions.some((option) => configuration[option]);

  return ({ callingAeTitle, calledAeTitle, address }) => {
    if (DicomCheckCalledAet && comparable(calledAeTitle) !== comparable(DicomAet)) {
      return { accepted: false, rejection: Rejections.calledAetNotRecognised };
    }
    const calling = callingAeTitle.trim();
    const namesakes = modalitiesByAeTitle.get(comparable(calling)) ?? [];
    const known = DicomCheckModalityHost ? namesakes.filter(({ Host }) => isAtHost(address, Host)) : namesakes;
    if (!isAeTitle(calling) || (known.length === 0 && !isAnythingOpen)) {
      return { accepted: false, rejection: Rejections.callingAetNotRecognised };
    }
    return { accepted: true, peer: { callingAeTitle: calling, address, modalities: known } };
  };
}
