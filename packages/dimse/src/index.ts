export type { Association } from './association/association.ts';
export { connect } from './association/connect.ts';
export type { ConnectOptions } from './association/connect-options.ts';
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
export { Diagnostics } from './diagnostics.ts';
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
export { decodeFailedSopInstances, encodeFailedSopInstances } from './message/failed-sop-instances.ts';
export type { DataSetSource } from './message/outgoing-message.ts';
export { CommandField } from './message/services.ts';
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
export type { ContextProposal } from './negotiation/context-proposal.ts';
export { IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_VERSION_NAME } from './negotiation/implementation.ts';
export type { NegotiatedAssociation } from './negotiation/negotiated-association.ts';
export { isAeTitle } from './negotiation/reject.ts';
export { selectContexts } from './negotiation/select-contexts.ts';
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
export { AbortReason, AbortSource, type Rejection, Rejections } from './pdu/reasons.ts';
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
