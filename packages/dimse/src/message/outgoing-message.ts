/** A data set to send: in memory, whole or in pieces, or as a stream of chunks of any size. */
export type DataSetSource = Uint8Array | readonly Uint8Array[] | AsyncIterable<Uint8Array>;

/** A message ready to be framed. */
export interface OutgoingMessage {
  readonly contextId: number;
  /** Encoded command set. */
  readonly command: Buffer;
  readonly dataSet?: DataSetSource;
}

export function isStream(source: DataSetSource): source is AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in source;
}
