import { Type } from 'typebox';
import { responseContents } from '../resource-view.ts';

/** Arguments that choose how tags are written. */
export const tagFormatQuery = Type.Object({
  simplify: Type.Optional(Type.Boolean({ description: 'Tags by keyword' })),
  short: Type.Optional(Type.Boolean({ description: 'Tags by number, values alone' })),
  full: Type.Optional(Type.Boolean({ description: 'Tags by number, with name, type and value' })),
});

/** Arguments that choose what is shown of resources. */
export const resourceViewQuery = Type.Object({
  'requested-tags': Type.Optional(
    Type.Array(Type.String(), { description: 'Tags to add as `RequestedTags`, separated by `;`' }),
  ),
  requestedTags: Type.Optional(Type.Array(Type.String(), { description: 'The old name of `requested-tags`' })),
  'response-content': Type.Optional(
    Type.Array(Type.Enum([...responseContents]), { description: 'Parts to show, separated by `;`' }),
  ),
});

/** Arguments of part of a listing. */
export const pageQuery = Type.Object({
  since: Type.Optional(Type.Integer({ minimum: 0, description: 'How many to skip; needs `limit`' })),
  limit: Type.Optional(Type.Integer({ minimum: 0, description: 'How many at most, 0 is all; needs `since`' })),
});

/** Tags in one of their three forms. */
export const tagsJson = Type.Record(Type.String(), Type.Unknown(), {
  $id: 'Tags',
  description: 'Tags by number or keyword; a value, or an object with `Name`, `Type` and `Value`',
});

/** A resource of one of the four levels. */
export const resourceJson = Type.Object(
  {
    ID: Type.String(),
    Type: Type.Enum(['Patient', 'Study', 'Series', 'Instance']),
    MainDicomTags: Type.Optional(tagsJson),
    PatientMainDicomTags: Type.Optional(tagsJson),
    RequestedTags: Type.Optional(tagsJson),
    ParentPatient: Type.Optional(Type.String()),
    ParentStudy: Type.Optional(Type.String()),
    ParentSeries: Type.Optional(Type.String()),
    Studies: Type.Optional(Type.Array(Type.String())),
    Series: Type.Optional(Type.Array(Type.String())),
    Instances: Type.Optional(Type.Array(Type.String())),
    IsStable: Type.Optional(Type.Boolean()),
    IsProtected: Type.Optional(Type.Boolean()),
    LastUpdate: Type.Optional(Type.String({ description: '`YYYYMMDDTHHMMSS`, UTC' })),
    Labels: Type.Optional(Type.Array(Type.String())),
    Metadata: Type.Optional(Type.Record(Type.String(), Type.String())),
    Attachments: Type.Optional(Type.Array(Type.Unknown())),
    Status: Type.Optional(Type.Enum(['Unknown', 'Complete', 'Missing', 'Inconsistent'])),
    ExpectedNumberOfInstances: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
    IndexInSeries: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
    FileSize: Type.Optional(Type.Integer({ description: 'bytes' })),
    FileUuid: Type.Optional(Type.String()),
    AnonymizedFrom: Type.Optional(Type.String()),
    ModifiedFrom: Type.Optional(Type.String()),
  },
  { $id: 'Resource' },
);

/** Resources in a list, or their public ids when they are not expanded. */
export const resourceList = Type.Union([Type.Array(Type.String()), Type.Array(resourceJson)]);

/** Resources by id, URI and level. */
export const resourceLinks = Type.Array(
  Type.Object(
    { ID: Type.String(), Path: Type.String(), Type: Type.Enum(['Patient', 'Study', 'Series', 'Instance']) },
    { $id: 'ResourceLink' },
  ),
);
