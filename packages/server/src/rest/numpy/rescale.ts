import { type DataSet, Tags } from '@isocenter/dicom';

/** What becomes of a stored value (PS3.3 C.11.1.1.2). */
export interface Rescale {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * The rescaling of a frame: its own (Pixel Value Transformation, PS3.3 C.7.6.16.2.9), that of all frames, or that of the
 * instance.
 */
export function rescaleOf(dataSet: DataSet, frame: number): Rescale {
  const own = dataSet.sequence(Tags.PerFrameFunctionalGroupsSequence)[frame];
  const [shared] = dataSet.sequence(Tags.SharedFunctionalGroupsSequence);
  const source = transformationOf(own) ?? transformationOf(shared) ?? dataSet;
  return { slope: source.number(Tags.RescaleSlope) ?? 1, intercept: source.number(Tags.RescaleIntercept) ?? 0 };
}

function transformationOf(groups: DataSet | undefined): DataSet | undefined {
  return groups?.sequence(Tags.PixelValueTransformationSequence)[0];
}
