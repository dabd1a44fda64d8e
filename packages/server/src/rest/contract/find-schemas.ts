import { Type } from 'typebox';
import { responseContents } from '../resource-view.ts';

/** Fields that choose which resources are meant. */
export const criteriaFields = Type.Object({
  Level: Type.String({ description: '`Patient`, `Study`, `Series` or `Instance`, in any case' }),
  Query: Type.Record(Type.String(), Type.String(), {
    description: 'Tag, by keyword or number, to what its value must be: lists, ranges, wildcards as in C-FIND',
  }),
  CaseSensitive: Type.Optional(Type.Boolean({ description: 'Case and accents matter; off by default' })),
  Labels: Type.Optional(Type.Array(Type.String())),
  LabelsConstraint: Type.Optional(
    Type.Enum(['All', 'Any', 'None'], { description: 'How many of `Labels` a resource must have; `All` by default' }),
  ),
  MetadataQuery: Type.Optional(
    Type.Record(Type.String(), Type.String(), { description: 'Name of a metadata to what it must be, with wildcards' }),
  ),
  ParentPatient: Type.Optional(Type.String({ description: 'Only what is within this patient' })),
  ParentStudy: Type.Optional(Type.String()),
  ParentSeries: Type.Optional(Type.String()),
});

/** One key that answers are sorted by. */
export const orderItem = Type.Object({
  Type: Type.Enum(['DicomTag', 'DicomTagAsInt', 'DicomTagAsFloat', 'Metadata', 'MetadataAsInt', 'MetadataAsFloat'], {
    description: 'What is compared: text or numbers, of a tag or of a metadata',
  }),
  Key: Type.String({ description: 'The tag or the metadata' }),
  Direction: Type.Enum(['ASC', 'DESC']),
});

/** Fields that choose how tags are written; the first that is true decides. */
export const tagFormatFields = Type.Object({
  Simplify: Type.Optional(Type.Boolean({ description: 'Tags by keyword (the default)' })),
  Short: Type.Optional(Type.Boolean({ description: 'Tags by number, values alone' })),
  Full: Type.Optional(Type.Boolean({ description: 'Tags by number, with name, type and value' })),
});

/** The body of `/tools/find`. */
export const findBody = Type.Interface([criteriaFields, tagFormatFields], {
  Expand: Type.Optional(Type.Boolean({ description: 'Resources in place of their ids' })),
  Since: Type.Optional(Type.Integer({ minimum: 0, description: 'Matches to skip' })),
  Limit: Type.Optional(Type.Integer({ minimum: 0, description: 'Matches at most; 0 is all' })),
  OrderBy: Type.Optional(Type.Array(orderItem, { description: 'By the first key, then by the next …' })),
  RequestedTags: Type.Optional(Type.Array(Type.String(), { description: 'Tags to add as `RequestedTags`' })),
  ResponseContent: Type.Optional(Type.Array(Type.Enum([...responseContents]), { description: 'Parts to show' })),
});
