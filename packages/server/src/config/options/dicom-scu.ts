import { uid } from '../dicom-values.ts';
import { modalities } from '../modality.ts';
import type { OptionRows } from '../option.ts';
import { boolean, integer, oneOf } from '../value-type.ts';

export const dicomScuOptions = {
  DicomModalities: {
    type: modalities(),
    default: {},
    meaning:
      'DICOM applications known to this server: name to [AET, host, port], to [AET, host, port, manufacturer], or to an ' +
      'object of AET, Host, Port, Manufacturer (Generic, GenericNoWildcardInDates, GenericNoUniversalWildcard, Vitrea, ' +
      'GE, SiemensSyngoCT), AllowEcho, AllowStore, AllowFind, AllowFindWorklist, AllowGet, AllowMove, ' +
      'AllowStorageCommitment, AllowTranscoding, UseDicomTls, LocalAet, Timeout, RetrieveMethod (SystemDefault, C-MOVE, ' +
      'C-GET), ParallelAssociations, AsynchronousOperations.',
    support: 'yes',
  },
  DicomModalitiesInDatabase: {
    type: boolean(),
    default: false,
    meaning: 'Keep the modalities in the index; DicomModalities is then not read.',
    support: 'yes',
  },
  DicomEchoChecksFind: {
    type: boolean(),
    default: false,
    meaning: 'Test a modality by a C-FIND that matches nothing after the C-ECHO.',
    support: 'yes',
  },
  DicomDefaultRetrieveMethod: {
    type: oneOf(['C-MOVE', 'C-GET']),
    default: 'C-MOVE',
    meaning: 'How this server fetches from a modality whose RetrieveMethod is SystemDefault.',
    support: 'yes',
  },
  DicomScuPreferredTransferSyntax: {
    type: uid(),
    default: '1.2.840.10008.1.2.1',
    meaning: 'First choice when an instance must be sent in another syntax than it is stored in.',
    support: 'later',
    reason: 'the first that the modality accepts of explicit, then implicit VR little endian is used',
  },
  DicomScuTimeout: {
    type: integer(0),
    default: 10,
    unit: 's',
    meaning: 'Limit of connecting to a modality and of waiting for its answers; 0: none.',
    support: 'yes',
  },
  DicomAssociationCloseDelay: {
    type: integer(0),
    default: 5,
    unit: 's',
    meaning: 'Idle time after which an outgoing association that could be used again is closed.',
    support: 'yes',
  },
  QueryRetrieveSize: {
    type: integer(1),
    default: 100,
    meaning: 'Queries kept under /queries; those used longest ago go first.',
    support: 'yes',
  },
  TranscodeDicomProtocol: {
    type: boolean(),
    default: true,
    meaning: 'Convert instances for modalities that refuse the stored syntax: between uncompressed syntaxes only.',
    support: 'yes',
  },
} as const satisfies OptionRows;
