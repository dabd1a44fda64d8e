import { TransferSyntaxes } from '@isocenter/dicom';
import type { Configuration } from '../config/options.ts';
import { matchesPattern } from './uid-pattern.ts';

const prefix = '1.2.840.10008.1.2';

/** The transfer syntaxes that each switch adds or removes (UIDs of PS3.6 Table A-1; families as the peer's). */
const families = {
  DeflatedTransferSyntaxAccepted: [`${prefix}.1.99`],
  // .4.70 is lossless JPEG; the switch named Lossless is about JPEG-LS.
  JpegTransferSyntaxAccepted: [
    ...Array.from({ length: 17 }, (_, process) => `${prefix}.4.${50 + process}`),
    `${prefix}.4.70`,
  ],
  Jpeg2000TransferSyntaxAccepted: [`${prefix}.4.90`, `${prefix}.4.91`, `${prefix}.4.92`, `${prefix}.4.93`],
  JpegLosslessTransferSyntaxAccepted: [`${prefix}.4.80`, `${prefix}.4.81`],
  JpipTransferSyntaxAccepted: [`${prefix}.4.94`, `${prefix}.4.95`],
  Mpeg2TransferSyntaxAccepted: [`${prefix}.4.100`, `${prefix}.4.101`],
  Mpeg4TransferSyntaxAccepted: [
    `${prefix}.4.102`,
    `${prefix}.4.103`,
    `${prefix}.4.104`,
    `${prefix}.4.105`,
    `${prefix}.4.106`,
  ],
  H265TransferSyntaxAccepted: [`${prefix}.4.107`, `${prefix}.4.108`],
  RleTransferSyntaxAccepted: [`${prefix}.5`],
} as const;

type Family = keyof typeof families;

export type AcceptedTransferSyntaxesOptions = Pick<Configuration, 'AcceptedTransferSyntaxes'> &
  Partial<Pick<Configuration, Family>>;

const knownTransferSyntaxes: readonly string[] = Object.values(TransferSyntaxes).map(({ uid }) => uid);

/** The UIDs of the transfer syntaxes accepted for storage: the known ones that a pattern matches, then the switches. */
export function acceptedTransferSyntaxes(
  configuration: AcceptedTransferSyntaxesOptions,
  known: readonly string[] = knownTransferSyntaxes,
): ReadonlySet<string> {
  const { AcceptedTransferSyntaxes: patterns } = configuration;
  const accepted = new Set(known.filter((uid) => patterns.some((pattern) => matchesPattern(uid, pattern))));
  for (const [family, uids] of Object.entries(families)) {
    const isAccepted = configuration[family as Family];
    for (const uid of uids) {
      if (isAccepted === true && known.includes(uid)) accepted.add(uid);
      if (isAccepted === false) accepted.delete(uid);
    }
  }
  return accepted;
}
