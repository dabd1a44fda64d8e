import type { UserContentType } from '../config/user-definitions.ts';
import { contentTypes } from '../model/content-type.ts';
import { IsocenterError } from '../model/isocenter-error.ts';
import { NamedNumbers } from './named-numbers.ts';

/** How the bytes of an attachment are sent. */
export interface AttachmentForm {
  readonly mimeType: string;
  /** Of a file without a name, with its dot. */
  readonly extension: string;
}

const dicom: AttachmentForm = { mimeType: 'application/dicom', extension: '.dcm' };

const formsOfSystem: ReadonlyMap<number, AttachmentForm> = new Map([
  [contentTypes.dicom, dicom],
  [contentTypes['dicom-as-json'], { mimeType: 'application/json', extension: '.json' }],
  [contentTypes['dicom-until-pixel-data'], dicom],
]);

/** Types of attachments by name and number: the server's own, and those of `UserContentType`. */
export class AttachmentTypes {
  readonly #names: NamedNumbers;
  readonly #mimeTypes: ReadonlyMap<number, string>;

  constructor(ofUsers: Readonly<Record<string, UserContentType>>) {
    const numbers = Object.entries(ofUsers).map(([name, { number }]) => [name, number] as const);
    this.#names = new NamedNumbers(contentTypes, Object.fromEntries(numbers));
    this.#mimeTypes = new Map(Object.values(ofUsers).map(({ number, mimeType }) => [number, mimeType]));
  }

  /** @throws IsocenterError InexistentItem when no type is called so */
  numberOf(name: string): number {
    const number = this.#names.numberOf(name);
    if (number === undefined) throw new IsocenterError('InexistentItem', '');
    return number;
  }

  nameOf(number: number): string {
    return this.#names.nameOf(number);
  }

  formOf(number: number): AttachmentForm {
    const mimeType = this.#mimeTypes.get(number) ?? 'application/octet-stream';
    return formsOfSystem.get(number) ?? { mimeType, extension: '' };
  }
}
