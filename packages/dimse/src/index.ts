export type { Association } from './association/association.ts';
export { connect } from './association/connect.ts';
export type { ConnectOptions, ContextProposal } from './association/connect-options.ts';
export { DicomServer } from './association/dicom-server.ts';
export {
  type AssociationLimits,
  DEFAULT_ASSOCIATION_LIMITS,
  DEFAULT_SCP_LIMITS,
  type ScpLimits,
} from './association/limits.ts';
export type { DicomServerOptions } from './association/server-options.ts';
export {
  type AssociationTimeouts,
  type ConnectTimeouts,
  DEFAULT_ASSOCIATION_TIMEOUTS,
  DEFAULT_CONNECT_TIMEOUTS,
} from './association/timeouts.ts';
export {
  AssociationAbortedError,
  AssociationLostError,
  AssociationRejectedError,
  CancelRequested,
  DimseError,
  type ErrorCode,
  ErrorCodes,
  LimitExceededError,
  MessageError,
  PduError,
  StatusError,
  TimeoutError,
} from './errors.ts';
export { type CommandKeyword, type CommandSet, Priority } from './message/command-elements.ts';
export type { DataSetStream } from './message/data-set-stream.ts';
export {
  type CommandStatus,
  FindStatus,
  RetrieveStatus,
  Status,
  type StatusCategory,
  StoreStatus,
  statusCategory,
} from './message/status.ts';
export { finalRetrieveStatus, type SubOperationCounters } from './message/sub-operations.ts';
export type { AcceptedContext } from './negotiation/accepted-context.ts';
export type {
  AssociationAcceptance,
  AssociationDecision,
  AssociationRequest,
  ContextDecision,
  Peer,
} from './negotiation/association-request.ts';
export {
  type AsyncOperations,
  type CommonExtendedNegotiation,
  ContextResult,
  type ExtendedNegotiation,
  type ProposedPresentationContext,
  type RoleSelection,
  type UserIdentity,
  UserIdentityType,
} from './pdu/pdu.ts';
export { type Rejection, Rejections } from './pdu/reasons.ts';
export type { FindAnswer, NormalizedResult, RetrieveResult, ScpHandlers } from './scp/handlers.ts';
export type {
  EchoOperation,
  FindOperation,
  GetOperation,
  IdentifierOperation,
  MoveOperation,
  NormalizedOperation,
  Operation,
  StoreOperation,
} from './scp/operations.ts';
export type {
  ActionRequest,
  EventReportRequest,
  FindRequest,
  GetRequest,
  MoveRequest,
  NormalizedRequest,
  RequestOptions,
  StoreRequest,
} from './scu/requests.ts';
export type {
  EchoResponse,
  FindResponse,
  GetResponse,
  MoveResponse,
  NormalizedResponse,
  Response,
  RetrieveResponse,
  StoreResponse,
} from './scu/responses.ts';
