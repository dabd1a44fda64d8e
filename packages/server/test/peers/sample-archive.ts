import type { TestContext } from 'node:test';
import { type RunningIsocenter, startIsocenter } from './running-isocenter.ts';
import { readSample } from './sample-files.ts';

/**
 * Samples of which each is another instance, with the identifiers that the tests ask for (read from the files by
 * dcmdump).
 */
export const samples = {
  ct: { file: 'CT_small.dcm', uid: '1.3.6.1.4.1.5962.1.1.1.1.1.20040119072730.12322' },
  mr: { file: 'MR_small.dcm', uid: '1.3.6.1.4.1.5962.1.1.4.1.1.20040826185059.5457' },
  nmLossy: { file: 'JPEG-lossy.dcm', uid: '1.3.6.1.4.1.5962.1.1.8.1.5.20040826185059.5457' },
  nmJpeg2000: { file: 'JPEG2000.dcm', uid: '1.3.6.1.4.1.5962.1.1.8.1.3.20040826185059.5457' },
  us1: { file: 'examples_rgb_color.dcm', uid: '1.2.826.0.1.3680043.8.498.60462359955763750474035947786807696063' },
  us2: { file: 'examples_jpeg2k.dcm', uid: '1.3.6.1.4.1.5962.1.1.13.1.2.20040826185059.5457' },
  overlay: { file: 'examples_overlay.dcm', uid: '1.2.826.0.1.3680043.8.498.56065470899706926608826807667383533307' },
  ecg: { file: 'waveform_ecg.dcm', uid: '1.3.6.1.4.1.20029.40.20130125105919.5407.1.1' },
  segmentation: { file: 'liver_1frame.dcm', uid: '1.2.276.0.7230010.3.1.4.0.42154.1458337731.665796' },
} as const;

export const studies = {
  ct: '1.3.6.1.4.1.5962.1.2.1.20040119072730.12322',
  mr: '1.3.6.1.4.1.5962.1.2.4.20040826185059.5457',
  nm: '1.3.6.1.4.1.5962.1.2.8.20040826185059.5457',
  us: '1.3.6.1.4.1.5962.1.2.13.20040826185059.5457',
  overlay: '1.2.124.113532.10.122.1.203.20051130.122937.2950157',
  ecg: '1.3.76.13.65829.2.20130125082826.1072139.2',
  segmentation: '1.2.392.200103.20080913.113635.0.2009.6.22.21.43.10.22941.1',
} as const;

export const series = {
  us: '1.3.6.1.4.1.5962.1.3.13.1.20040826185059.5457',
  nm: '1.3.6.1.4.1.5962.1.3.8.1.20040826185059.5457',
  mr: '1.3.6.1.4.1.5962.1.3.4.1.20040826185059.5457',
} as const;

/** The server with these samples in it. */
export async function startSampleArchive(
  t: TestContext,
  options: Readonly<Record<string, unknown>> = {},
): Promise<RunningIsocenter> {
  const isocenter = await startIsocenter(t, options);
  for (const { file } of Object.values(samples)) await isocenter.rest.post('/instances', readSample(file).bytes);
  return isocenter;
}
