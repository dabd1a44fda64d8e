import { type DataSet, Tags } from '@isocenter/dicom';
import type { Association } from '@isocenter/dimse';
import type { RemoteModality } from '../../config/modality.ts';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { AssociationOpener } from '../../dimse-out/association-opener.ts';
import { type Destination, type DestinationDefaults, destinationOf } from '../../dimse-out/destination.ts';
import { findModels, findRemote } from '../../dimse-out/find-scu.ts';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import { serviceContext } from '../../dimse-out/service-contexts.ts';
import { withAssociation } from '../../dimse-out/with-association.ts';
import type { RelayTarget } from '../relay-target.ts';
import { alternativeAnswer, combinedAnswer, sumOf } from './combined-answer.ts';
import { type DimseRetrieve, performRetrieve, type RetrieveWatch } from './dimse-retrieve.ts';
import { findIdentifier } from './find-identifier.ts';
import { limitedAnswers } from './limited-answers.ts';
import { withNamedWait } from './named-wait.ts';
import { retrieveIdentifiers } from './retrieve-identifiers.ts';
import type {
  RetrieveOptions,
  UpstreamAnswer,
  UpstreamLink,
  UpstreamProgress,
  UpstreamQuestion,
} from './upstream-link.ts';
import { upstreamOpener } from './upstream-opener.ts';

export interface DimseLinkOptions {
  readonly upstream: UpstreamConfiguration;
  /** Where the modality of the upstream is looked up for each request: it may be added or changed at any time. */
  readonly modalities: Pick<ModalityRegistry, 'require'>;
  readonly destinationDefaults: DestinationDefaults;
  readonly opener: Pick<AssociationOpener, 'open'>;
  /** Terms to assume for answers that name no character set. */
  readonly characterSet: () => readonly string[];
  /** C-MOVE or C-GET. */
  readonly service: DimseRetrieve;
}

/** The way to an upstream over DIMSE: C-FIND, and C-MOVE or C-GET. Each call has associations of its own. */
export class DimseLink implements UpstreamLink {
  readonly #options: DimseLinkOptions;
  readonly #opener: Pick<AssociationOpener, 'open'>;

  constructor(options: DimseLinkOptions) {
    this.#options = options;
    this.#opener = upstreamOpener(options.opener, options.upstream);
  }

  async find(
    question: UpstreamQuestion,
    onAnswer: (answer: DataSet) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<void> {
    const { characterSet, upstream } = this.#options;
    const modality = this.#modality();
    const terms = characterSet();
    const request = {
      destination: this.#destination(modality),
      models: question.level === 'Patient' ? findModels.patients : findModels.studies,
      identifier: findIdentifier(question, modality.Manufacturer),
      characterSet: terms,
    };
    await this.#naming(() =>
      limitedAnswers(upstream, signal, onAnswer, (take, limited) =>
        findRemote(this.#opener, { ...request, signal: limited }, (answer) => {
          // What was assumed for it is said, so that it stays readable wherever it goes.
          if (!answer.has(Tags.SpecificCharacterSet)) answer.set(Tags.SpecificCharacterSet, 'CS', [...terms]);
          return take(answer);
        }),
      ),
    );
  }

  /** One association for all requests; with C-GET several, one after the other, where there are many SOP classes. */
  async retrieve(
    targets: readonly RelayTarget[],
    onProgress: (progress: UpstreamProgress) => void,
    signal: AbortSignal,
    { arrivals, sopClasses = [] }: RetrieveOptions = {},
  ): Promise<UpstreamAnswer> {
    const { service } = this.#options;
    const destination = this.#destination(this.#modality());
    const identifiers = retrieveIdentifiers(targets);
    const watch = { onProgress, signal, ...(arrivals && { arrivals }) };
    const answers: UpstreamAnswer[] = [];
    for (const contexts of service.contexts(sopClasses)) {
      const proposals = [serviceContext(service.model), ...contexts];
      const answer = await this.#naming(() =>
        withAssociation(this.#opener, destination, proposals, { signal }, (association) =>
          this.#retrieveAll(association, identifiers, watch),
        ),
      );
      answers.push(answer);
    }
    return alternativeAnswer(answers);
  }

  async #retrieveAll(
    association: Association,
    identifiers: readonly DataSet[],
    watch: RetrieveWatch,
  ): Promise<UpstreamAnswer> {
    const { service, upstream } = this.#options;
    const answers: UpstreamAnswer[] = [];
    for (const identifier of identifiers) {
      const onProgress = (progress: UpstreamProgress) => watch.onProgress(sumOf([...answers, progress].map(ended)));
      answers.push(await performRetrieve(service, upstream, association, identifier, { ...watch, onProgress }));
      watch.signal.throwIfAborted();
    }
    return combinedAnswer(answers);
  }

  /** @throws IsocenterError `InexistentItem` */
  #modality(): RemoteModality {
    const { modalities, upstream } = this.#options;
    return modalities.require(upstream.Modality);
  }

  #destination(modality: RemoteModality): Destination {
    const { destinationDefaults, upstream } = this.#options;
    return destinationOf(modality, destinationDefaults, { localAet: upstream.LocalAet });
  }

  async #naming<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw withNamedWait(error, this.#options.upstream);
    }
  }
}

/** Final responses leave out what remains, as that is nothing. */
function ended(progress: UpstreamProgress | UpstreamAnswer): UpstreamProgress {
  return 'status' in progress ? { remaining: 0, ...progress } : progress;
}
