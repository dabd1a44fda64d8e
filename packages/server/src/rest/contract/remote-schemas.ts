import { Type } from 'typebox';

/** The argument of lists that can show configurations in place of names. */
export const expandQuery = Type.Object({
  expand: Type.Optional(Type.Boolean({ description: 'Configurations in place of names' })),
});

/** The parameter of routes of one modality. */
export const modalityParameters = { id: 'Symbolic name of the modality' } as const;

/** The parameters of routes of one query. */
export const queryParameters = { id: 'Id of the query', index: 'Position of the answer, from 0' } as const;

/** The parameter of routes of one peer. */
export const peerParameters = { id: 'Symbolic name of the peer' } as const;

/** A modality as it is shown; as it is written it may leave out all but the first three. */
export const modalityJson = Type.Object(
  {
    AET: Type.String(),
    Host: Type.String(),
    Port: Type.Integer({ minimum: 1, maximum: 65534 }),
    Manufacturer: Type.Optional(Type.String()),
    AllowEcho: Type.Optional(Type.Boolean()),
    AllowStore: Type.Optional(Type.Boolean()),
    AllowFind: Type.Optional(Type.Boolean()),
    AllowFindWorklist: Type.Optional(Type.Boolean()),
    AllowGet: Type.Optional(Type.Boolean()),
    AllowMove: Type.Optional(Type.Boolean()),
    AllowNAction: Type.Optional(Type.Boolean()),
    AllowEventReport: Type.Optional(Type.Boolean()),
    AllowTranscoding: Type.Optional(Type.Boolean()),
    UseDicomTls: Type.Optional(Type.Boolean()),
    LocalAet: Type.Optional(Type.String({ description: 'Calling AE title towards it; empty: `DicomAet`' })),
    Timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds; 0: `DicomScuTimeout`' })),
    RetrieveMethod: Type.Optional(Type.Enum(['SystemDefault', 'C-MOVE', 'C-GET'])),
  },
  { $id: 'Modality' },
);

/** A modality in either form. */
export const modalityWritten = Type.Union([
  modalityJson,
  Type.Array(Type.Union([Type.String(), Type.Integer()]), {
    description: 'AE title, host, port and, if wanted, manufacturer',
  }),
]);

/** A peer as it is shown. */
export const peerJson = Type.Object(
  {
    Url: Type.String(),
    Username: Type.Optional(Type.String()),
    Password: Type.Optional(Type.Null({ description: 'Never shown' })),
    HttpHeaders: Type.Array(Type.String(), { description: 'Their names' }),
    Pkcs11: Type.Boolean(),
    Timeout: Type.Integer({ description: 'Seconds; 0: `HttpTimeout`' }),
  },
  { $id: 'Peer' },
);

/** A peer in either form. */
export const peerWritten = Type.Union([
  Type.Object({
    Url: Type.String(),
    Username: Type.Optional(Type.String()),
    Password: Type.Optional(Type.String()),
    HttpHeaders: Type.Optional(Type.Record(Type.String(), Type.String())),
    CertificateFile: Type.Optional(Type.String({ description: 'Client certificate, PEM' })),
    CertificateKeyFile: Type.Optional(Type.String({ description: 'Its key, PEM' })),
    CertificateKeyPassword: Type.Optional(Type.String()),
    Pkcs11: Type.Optional(Type.Boolean({ description: 'Not supported' })),
    Timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds; 0: `HttpTimeout`' })),
  }),
  Type.Array(Type.String(), { description: 'The URL, or the URL, the user and the password' }),
]);

/** Tags as clients write them. */
export const writtenTags = Type.Record(Type.String(), Type.Unknown(), {
  description: 'Texts by keyword or number of tags; for a sequence an array of the same',
});

/** Where a query is that was sent. */
export const submittedQuery = Type.Object(
  { ID: Type.String(), Path: Type.String({ description: '`/queries/{id}`' }) },
  { $id: 'SubmittedQuery' },
);
