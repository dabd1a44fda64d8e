import { SopClasses } from '@isocenter/dicom';
import type { CommandStatus, ContextProposal, StoreOperation } from '@isocenter/dimse';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import { proposeRetrieveContexts, type ReceivableStorage } from '../../dimse-out/retrieve-contexts.ts';
import { maxPresentationContexts } from '../../dimse-out/storage-contexts.ts';
import type { Ingest } from '../../ingest/ingest.ts';
import { performStore } from '../../ingest/perform-store.ts';
import type { Logger } from '../../logging/logger.ts';
import type { DimseRetrieve } from './dimse-retrieve.ts';

export interface GetRetrieveOptions {
  readonly upstream: UpstreamConfiguration;
  readonly ingest: Pick<Ingest, 'beginDataSet'>;
  readonly receivable: ReceivableStorage;
  /** Some SCPs grant the role of SCP only to those who propose that of SCU too. */
  readonly bothRoles: () => boolean;
  readonly logger: Logger;
}

/** One context of an association is for the information model. */
const maxStorageContexts = maxPresentationContexts - 1;

/** C-GET (PS3.4 C.4.3): instances come over the association that asks for them. */
export function getRetrieve(options: GetRetrieveOptions): DimseRetrieve {
  const { receivable } = options;
  return {
    name: 'C-GET',
    model: SopClasses.StudyRootQueryRetrieveInformationModelGet,
    notSupported: 'NoCGetHandler',
    contexts: (sopClasses) => getContexts(receivable, sopClasses, options.bothRoles()),
    invoke: (association, request, timer) =>
      association.get({
        ...request,
        onStore: (operation) => timer.receiving(() => receive(options, operation)),
      }),
  };
}

/**
 * Storage contexts of each association: one, as long as every expected class has its contexts on it, in all syntaxes;
 * else several, each for some of the classes only, so that no instance comes twice.
 */
export function getContexts(
  { sopClasses, transferSyntaxes }: ReceivableStorage,
  expectedSopClasses: readonly string[],
  bothRoles: boolean,
): readonly (readonly ContextProposal[])[] {
  const expected = [...new Set(expectedSopClasses)].filter((uid) => sopClasses.has(uid));
  const propose = (classes: ReadonlySet<string>, first: readonly string[]) =>
    proposeRetrieveContexts({
      sopClasses: classes,
      transferSyntaxes,
      expectedSopClasses: first,
      maximum: maxStorageContexts,
      bothRoles,
    });
  // As many as a class can have, which is as many as one class alone is given.
  const contextsPerClass = propose(new Set(expected.slice(0, 1)), []).length;
  const classesPerAssociation = Math.max(1, Math.floor(maxStorageContexts / Math.max(1, contextsPerClass)));
  if (expected.length <= classesPerAssociation) return [propose(sopClasses, expected)];
  const associations: (readonly ContextProposal[])[] = [];
  for (let from = 0; from < expected.length; from += classesPerAssociation) {
    const classes = expected.slice(from, from + classesPerAssociation);
    associations.push(propose(new Set(classes), classes));
  }
  return associations;
}

/** A C-STORE sub-operation: the upstream, which was called, is the one that sends. */
function receive({ ingest, logger, upstream }: GetRetrieveOptions, operation: StoreOperation): Promise<CommandStatus> {
  const { association, sopInstanceUid } = operation;
  const origin = {
    kind: 'DicomProtocol',
    remoteAet: association.calledAet,
    remoteIp: association.remoteAddress,
    calledAet: association.callingAet,
    upstream: upstream.Name,
  } as const;
  return performStore(ingest, operation, origin, {
    refused: (error) =>
      logger.warn('Instance of an upstream refused', { upstream: upstream.Name, error, sopInstanceUid }),
  });
}
