/**
 * The one catalogue of errors that users see: Orthanc's number and message, the HTTP status of the REST API and the
 * DIMSE status (PS3.7 Annex C, PS3.4 B.2.3) that a request ends with when the error stops it.
 */
export const errorCodes = {
  InternalError: { number: -1, http: 500, dimse: 0xc000, message: 'Internal error' },
  Plugin: { number: 1, http: 500, dimse: 0xa700, message: 'Error encountered within the plugin engine' },
  NotImplemented: { number: 2, http: 500, dimse: 0x0122, message: 'Not implemented' },
  ParameterOutOfRange: { number: 3, http: 400, dimse: 0xa900, message: 'Parameter out of range' },
  NotEnoughMemory: { number: 4, http: 500, dimse: 0xa700, message: 'Not enough memory' },
  BadParameterType: { number: 5, http: 400, dimse: 0xa900, message: 'Bad type for a parameter' },
  BadSequenceOfCalls: { number: 6, http: 500, dimse: 0xc000, message: 'Bad sequence of calls' },
  InexistentItem: { number: 7, http: 404, dimse: 0x0112, message: 'Accessing an inexistent item' },
  BadRequest: { number: 8, http: 400, dimse: 0xa900, message: 'Bad request' },
  NetworkProtocol: { number: 9, http: 500, dimse: 0xc000, message: 'Error in the network protocol' },
  Database: { number: 11, http: 500, dimse: 0xa700, message: 'Error with the database engine' },
  UriSyntax: { number: 12, http: 400, dimse: 0xc000, message: 'Badly formatted URI' },
  InexistentFile: { number: 13, http: 404, dimse: 0x0112, message: 'Inexistent file' },
  CannotWriteFile: { number: 14, http: 500, dimse: 0xa700, message: 'Cannot write to file' },
  BadFileFormat: { number: 15, http: 400, dimse: 0xc000, message: 'Bad file format' },
  Timeout: { number: 16, http: 500, dimse: 0xc000, message: 'Timeout' },
  UnknownResource: { number: 17, http: 404, dimse: 0x0112, message: 'Unknown resource' },
  IncompatibleDatabaseVersion: {
    number: 18,
    http: 500,
    dimse: 0xc000,
    message: 'Incompatible version of the database',
  },
  FullStorage: { number: 19, http: 507, dimse: 0xa700, message: 'The file storage is full' },
  CorruptedFile: { number: 20, http: 500, dimse: 0xc000, message: 'Corrupted file (e.g. inconsistent MD5 hash)' },
  InexistentTag: { number: 21, http: 404, dimse: 0x0112, message: 'Inexistent tag' },
  ReadOnly: { number: 22, http: 500, dimse: 0xa700, message: 'Cannot modify a read-only data structure' },
  IncompatibleImageFormat: { number: 23, http: 500, dimse: 0xc000, message: 'Incompatible format of the images' },
  IncompatibleImageSize: { number: 24, http: 500, dimse: 0xc000, message: 'Incompatible size of the images' },
  UnknownDicomTag: { number: 27, http: 500, dimse: 0xa900, message: 'Unknown DICOM tag' },
  BadJson: { number: 28, http: 400, dimse: 0xc000, message: 'Cannot parse a JSON document' },
  Unauthorized: { number: 29, http: 401, dimse: 0x0124, message: 'Bad credentials were provided to an HTTP request' },
  NotAcceptable: { number: 34, http: 406, dimse: 0xc000, message: 'Cannot send a response which is acceptable' },
  DatabaseUnavailable: { number: 36, http: 503, dimse: 0xa700, message: 'The database is currently not available' },
  CanceledJob: { number: 37, http: 500, dimse: 0xfe00, message: 'This job was canceled' },
  BadRange: { number: 41, http: 416, dimse: 0xc000, message: 'Incorrect range request' },
  Revision: {
    number: 43,
    http: 409,
    dimse: 0xc000,
    message: 'A bad revision number was provided, which might indicate conflict between multiple writers',
  },
  ForbiddenAccess: { number: 45, http: 403, dimse: 0x0124, message: 'Access to a resource is forbidden' },
  DuplicateResource: { number: 46, http: 409, dimse: 0x0111, message: 'Duplicate resource' },
  IncompatibleConfigurations: { number: 47, http: 500, dimse: 0xc000, message: 'Incompatible configurations' },
  HttpPortInUse: {
    number: 2003,
    http: 500,
    dimse: 0xc000,
    message: 'The TCP port of the HTTP server is privileged or already in use',
  },
  DicomPortInUse: {
    number: 2004,
    http: 500,
    dimse: 0xc000,
    message: 'The TCP port of the DICOM server is privileged or already in use',
  },
  BadApplicationEntityTitle: {
    number: 2009,
    http: 500,
    dimse: 0xc000,
    message: 'An application entity title (AET) cannot be empty or be longer than 16 characters',
  },
  NoPresentationContext: {
    number: 2015,
    http: 500,
    dimse: 0x0122,
    message: 'DIMSE: Failure to negotiate a presentation context',
  },
  NoCFindHandler: {
    number: 2016,
    http: 500,
    dimse: 0xc000,
    message: 'The C-FIND command is not supported by the remote SCP',
  },
  NoCMoveHandler: {
    number: 2017,
    http: 500,
    dimse: 0xc000,
    message: 'The C-MOVE command is not supported by the remote SCP',
  },
  CannotStoreInstance: { number: 2018, http: 500, dimse: 0xa700, message: 'Cannot store an instance' },
  CreateDicomNotString: { number: 2019, http: 400, dimse: 0xa900, message: 'Values of new DICOM tags must be strings' },
  CreateDicomOverrideTag: { number: 2020, http: 400, dimse: 0xa900, message: 'The tag has its value from the parent' },
  CreateDicomUseContent: { number: 2021, http: 400, dimse: 0xa900, message: 'Images are given as Content' },
  CreateDicomNoPayload: { number: 2022, http: 400, dimse: 0xa900, message: 'An instance of the series has no Content' },
  CreateDicomUseDataUriScheme: { number: 2023, http: 400, dimse: 0xa900, message: 'Content must be a data URI' },
  CreateDicomBadParent: { number: 2024, http: 400, dimse: 0xa900, message: 'The parent does not exist' },
  CreateDicomParentIsInstance: {
    number: 2025,
    http: 400,
    dimse: 0xa900,
    message: 'The parent is an instance: it must be a patient, study or series',
  },
  UnknownModality: { number: 2027, http: 500, dimse: 0xa801, message: 'Unknown modality' },
  CannotOrderSlices: {
    number: 2040,
    http: 500,
    dimse: 0xc000,
    message: 'Unable to order the slices of the series',
  },
  CannotExecuteLua: { number: 2031, http: 500, dimse: 0xc000, message: 'Cannot execute a Lua command' },
  NotLuaPredicate: {
    number: 2034,
    http: 500,
    dimse: 0xa700,
    message: 'The Lua function is not a predicate (only true/false outputs allowed)',
  },
  NoCGetHandler: {
    number: 2045,
    http: 500,
    dimse: 0xc000,
    message: 'The C-GET command is not supported by the remote SCP',
  },
  UnsupportedMediaType: { number: 3000, http: 415, dimse: 0xc000, message: 'Unsupported media type' },
} as const satisfies Record<string, ErrorCodeRow>;

export interface ErrorCodeRow {
  /** `OrthancStatus` of the REST API, `ErrorCode` of a job. */
  readonly number: number;
  readonly http: number;
  readonly dimse: number;
  readonly message: string;
}

export type ErrorCode = keyof typeof errorCodes;
