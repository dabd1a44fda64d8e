/** What the plugins of the peer are called, and what stands for them here. */
const replacements: readonly (readonly [name: RegExp, instead: string])[] = [
  [/DicomWeb/i, 'DICOMweb is a part of this server'],
  [/ModalityWorklists|Worklists/i, 'worklists are a part of this server: see the section Worklists'],
  [/PostgreSQL/i, 'PostgreSQL is a part of this server: see the section PostgreSQL'],
  [/AwsS3/i, 'object storage is a part of this server: see the section AwsS3Storage'],
  [/Gdcm/i, 'it is used for codecs only'],
  [/Python/i, 'scripts in Python become plugins in JavaScript or scripts in Lua'],
  [/MySQL|Odbc/i, 'the databases of this server are SQLite and PostgreSQL'],
];

const nativeExtensions: ReadonlySet<string> = new Set(['.so', '.dll', '.dylib']);

/** Whether a file is a shared library, which only the peer can load. */
export function isNativePlugin(extension: string): boolean {
  return nativeExtensions.has(extension);
}

/** What to tell of a plugin of the peer. */
export function nativePluginAdvice(fileName: string): string {
  const instead = replacements.find(([name]) => name.test(fileName))?.[1];
  return `Shared libraries are not loaded${instead === undefined ? '' : `: ${instead}`}`;
}
