import { type Association, connect } from '@isocenter/dimse';
import { explicitLittleEndian, type GeneratedInstance } from '../faults/generated-instances.ts';
import type { PacsScript } from './pacs-script.ts';

/** Sends the instances of one retrieve; resolves with the status of the C-STORE. */
export type Send = (instance: GeneratedInstance) => Promise<number>;

export interface MoveSenderOptions {
  readonly host: string;
  readonly port: number;
  readonly calledAet: string;
  readonly callingAet: string;
  readonly sopClasses: readonly string[];
  readonly originator: { readonly aet: string; readonly messageId: number };
  readonly script: PacsScript;
}

/** SOP class not supported (PS3.7 C.5.24). */
const sopClassNotSupported = 0x0122;

/** The C-STORE sub-operations of a C-MOVE, over associations of their own. */
export class MoveSender {
  readonly #options: MoveSenderOptions;
  readonly #associations: Association[] = [];
  #sent = 0;

  constructor(options: MoveSenderOptions) {
    this.#options = options;
  }

  get associations(): readonly Association[] {
    return this.#associations;
  }

  readonly send: Send = async (instance) => {
    const { originator, script } = this.#options;
    const association = await this.#association(this.#sent % (script.sendingAssociations ?? 1));
    this.#sent += 1;
    return store(association, instance, {
      ...(script.moveOriginator !== 'omitted' && {
        moveOriginator:
          script.moveOriginator === 'wrong' ? { aet: 'ELSEWHERE', messageId: originator.messageId ^ 1 } : originator,
      }),
    });
  };

  /** Ends the associations, unless the script keeps them. */
  async end(): Promise<void> {
    if (this.#options.script.keepsAssociations) return;
    await Promise.all(this.#associations.map((association) => association.release().catch(() => association.abort())));
  }

  async #association(index: number): Promise<Association> {
    const known = this.#associations[index];
    if (known !== undefined) return known;
    const { calledAet, callingAet, host, port, sopClasses } = this.#options;
    const association = await connect({
      host,
      port,
      calledAet,
      callingAet,
      contexts: sopClasses.map((abstractSyntax) => ({ abstractSyntax, transferSyntaxes: [explicitLittleEndian] })),
    });
    this.#associations.push(association);
    return association;
  }
}

/** A C-STORE on an association; a class without a context on it is not sent. */
export async function store(
  association: Association,
  { dataSet, sopClassUid, sopInstanceUid }: GeneratedInstance,
  options: { readonly moveOriginator?: MoveSenderOptions['originator'] } = {},
): Promise<number> {
  const context = association.contextFor(sopClassUid, explicitLittleEndian);
  if (context === undefined) return sopClassNotSupported;
  const request = { sopClassUid, sopInstanceUid, dataSet, contextId: context.id, ...options };
  const { status } = await association.store(request);
  return status;
}
