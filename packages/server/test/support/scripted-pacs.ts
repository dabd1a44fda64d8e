import type { TestContext } from 'node:test';
import { DataSet, encodeDataSetToBytes, parseDataSet, SopClasses, Tags, transferSyntaxOf } from '@isocenter/dicom';
import {
  type CommandStatus,
  DicomServer,
  type FindOperation,
  type GetOperation,
  type MoveOperation,
} from '@isocenter/dimse';
import type { GeneratedInstance } from '../faults/generated-instances.ts';
import { answersOf, type HeldInstance, heldInstance, isHierarchical, matching } from './pacs-find.ts';
import { endOf } from './pacs-request-end.ts';
import { answerAtOnce, performScript, type Retrieve, sendAll } from './pacs-retrieve.ts';
import type { PacsLevel, PacsRequest, PacsScript } from './pacs-script.ts';
import { MoveSender, type Send, store } from './pacs-sender.ts';

/** PS3.4 Tables C.4-1 and C.4-2. */
const success = 0x0000;
const identifierDoesNotMatch = 0xa900;
const moveDestinationUnknown = 0xa801;

const findModels: readonly string[] = [
  SopClasses.PatientRootQueryRetrieveInformationModelFind,
  SopClasses.StudyRootQueryRetrieveInformationModelFind,
];

export interface ScriptedPacsOptions {
  readonly aet?: string;
  /** Default: a free one. */
  readonly port?: number;
  readonly instances?: readonly GeneratedInstance[];
  readonly script?: PacsScript;
  /** Where C-MOVE sends to, by AE title. */
  readonly destinations?: Readonly<Record<string, { readonly host: string; readonly port: number }>>;
}

/** A PACS of this process that does what a test says, and remembers what it was asked. */
export class ScriptedPacs {
  readonly aet: string;
  readonly requests: PacsRequest[] = [];
  /** Statuses of the C-STOREs that it has sent. */
  readonly storeStatuses: number[] = [];
  /** C-CANCEL requests that it has seen, heeded or not. */
  cancels = 0;
  /** Associations that it was asked for, rejected ones too. */
  associationRequests = 0;
  /** May be changed between requests. */
  script: PacsScript;
  readonly destinations: Map<string, { readonly host: string; readonly port: number }>;
  readonly #sending = new Set<Promise<unknown>>();
  readonly #senders: MoveSender[] = [];
  #instances: readonly HeldInstance[];
  #server: DicomServer;
  #port = 0;

  private constructor({ aet = 'PACS', destinations = {}, instances = [], script = {} }: ScriptedPacsOptions) {
    this.aet = aet;
    this.script = script;
    this.destinations = new Map(Object.entries(destinations));
    this.#instances = instances.map(heldInstance);
    this.#server = this.#newServer();
  }

  static async start(options: ScriptedPacsOptions = {}): Promise<ScriptedPacs> {
    const pacs = new ScriptedPacs(options);
    await pacs.#listen(options.port ?? 0);
    return pacs;
  }

  get port(): number {
    return this.#port;
  }

  get finds(): readonly PacsRequest[] {
    return this.requests.filter(({ service }) => service === 'C-FIND');
  }

  get moves(): readonly PacsRequest[] {
    return this.requests.filter(({ service }) => service === 'C-MOVE');
  }

  get gets(): readonly PacsRequest[] {
    return this.requests.filter(({ service }) => service === 'C-GET');
  }

  /** Associations with its clients that are open now. */
  get openAssociations(): number {
    return this.#server.associations.size;
  }

  /** The entry of `DicomModalities` for it. */
  modality(fields: Readonly<Record<string, unknown>> = {}): object {
    return { AET: this.aet, Host: '127.0.0.1', Port: this.port, ...fields };
  }

  /** Replaces what it holds. */
  hold(instances: readonly GeneratedInstance[]): void {
    this.#instances = instances.map(heldInstance);
  }

