import { type AcceptedSopClassesOptions, acceptedSopClasses, type SopClassRules } from './accepted-sop-classes.ts';
import { type AcceptedTransferSyntaxesOptions, acceptedTransferSyntaxes } from './accepted-transfer-syntaxes.ts';

export type AcceptedStorageOptions = AcceptedSopClassesOptions & AcceptedTransferSyntaxesOptions;

/**
 * What C-STORE takes in: as the configuration says, until users say otherwise at runtime. The next association goes by
 * it; those that are open keep what they have negotiated.
 */
export class AcceptedStorage {
  readonly #options: AcceptedStorageOptions;
  #unknownSopClasses: boolean;
  #sopClasses: SopClassRules;
  #transferSyntaxes: ReadonlySet<string>;

  constructor(options: AcceptedStorageOptions) {
    this.#options = options;
    this.#unknownSopClasses = options.UnknownSopClassAccepted;
    this.#sopClasses = acceptedSopClasses(options);
    this.#transferSyntaxes = acceptedTransferSyntaxes(options);
  }

  /** Storage SOP classes that can be listed. */
  get sopClasses(): ReadonlySet<string> {
    return this.#sopClasses.uids;
  }

  acceptsSopClass(uid: string): boolean {
    return this.#sopClasses.accepts(uid);
  }

  get transferSyntaxes(): ReadonlySet<string> {
    return this.#transferSyntaxes;
  }

  /** `UnknownSopClassAccepted`: whether classes come in that the standard does not have. */
  get unknownSopClasses(): boolean {
    return this.#unknownSopClasses;
  }

  set unknownSopClasses(accepted: boolean) {
    this.#unknownSopClasses = accepted;
    this.#sopClasses = acceptedSopClasses({ ...this.#options, UnknownSopClassAccepted: accepted });
  }

  /** Those known that a pattern matches, in place of all that the configuration says of transfer syntaxes. */
  acceptTransferSyntaxes(patterns: readonly string[]): void {
    this.#transferSyntaxes = acceptedTransferSyntaxes({ AcceptedTransferSyntaxes: patterns });
  }
}
