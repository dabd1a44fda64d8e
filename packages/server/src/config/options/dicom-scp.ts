import { aeTitle, encodingNames, uidPattern } from '../dicom-values.ts';
import type { Option, OptionRows } from '../option.ts';
import { boolean, integer, listOf, oneOf, path, text, type ValueType } from '../value-type.ts';

interface Family extends Option {
  readonly type: ValueType<boolean>;
  readonly default: undefined;
}

/** A switch that adds or removes one family of transfer syntaxes. */
function family(name: string): Family {
  return {
    type: boolean(),
    default: undefined,
    meaning: `true adds, false removes ${name} after AcceptedTransferSyntaxes. Unset: neither.`,
    support: 'yes',
  };
}

/** A switch that lets unknown peers use one service. */
function alwaysAllow<const Default extends boolean>(service: string, byDefault: Default) {
  return {
    type: boolean(),
    default: byDefault,
    meaning: `Accept ${service} from AE titles that are not in DicomModalities.`,
    support: 'yes',
  } as const satisfies Option;
}

export const dicomScpOptions = {
  DicomServerEnabled: { type: boolean(), default: true, meaning: 'Listen for DICOM associations.', support: 'yes' },
  DicomAet: { type: aeTitle(), default: 'ISOCENTER', meaning: 'AE title of this server.', support: 'yes' },
  DicomCheckCalledAet: {
    type: boolean(),
    default: false,
    meaning: 'Reject associations that call another AE title.',
    support: 'yes',
  },
  DicomPort: {
    type: integer(0, 65535),
    default: 4242,
    meaning: 'TCP port of DICOM; 0: a free one.',
    support: 'yes',
  },
  DicomThreadsCount: {
    type: integer(1),
    default: 4,
    meaning: 'DICOM operations at the same time.',
    support: 'ignored',
    reason: 'operations need no threads; see MaximumAssociations and DicomAsynchronousOperations',
  },
  DefaultEncoding: {
    type: oneOf(encodingNames),
    default: 'Latin1',
    meaning: 'Character set of files that do not name theirs, and of C-FIND answers.',
    support: 'yes',
  },
  AcceptedTransferSyntaxes: {
    type: listOf(uidPattern()),
    default: ['1.2.840.10008.1.*'],
    meaning: 'Transfer syntaxes accepted for storage; * and ? are wildcards.',
    support: 'yes',
  },
  DeflatedTransferSyntaxAccepted: family('the deflated syntax'),
  JpegTransferSyntaxAccepted: family('JPEG'),
  Jpeg2000TransferSyntaxAccepted: family('JPEG 2000'),
  JpegLosslessTransferSyntaxAccepted: family('JPEG-LS'),
  JpipTransferSyntaxAccepted: family('JPIP'),
  Mpeg2TransferSyntaxAccepted: family('MPEG-2'),
  Mpeg4TransferSyntaxAccepted: family('MPEG-4'),
  H265TransferSyntaxAccepted: family('HEVC (H.265)'),
  RleTransferSyntaxAccepted: family('RLE'),
  UnknownSopClassAccepted: {
    type: boolean(),
    default: false,
    meaning: 'Store instances of SOP classes that this server does not know.',
    support: 'yes',
  },
  AcceptedSopClasses: {
    type: listOf(uidPattern()),
    default: undefined,
    meaning: 'SOP classes accepted for storage; * and ? are wildcards. Unset or empty: every known storage class.',
    support: 'yes',
  },
  RejectedSopClasses: {
    type: listOf(uidPattern()),
    default: undefined,
    meaning: 'SOP classes refused although AcceptedSopClasses has them.',
    support: 'yes',
    aliases: ['RejectSopClasses'],
  },
  DicomAlwaysAllowEcho: alwaysAllow('C-ECHO', true),
  DicomAlwaysAllowStore: alwaysAllow('C-STORE', true),
  DicomAlwaysAllowFind: alwaysAllow('C-FIND (not of worklists)', false),
  DicomAlwaysAllowFindWorklist: {
    ...alwaysAllow('C-FIND of worklists', false),
    support: 'later',
    reason: 'worklists are not offered',
  },
  DicomAlwaysAllowGet: alwaysAllow('C-GET', false),
  DicomAlwaysAllowMove: alwaysAllow('C-MOVE', false),
  DicomCheckModalityHost: {
    type: boolean(),
    default: false,
    meaning: 'A modality is only itself when it comes from its configured Host (an address, not a name).',
    support: 'yes',
  },
  StrictAetComparison: {
    type: boolean(),
    default: false,
    meaning: 'Upper and lower case differ in AE titles.',
    support: 'yes',
  },
  DicomScpTimeout: {
    type: integer(0),
    default: 30,
    unit: 's',
    meaning: 'Idle time after which an incoming association is closed; 0: never.',
    support: 'yes',
  },
  MaximumPduLength: {
    type: integer(4096, 131072),
    default: 131072,
    unit: 'bytes',
    meaning: 'Largest PDU, received and sent.',
    support: 'yes',
  },
  CaseSensitivePN: {
    type: boolean(),
    default: false,
    meaning: 'Upper and lower case differ when C-FIND compares person names.',
    support: 'yes',
  },
  LimitFindResults: {
    type: integer(0),
    default: 0,
    meaning: 'Most answers of a search for patients, studies or series; 0: no limit.',
    support: 'yes',
  },
  LimitFindInstances: {
    type: integer(0),
    default: 0,
    meaning: 'Most answers of a search for instances; 0: no limit.',
    support: 'yes',
  },
  SynchronousCMove: {
    type: boolean(),
    default: true,
    meaning: 'C-MOVE reports each instance once it is sent. false: a job sends, and C-MOVE is answered at once.',
    support: 'yes',
  },
  StorageCommitmentReportsSize: {
    type: integer(1),
    default: 100,
    meaning: 'Storage commitment reports kept.',
    support: 'yes',
  },
  DicomTlsEnabled: { type: boolean(), default: false, meaning: 'TLS on the DICOM port.', support: 'yes' },
  DicomTlsCertificate: {
    type: path(),
    default: undefined,
    meaning: 'PEM file of the DICOM certificate, as server and as client.',
    support: 'yes',
  },
  DicomTlsPrivateKey: {
    type: path(),
    default: undefined,
    meaning: 'PEM file of the key of that certificate.',
    support: 'yes',
  },
  DicomTlsTrustedCertificates: {
    type: path(),
    default: undefined,
    meaning: 'PEM file of the certificates to trust in DICOM.',
    support: 'yes',
  },
  DicomTlsRemoteCertificateRequired: {
    type: boolean(),
    default: true,
    meaning: 'Demand a certificate from DICOM clients.',
    support: 'yes',
  },
  DicomTlsMinimumProtocolVersion: {
    type: integer(0, 5),
    default: 0,
    meaning:
      'Oldest TLS of DICOM: 0 is the profile BCP 195, 4 is TLS 1.2, 5 is TLS 1.3. 1 to 3 count as 4: older ones are ' +
      'unsafe. Other than 0, DicomTlsCiphersAccepted must be given.',
    support: 'yes',
  },
  DicomTlsCiphersAccepted: {
    type: listOf(text()),
    default: undefined,
    meaning: 'Ciphers of DICOM TLS by their OpenSSL names. Unset: those of BCP 195.',
    support: 'yes',
  },
} as const satisfies OptionRows;
