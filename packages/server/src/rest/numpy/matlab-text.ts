import type { FrameSamples } from './frame-samples.ts';

/** A frame as an expression of MATLAB and GNU Octave, in chunks of text. Colours become the third dimension. */
export async function* matlabText(samples: FrameSamples, frame: number): AsyncGenerator<string> {
  const { columns, rows, samplesPerPixel } = samples;
  const isGray = samplesPerPixel === 1;
  let text = isGray ? 'double([ ' : 'double(permute(reshape([ ';
  let at = 0;
  for await (const stripe of samples.ofFrame(frame)) {
    for (const sample of stripe) {
      // Rows of grey values are told apart by semicolons; colours are reshaped.
      if (isGray && at > 0 && at % columns === 0) text += '; ';
      text += `${sample} `;
      at += 1;
      if (text.length < chunkChars) continue;
      yield text;
      text = '';
    }
  }
  yield text + (isGray ? '])' : `], [ ${samplesPerPixel} ${columns} ${rows} ]), [ 3 2 1 ]))`);
}

const chunkChars = 64 * 1024;
