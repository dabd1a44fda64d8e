import type { CommandKeyword } from './command-elements.ts';

/** Command fields, PS3.7 E.1. A response is its request with bit 15 set. */
export const CommandField = {
  cStore: 0x0001,
  cGet: 0x0010,
  cFind: 0x0020,
  cMove: 0x0021,
  cEcho: 0x0030,
  cCancel: 0x0fff,
  nEventReport: 0x0100,
  nGet: 0x0110,
  nSet: 0x0120,
  nAction: 0x0130,
  nCreate: 0x0140,
  nDelete: 0x0150,
} as const;

export const RESPONSE_BIT = 0x8000;

/** Whether a message carries a data set: as its (0000,0800) says, but a mandatory one must be there. */
type DataSetRule = 'none' | 'optional' | 'mandatory';

export interface Service {
  readonly name: string;
  /** Who invokes it: N-EVENT-REPORT alone goes from SCP to SCU. */
  readonly invoker: 'scu' | 'scp';
  /** Elements a request must carry besides command field, message id and data set type. */
  readonly required: readonly CommandKeyword[];
  readonly requestDataSet: DataSetRule;
  readonly responseDataSet: DataSetRule;
  /** Status of a handler that threw: the service's own Cxxx or 0110 (PS3.7 C.5.21). */
  readonly failureStatus: number;
}

const AFFECTED_INSTANCE = ['AffectedSOPClassUID', 'AffectedSOPInstanceUID'] as const;
const REQUESTED_INSTANCE = ['RequestedSOPClassUID', 'RequestedSOPInstanceUID'] as const;

/** Messages by command field of the request, PS3.7 9.3 and 10.3. */
export const Services: Readonly<Record<number, Service>> = {
  // 9.3.1
  [CommandField.cStore]: {
    name: 'C-STORE',
    invoker: 'scu',
    required: AFFECTED_INSTANCE,
    requestDataSet: 'mandatory',
    responseDataSet: 'none',
    failureStatus: 0x0110,
  },
  // 9.3.2
  [CommandField.cFind]: {
    name: 'C-FIND',
    invoker: 'scu',
    required: ['AffectedSOPClassUID'],
    requestDataSet: 'mandatory',
    responseDataSet: 'optional',
    failureStatus: 0xc001,
  },
  // 9.3.3
  [CommandField.cGet]: {
    name: 'C-GET',
    invoker: 'scu',
    required: ['AffectedSOPClassUID'],
    requestDataSet: 'mandatory',
    responseDataSet: 'optional',
    failureStatus: 0xc001,
  },
  // 9.3.4
  [CommandField.cMove]: {
    name: 'C-MOVE',
    invoker: 'scu',
    required: ['AffectedSOPClassUID', 'MoveDestination'],
    requestDataSet: 'mandatory',
    responseDataSet: 'optional',
    failureStatus: 0xc001,
  },
  // 9.3.5
  [CommandField.cEcho]: {
    name: 'C-ECHO',
    invoker: 'scu',
    required: [],
    requestDataSet: 'none',
    responseDataSet: 'none',
    failureStatus: 0x0110,
  },
  // 10.3.1
  [CommandField.nEventReport]: {
    name: 'N-EVENT-REPORT',
    invoker: 'scp',
    required: [...AFFECTED_INSTANCE, 'EventTypeID'],
    requestDataSet: 'optional',
    responseDataSet: 'optional',
    failureStatus: 0x0110,
  },
  // 10.3.2
  [CommandField.nGet]: {
    name: 'N-GET',
    invoker: 'scu',
    required: REQUESTED_INSTANCE,
    requestDataSet: 'none',
    responseDataSet: 'optional',
    failureStatus: 0x0110,
  },
  // 10.3.3
  [CommandField.nSet]: {
    name: 'N-SET',
    invoker: 'scu',
    required: REQUESTED_INSTANCE,
    requestDataSet: 'mandatory',
    responseDataSet: 'optional',
    failureStatus: 0x0110,
  },
  // 10.3.4
  [CommandField.nAction]: {
    name: 'N-ACTION',
    invoker: 'scu',
    required: [...REQUESTED_INSTANCE, 'ActionTypeID'],
    requestDataSet: 'optional',
    responseDataSet: 'optional',
    failureStatus: 0x0110,
  },
  // 10.3.5
  [CommandField.nCreate]: {
    name: 'N-CREATE',
    invoker: 'scu',
    required: ['AffectedSOPClassUID'],
    requestDataSet: 'optional',
    responseDataSet: 'optional',
    failureStatus: 0x0110,
  },
  // 10.3.6
  [CommandField.nDelete]: {
    name: 'N-DELETE',
    invoker: 'scu',
    required: REQUESTED_INSTANCE,
    requestDataSet: 'none',
    responseDataSet: 'none',
    failureStatus: 0x0110,
  },
};
