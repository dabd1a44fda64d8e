import { isAeTitle } from '../config/dicom-values.ts';
import type { RemoteModality } from '../config/modality.ts';
import { IsocenterError } from '../model/isocenter-error.ts';

/** An AE title (PS3.5 6.2) of a body; the empty one counts as absent. @throws IsocenterError BadRequest */
export function applicationEntityTitle<Name extends string>(
  body: Readonly<Partial<Record<Name, string>>>,
  name: Name,
): string | undefined {
  const title = body[name]?.trim();
  if (title === undefined || title === '') return undefined;
  if (!isAeTitle(title)) throw new IsocenterError('BadRequest', `The field ${name} is no application entity title`);
  return title;
}

/** The calling AE title towards a modality: the request's, else the modality's, else `DicomAet`. */
export function localAetOf(asked: string | undefined, modality: RemoteModality, dicomAet: string): string {
  return asked || modality.LocalAet || dicomAet;
}
