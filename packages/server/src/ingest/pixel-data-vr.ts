import type { TransferSyntax } from '@isocenter/dicom';

/**
 * The VR of (7FE0,0010) where it is not the one to expect, as the peer does: OW in implicit VR and for samples of more
 * than 8 bits, else OB (PS3.5 8.1.2, A.1, A.2). Of encapsulated pixel data nothing else is known than OB (A.4).
 */
export function unusualPixelDataVr(
  vr: string | undefined,
  { encapsulated, explicitVr }: Pick<TransferSyntax, 'encapsulated' | 'explicitVr'>,
  bitsAllocated: number | undefined,
): string | undefined {
  if (encapsulated) return undefined;
  const usual = explicitVr && (bitsAllocated ?? 16) <= 8 ? 'OB' : 'OW';
  return vr === usual ? undefined : vr;
}
