const bytesPerMB = 1024 * 1024;

/** A size in two fields: bytes as text, because they may exceed what readers of JSON hold, and whole megabytes. */
export function sizeFields(name: string, bytes: number): Readonly<Record<string, string | number>> {
  return { [name]: String(bytes), [`${name}MB`]: Math.floor(bytes / bytesPerMB) };
}
