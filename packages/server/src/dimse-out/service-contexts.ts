import { TransferSyntaxes } from '@isocenter/dicom';
import type { ContextProposal } from '@isocenter/dimse';

/** Data sets of services have no pixels: the native syntaxes do, the default one (PS3.5 10.1) last. */
const serviceSyntaxes = [TransferSyntaxes.ExplicitVRLittleEndian.uid, TransferSyntaxes.ImplicitVRLittleEndian.uid];

/** The presentation context to propose for a service that is not storage. */
export function serviceContext(sopClassUid: string): ContextProposal {
  return { abstractSyntax: sopClassUid, transferSyntaxes: serviceSyntaxes };
}
