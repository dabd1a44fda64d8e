import type { TransferSyntax, VR } from '@isocenter/dicom';

/** The VR that (7FE0,0010) has (PS3.5 8.1.2, A.1 to A.4); of samples of 8 bits at most, the one that the peer expects. */
export function usualPixelDataVr(
  { encapsulated, explicitVr }: Pick<TransferSyntax, 'encapsulated' | 'explicitVr'>,
  bitsAllocated: number | undefined,
): VR {
  if (encapsulated) return 'OB';
  return explicitVr && (bitsAllocated ?? 16) <= 8 ? 'OB' : 'OW';
}
