/** Numbers and names of the metadata that the server itself keeps (below 1024, Orthanc's numbers). */
export const systemMetadata = {
  IndexInSeries: 1,
  ReceptionDate: 2,
  RemoteAET: 3,
  ExpectedNumberOfInstances: 4,
  ModifiedFrom: 5,
  AnonymizedFrom: 6,
  LastUpdate: 7,
  Origin: 8,
  TransferSyntax: 9,
  SopClassUid: 10,
  RemoteIP: 11,
  CalledAET: 12,
  HttpUsername: 13,
  PixelDataOffset: 14,
  MainDicomTagsSignature: 15,
  MainDicomSequences: 16,
  PixelDataVR: 17,
  /** Not one of Orthanc's: the upstream that an instance is here for alone. */
  RelayedFrom: 1023,
} as const;

export type SystemMetadataName = keyof typeof systemMetadata;

/** Metadata of one resource by name; user metadata too. */
export type Metadata = Readonly<Record<string, string>>;

/** First and last number that users may give to metadata and attachments of their own. */
export const userNumberRange = { first: 1024, last: 65535 } as const;

/** Whether users may set the metadata, or the attachment, of this number. */
export function isUserNumber(number: number): boolean {
  return number >= userNumberRange.first && number <= userNumberRange.last;
}