  /** Resolves when all that was to be sent after its request was answered has been sent. */
  async sent(): Promise<void> {
    while (this.#sending.size > 0) await Promise.all(this.#sending);
  }

  /** Nothing listens on its port any more; open associations are aborted. */
  async goDown(): Promise<void> {
    for (const { associations } of this.#senders) for (const association of associations) association.abort();
    await this.#server.close();
  }

  /** Listens on its port again. */
  async comeUp(): Promise<void> {
    this.#server = this.#newServer();
    await this.#listen(this.#port);
  }

  async #listen(port: number): Promise<void> {
    await this.#server.listen({ port, host: '127.0.0.1' });
    this.#port = this.#server.address?.port ?? 0;
  }

  #newServer(): DicomServer {
    return new DicomServer({
      negotiate: async (request) => {
        this.associationRequests += 1;
        const { beforeAssociation, findsNot = false, refusedSopClasses = [], reject } = this.script;
        await beforeAssociation?.pass();
        if (reject !== undefined) return { reject };
        const accepted = request.presentationContexts.filter(
          ({ abstractSyntax }) =>
            !refusedSopClasses.includes(abstractSyntax) && !(findsNot && findModels.includes(abstractSyntax)),
        );
        return {
          contexts: new Map(
            accepted.map(({ id, transferSyntaxes: [transferSyntax = ''] }) => [id, { transferSyntax }]),
          ),
          roles: request.roles,
        };
      },
      handlers: {
        echo: ({ association, messageId }) => {
          const { callingAet } = association;
          this.requests.push({ service: 'C-ECHO', callingAet, messageId, level: '', identifier: new DataSet() });
          return { status: success };
        },
        find: (operation) => this.#find(operation),
        move: (operation) => this.#move(operation),
        get: (operation) => this.#get(operation),
      },
    });
  }

  async *#find(operation: FindOperation): AsyncGenerator<Uint8Array, CommandStatus, void> {
    const { script } = this;
    const { identifier, level } = await this.#noted('C-FIND', operation);
    const { beforeAnswer, findStatus = success, hierarchical, refusedLevels } = script;
    const refusal = refusedLevels?.[level];
    if (refusal !== undefined) return { status: refusal };
    if (hierarchical !== undefined && !isHierarchical(level, identifier)) {
      return { status: hierarchical === 'refused' ? identifierDoesNotMatch : success };
    }
    const syntax = transferSyntaxOf(operation.presentationContext.transferSyntax);
    if (syntax === undefined) throw new Error('An unknown transfer syntax was accepted');
    const { ended } = endOf(operation, script);
    for (const answer of answersOf(this.#instances, level, identifier, script)) {
      await beforeAnswer?.pass(ended);
      yield encodeDataSetToBytes(answer, syntax);
    }
    return { status: findStatus };
  }

  async *#move(operation: MoveOperation): Retrieve {
    const { script } = this;
    const { moveDestination: destination } = operation;
    const { identifier } = await this.#noted('C-MOVE', operation, { destination });
    if (script.retrieveStatus !== undefined) return { status: script.retrieveStatus };
    const instances = matching(this.#instances, identifier);
    const address = this.destinations.get(destination);
    if (address === undefined) return { status: moveDestinationUnknown };
    const sender = new MoveSender({
      ...address,
      calledAet: destination,
      callingAet: script.sendingAet ?? this.aet,
      sopClasses: [...new Set(instances.map(({ sopClassUid }) => sopClassUid))],
      originator: { aet: operation.association.callingAet, messageId: operation.messageId },
      script,
    });
    this.#senders.push(sender);
    const send: Send = async (instance) => {
      const status = await sender.send(instance);
      this.storeStatuses.push(status);
      return status;
    };
    if (script.answersFirst) {
      const sending: Promise<unknown> = sendAll(script, instances, send)
        .then(() => sender.end())
        .catch(() => undefined)
        .finally(() => this.#sending.delete(sending));
      this.#sending.add(sending);
      return answerAtOnce(instances, script);
    }
    try {
      return yield* performScript(operation, script, instances, send);
    } finally {
      await sender.end();
    }
  }

  async *#get(operation: GetOperation): Retrieve {
    const { script } = this;
    const { identifier } = await this.#noted('C-GET', operation);
    if (script.retrieveStatus !== undefined) return { status: script.retrieveStatus };
    const instances = matching(this.#instances, identifier);
    return yield* performScript(operation, script, instances, (instance) => store(operation.association, instance));
  }

  async #noted(
    service: PacsRequest['service'],
    operation: FindOperation,
    more: Pick<PacsRequest, 'destination'> = {},
  ): Promise<{ readonly identifier: DataSet; readonly level: PacsLevel }> {
    const syntax = transferSyntaxOf(operation.presentationContext.transferSyntax);
    if (syntax === undefined) throw new Error('An unknown transfer syntax was accepted');
    operation.signal.addEventListener('abort', () => {
      if (operation.association.open) this.cancels += 1;
    });
    const identifier = parseDataSet(await operation.identifier(), syntax);
    const level = identifier.text(Tags.QueryRetrieveLevel) as PacsLevel;
    const { association, messageId } = operation;
    this.requests.push({ service, callingAet: association.callingAet, messageId, level, identifier, ...more });
    return { identifier, level };
  }
}

/** A scripted PACS that goes down with the test. */
export async function startPacs(t: TestContext, options: ScriptedPacsOptions = {}): Promise<ScriptedPacs> {
  const pacs = await ScriptedPacs.start(options);
  t.after(() => pacs.goDown());
  return pacs;
}
