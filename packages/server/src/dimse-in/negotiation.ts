import { SopClasses, TransferSyntaxes } from '@isocenter/dicom';
import type { AssociationAcceptance, AssociationRequest, ContextDecision } from '@isocenter/dimse';
import { dicomServices } from '../model/dicom-services.ts';

/** Which presentation contexts this server accepts. */
export interface NegotiationOptions {
  readonly acceptsSopClass: (uid: string) => boolean;
  readonly acceptsTransferSyntax: (uid: string) => boolean;
  /** Whether worklists are offered. */
  readonly acceptsWorklists?: boolean;
  /** `DicomAsynchronousOperations`: the largest window granted. */
  readonly asynchronousOperations: number;
}

/** Services other than storage: their data sets hold no pixels, so the native syntaxes do, best first. */
const services: ReadonlySet<string> = new Set(
  dicomServices.filter(({ scp }) => scp).map(({ sopClassUid }) => sopClassUid),
);

const serviceSyntaxes = [
  TransferSyntaxes.ExplicitVRLittleEndian.uid,
  TransferSyntaxes.ExplicitVRBigEndian.uid,
  TransferSyntaxes.ImplicitVRLittleEndian.uid,
] as const;

/** Results of PS3.8 9.3.3.2. */
const abstractSyntaxNotSupported = { result: 3 } as const;
const transferSyntaxesNotSupported = { result: 4 } as const;

/**
 * Accepts the contexts of a request: services in the best native syntax, storage classes in the first syntax of the
 * requestor's order that the server takes; roles as proposed; the asynchronous operations window up to the option.
 */
export function acceptContexts(request: AssociationRequest, options: NegotiationOptions): AssociationAcceptance {
  const contexts = new Map<number, ContextDecision>();
  for (const { id, abstractSyntax, transferSyntaxes } of request.presentationContexts) {
    contexts.set(id, decide(abstractSyntax, transferSyntaxes, options));
  }
  const window = options.asynchronousOperations;
  return {
    contexts,
    roles: request.roles,
    ...(request.asyncOperations === undefined ? {} : { asyncOperations: { invoked: window, performed: window } }),
  };
}

function decide(
  abstractSyntax: string,
  proposed: readonly string[],
  { acceptsSopClass, acceptsTransferSyntax, acceptsWorklists = false }: NegotiationOptions,
): ContextDecision {
  const isWorklist = acceptsWorklists && abstractSyntax === SopClasses.ModalityWorklistInformationModelFind;
  const isService = isWorklist || services.has(abstractSyntax);
  if (!isService && !acceptsSopClass(abstractSyntax)) return abstractSyntaxNotSupported;
  const transferSyntax = isService
    ? serviceSyntaxes.find((uid) => proposed.includes(uid))
    : proposed.find(acceptsTransferSyntax);
  return transferSyntax === undefined ? transferSyntaxesNotSupported : { transferSyntax };
}
