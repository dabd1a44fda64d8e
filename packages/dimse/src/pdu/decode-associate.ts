import { PduError } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';
import { decodeUserInformation } from './decode-user-information.ts';
import {
  type AssociateAcceptPdu,
  type AssociateRequestPdu,
  ContextResult,
  ItemType,
  PduType,
  type PresentationContextResult,
  type ProposedPresentationContext,
  type UserInformation,
} from './pdu.ts';
import { AbortReason } from './reasons.ts';

export interface AssociateDecodeLimits {
  readonly maxAssociateItems: number;
  readonly maxPresentationContexts: number;
}

/** Reads the body of an A-ASSOCIATE-RQ (PS3.8 9.3.2); throws PduError. */
export function decodeAssociateRequest(body: Buffer, limits: AssociateDecodeLimits): AssociateRequestPdu {
  const decoded = decodeAssociate(body, limits, ItemType.presentationContext, proposedContext);
  return { type: PduType.associateRequest, ...decoded };
}

/** Reads the body of an A-ASSOCIATE-AC (PS3.8 9.3.3); throws PduError. */
export function decodeAssociateAccept(body: Buffer, limits: AssociateDecodeLimits): AssociateAcceptPdu {
  const decoded = decodeAssociate(body, limits, ItemType.presentationContextResult, contextResult);
  return { type: PduType.associateAccept, ...decoded };
}

function decodeAssociate<Context extends { readonly id: number }>(
  bytes: Buffer,
  limits: AssociateDecodeLimits,
  contextItem: number,
  decodeContext: (reader: ByteReader, countItem: () => void) => Context,
) {
  const reader = new ByteReader(bytes);
  let items = 0;
  const countItem = () => {
    items += 1;
    if (items > limits.maxAssociateItems) throw limitError('maxAssociateItems', limits.maxAssociateItems, reader);
  };
  const protocolVersion = reader.uint16();
  reader.skip(2);
  const calledAet = reader.text(16).replace(/^ +| +$/g, '');
  const callingAet = reader.text(16).replace(/^ +| +$/g, '');
  reader.skip(32);

  let applicationContext: string | undefined;
  let userInformation: UserInformation | undefined;
  const presentationContexts = new Map<number, Context>();
  while (reader.remaining > 0) {
    countItem();
    const type = reader.uint8();
    reader.skip(1);
    const body = reader.part(reader.uint16());
    if (type === ItemType.applicationContext) {
      if (applicationContext !== undefined) throw body.error('second application context item');
      applicationContext = body.uid(body.remaining);
    } else if (type === contextItem) {
      const context = decodeContext(body, countItem);
      if (context.id % 2 === 0) throw body.error(`presentation context id ${context.id} is even`);
      if (presentationContexts.has(context.id)) throw body.error(`presentation context id ${context.id} occurs twice`);
      presentationContexts.set(context.id, context);
      if (presentationContexts.size > limits.maxPresentationContexts) {
        throw limitError('maxPresentationContexts', limits.maxPresentationContexts, reader);
      }
    } else if (type === ItemType.userInformation) {
      if (userInformation !== undefined) throw body.error('second user information item');
      userInformation = decodeUserInformation(body, countItem);
    }
  }
  if (applicationContext === undefined) throw reader.error('no application context item');
  if (userInformation === undefined) throw reader.error('no user information item');
  return {
    protocolVersion,
    calledAet,
    callingAet,
    applicationContext,
    presentationContexts: [...presentationContexts.values()],
    userInformation,
  };
}

function proposedContext(reader: ByteReader, countItem: () => void): ProposedPresentationContext {
  const id = reader.uint8();
  reader.skip(3);
  let abstractSyntax: string | undefined;
  const transferSyntaxes: string[] = [];
  while (reader.remaining > 0) {
    countItem();
    const type = reader.uint8();
    reader.skip(1);
    const length = reader.uint16();
    if (type === ItemType.abstractSyntax) {
      if (abstractSyntax !== undefined) throw reader.error('second abstract syntax sub-item');
      abstractSyntax = reader.uid(length);
    } else if (type === ItemType.transferSyntax) {
      transferSyntaxes.push(reader.uid(length));
    } else {
      reader.skip(length);
    }
  }
  if (abstractSyntax === undefined) throw reader.error('no abstract syntax sub-item');
  if (transferSyntaxes.length === 0) throw reader.error('no transfer syntax sub-item');
  return { id, abstractSyntax, transferSyntaxes };
}

/** The transfer syntax is not significant, and often missing or empty, unless the context is accepted (9.3.3.2). */
function contextResult(reader: ByteReader, countItem: () => void): PresentationContextResult {
  const id = reader.uint8();
  reader.skip(1);
  const result = reader.uint8();
  reader.skip(1);
  let transferSyntax = '';
  while (reader.remaining > 0) {
    countItem();
    const type = reader.uint8();
    reader.skip(1);
    const length = reader.uint16();
    if (type === ItemType.transferSyntax && result === ContextResult.acceptance) transferSyntax = reader.uid(length);
    else reader.skip(length);
  }
  if (result === ContextResult.acceptance && transferSyntax === '') throw reader.error('no transfer syntax sub-item');
  return { id, result, transferSyntax };
}

function limitError(limit: string, maximum: number, { offset }: ByteReader): PduError {
  return new PduError(
    `${limit} (${maximum}) exceeded`,
    { offset, abortReason: AbortReason.invalidParameterValue },
    'LIMIT_EXCEEDED',
  );
}
