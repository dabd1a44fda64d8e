import { uid } from '../dicom-values.ts';
import type { OptionRows } from '../option.ts';
import { boolean, integer, oneOf } from '../value-type.ts';

export const transcodingOptions = {
  BuiltinDecoderTranscoderOrder: {
    type: oneOf(['After', 'Before', 'Disabled']),
    default: 'After',
    meaning: 'Whether the built-in codecs come after or before those of plugins.',
    support: 'ignored',
    reason: 'there are no codecs of plugins',
  },
  IngestTranscoding: {
    type: uid(),
    default: undefined,
    meaning: 'Transfer syntax that every arriving instance is converted to. Unset: kept as it arrives.',
    support: 'later',
    reason: 'instances are kept as they arrive',
  },
  IngestTranscodingOfUncompressed: {
    type: boolean(),
    default: true,
    meaning: 'IngestTranscoding applies to uncompressed instances.',
    support: 'later',
    reason: 'instances are kept as they arrive',
  },
  IngestTranscodingOfCompressed: {
    type: boolean(),
    default: true,
    meaning: 'IngestTranscoding applies to compressed instances.',
    support: 'later',
    reason: 'instances are kept as they arrive',
  },
  DicomLossyTranscodingQuality: {
    type: integer(1, 100),
    default: 90,
    meaning: 'Quality of lossy compression.',
    support: 'later',
    reason: 'nothing is compressed',
  },
  MaximumConcurrentDcmtkTranscoders: {
    type: integer(0),
    default: 0,
    meaning: 'Conversions at the same time by the toolkit of the peer; 0: as many as cores.',
    support: 'ignored',
    reason: 'that toolkit is not used',
  },
} as const satisfies OptionRows;
