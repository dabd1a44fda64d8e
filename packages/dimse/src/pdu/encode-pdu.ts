import { DimseError } from '../errors.ts';
import { encodeUserInformation } from './encode-user-information.ts';
import { item, uidItem, uint16 } from './items.ts';
import {
  type AssociateAcceptPdu,
  type AssociateRequestPdu,
  type ControlPdu,
  ItemType,
  PDU_HEADER_BYTES,
  PduType,
} from './pdu.ts';

/** The bytes of a PDU other than P-DATA-TF (PS3.8 9.3.2 to 9.3.8). */
export function encodePdu(pdu: ControlPdu): Buffer {
  switch (pdu.type) {
    case PduType.associateRequest:
    case PduType.associateAccept:
      return withHeader(pdu.type, associateBody(pdu));
    case PduType.associateReject:
      return withHeader(pdu.type, [Buffer.from([0, pdu.result, pdu.source, pdu.reason])]);
    case PduType.abort:
      return withHeader(pdu.type, [Buffer.from([0, 0, pdu.source, pdu.reason])]);
    case PduType.releaseRequest:
    case PduType.releaseReply:
      return withHeader(pdu.type, [Buffer.alloc(4)]);
  }
}

function withHeader(type: number, parts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(PDU_HEADER_BYTES);
  header.writeUInt8(type, 0);
  header.writeUInt32BE(
    parts.reduce((total, part) => total + part.length, 0),
    2,
  );
  return Buffer.concat([header, ...parts]);
}

function associateBody(pdu: AssociateRequestPdu | AssociateAcceptPdu): Buffer[] {
  return [
    uint16(pdu.protocolVersion),
    Buffer.alloc(2),
    aeTitle(pdu.calledAet),
    aeTitle(pdu.callingAet),
    Buffer.alloc(32),
    uidItem(ItemType.applicationContext, pdu.applicationContext),
    ...contexts(pdu),
    item(ItemType.userInformation, encodeUserInformation(pdu.userInformation)),
  ];
}

function contexts(pdu: AssociateRequestPdu | AssociateAcceptPdu): Buffer[] {
  if (pdu.type === PduType.associateRequest) {
    return pdu.presentationContexts.map((context) =>
      item(ItemType.presentationContext, [
        Buffer.from([context.id, 0, 0, 0]),
        uidItem(ItemType.abstractSyntax, context.abstractSyntax),
        ...context.transferSyntaxes.map((uid) => uidItem(ItemType.transferSyntax, uid)),
      ]),
    );
  }
  return pdu.presentationContexts.map((context) =>
    item(ItemType.presentationContextResult, [
      Buffer.from([context.id, 0, context.result, 0]),
      uidItem(ItemType.transferSyntax, context.transferSyntax),
    ]),
  );
}

function aeTitle(title: string): Buffer {
  if (title.length > 16) throw new DimseError('NEGOTIATION_INVALID', `AE title longer than 16 characters: ${title}`);
  return Buffer.from(title.padEnd(16), 'latin1');
}
