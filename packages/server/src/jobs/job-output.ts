/** A file that a job has made, kept as a blob for download. */
export interface JobOutput {
  /** The last segment of its URI: `archive`. */
  readonly key: string;
  /** Name of the blob. */
  readonly uuid: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly filename: string;
}
