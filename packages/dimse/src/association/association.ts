import type { PeerCertificate } from 'node:tls';
import type { AcceptedContext } from '../negotiation/accepted-context.ts';
import type {
  ActionRequest,
  EventReportRequest,
  FindRequest,
  GetRequest,
  MoveRequest,
  RequestOptions,
  StoreRequest,
} from '../scu/requests.ts';
import type {
  EchoResponse,
  FindResponse,
  GetResponse,
  MoveResponse,
  NormalizedResponse,
  StoreResponse,
} from '../scu/responses.ts';

/** An association, of either side. */
export interface Association {
  readonly id: string;
  readonly callingAet: string;
  readonly calledAet: string;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly peerCertificate: PeerCertificate | undefined;
  readonly acceptedContexts: ReadonlyMap<number, AcceptedContext>;
  readonly asyncOperationsInvoked: number;
  readonly asyncOperationsPerformed: number;
  readonly closed: Promise<void>;
  contextFor(abstractSyntax: string, transferSyntax?: string): AcceptedContext | undefined;
  echo(options?: RequestOptions): Promise<EchoResponse>;
  store(request: StoreRequest): Promise<StoreResponse>;
  find(request: FindRequest): AsyncIterable<FindResponse>;
  move(request: MoveRequest): AsyncIterable<MoveResponse>;
  get(request: GetRequest): AsyncIterable<GetResponse>;
  action(request: ActionRequest): Promise<NormalizedResponse>;
  eventReport(request: EventReportRequest): Promise<NormalizedResponse>;
  release(): Promise<void>;
  abort(): void;
}
