/** One file of an upload; its bytes are read before the next file is. */
export interface UploadedFile {
  /** As the client names it: never used as a path. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}
