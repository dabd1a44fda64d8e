import type { DataSet } from '@isocenter/dicom';
import type { Rejection } from '@isocenter/dimse';
import type { Gate } from './gate.ts';

export type PacsLevel = 'PATIENT' | 'STUDY' | 'SERIES' | 'IMAGE';

/** What a PACS does, as far as it is not what the standard asks for. Parts can be combined. */
export interface PacsScript {
  /** Rejects every association. */
  readonly reject?: Rejection;
  /** Association requests are answered behind it. */
  readonly beforeAssociation?: Gate;
  /** SOP classes that are not accepted. */
  readonly refusedSopClasses?: readonly string[];

  /** Levels that C-FIND refuses, with the status. */
  readonly refusedLevels?: Partial<Record<PacsLevel, number>>;
  /** C-FIND without the unique keys of the levels above (PS3.4 C.4.1.2.1): refused with A900, or nothing is found. */
  readonly hierarchical?: 'refused' | 'nothing';
  /** Contexts of C-FIND are refused. */
  readonly findsNot?: boolean;
  /** Numbers of related instances are left out of answers. */
  readonly countsNot?: boolean;
  /** Before each answer to a C-FIND. */
  readonly beforeAnswer?: Gate;
  /** Status of the last response to a C-FIND. */
  readonly findStatus?: number;

  /** C-MOVE and C-GET end with this at once. */
  readonly retrieveStatus?: number;
  /** C-MOVE is answered with success before anything is sent. */
  readonly answersFirst?: boolean;
  /** Before the first instance is sent. */
  readonly beforeSending?: Gate;
  /** Before each instance. */
  readonly beforeInstance?: Gate;
  /** Instances are sent in an order made from this number. */
  readonly shuffled?: number;
  /** Associations that a C-MOVE sends over, in turn; default 1. */
  readonly sendingAssociations?: number;
  /** Associations stay open when all is sent. */
  readonly keepsAssociations?: boolean;
  /** AE title of the associations that send; default: that of the PACS. */
  readonly sendingAet?: string;
  /** (0000,1030) and (0000,1031) of what is sent. */
  readonly moveOriginator?: 'omitted' | 'wrong';
  /** So many instances, the first ones, are sent again at the end. */
  readonly sentTwice?: number;
  /** So many instances, the last ones, are never sent. */
  readonly neverSent?: number;
  /** What the final response says of those that were not sent or were refused; default: all of it. */
  readonly tells?: 'success' | 'failuresWithoutList' | 'statusOnly';
  /** No pending responses. */
  readonly noProgress?: boolean;
  /** Changes each counter: `(count) => count & 0xffff` for instance. */
  readonly counter?: (count: number) => number;
  /** The request gets pending responses without end and nothing else, one in so many milliseconds. */
  readonly pendingEveryMs?: number;
  /** C-CANCEL changes nothing. */
  readonly ignoresCancel?: boolean;
  /** The association of the request is aborted after so many instances. */
  readonly abortsAfter?: number;
}

/** A request as the PACS has seen it. */
export interface PacsRequest {
  readonly service: 'C-ECHO' | 'C-FIND' | 'C-MOVE' | 'C-GET';
  readonly callingAet: string;
  readonly messageId: number;
  /** Empty for C-ECHO. */
  readonly level: PacsLevel | '';
  readonly identifier: DataSet;
  /** Of C-MOVE. */
  readonly destination?: string;
}
