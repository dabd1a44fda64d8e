import { type Static, Type } from 'typebox';
import type { ModificationRequest } from '../../modify/modification.ts';
import { profileEditions } from '../../modify/profiles/confidentiality-profile.ts';
import { jobOptionFields } from './job-schemas.ts';

const tagText = 'keyword, `gggg,eeee`, or a path: `Sequence[0].Tag`, `Sequence[*].Tag`';

export const replaceField = Type.Record(Type.String(), Type.Unknown(), {
  description: `Tags that are set (${tagText}): text, null, or an array of objects of tags for a sequence`,
});

export const removeField = Type.Array(Type.String(), { description: `Tags that are taken away (${tagText})` });

/** What modification and anonymization have in common. */
const commonFields = {
  Replace: Type.Optional(replaceField),
  Remove: Type.Optional(removeField),
  Keep: Type.Optional(Type.Array(Type.String(), { description: `Tags that stay as they are (${tagText})` })),
  Force: Type.Optional(Type.Boolean({ description: 'Needed to keep, set or remove an identifier' })),
  PrivateCreator: Type.Optional(Type.String({ description: 'Of private tags that are set and have no creator' })),
  Transcode: Type.Optional(Type.String({ description: 'UID of the transfer syntax of the result' })),
  LossyQuality: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
};

export const modifyInstanceBody = Type.Object({
  ...commonFields,
  RemovePrivateTags: Type.Optional(Type.Boolean()),
});

export const anonymizeInstanceBody = Type.Object({
  ...commonFields,
  KeepPrivateTags: Type.Optional(Type.Boolean()),
  DicomVersion: Type.Optional(
    Type.String({ description: `Edition of PS3.15 whose Basic Profile is applied: ${profileEditions.join(', ')}` }),
  ),
});

/** What jobs have besides. */
export const resultFields = {
  KeepSource: Type.Optional(Type.Boolean({ description: 'False: the sources are deleted when all is stored' })),
  KeepLabels: Type.Optional(Type.Boolean({ description: 'The new resources get the labels of the old ones' })),
};

export const modifyBody = Type.Object({ ...modifyInstanceBody.properties, ...resultFields, ...jobOptionFields });

export const anonymizeBody = Type.Object({ ...anonymizeInstanceBody.properties, ...resultFields, ...jobOptionFields });

const resourcesField = Type.Array(Type.String(), { description: 'Public ids, of any levels' });

export const bulkModifyBody = Type.Object({
  ...modifyBody.properties,
  Resources: resourcesField,
  Level: Type.Optional(Type.String({ description: 'The level that is modified; Instance by default' })),
});

export const bulkAnonymizeBody = Type.Object({ ...anonymizeBody.properties, Resources: resourcesField });

/** The part of a body that says what is done to the data sets. */
export function modificationRequest(
  body: Static<typeof modifyInstanceBody> & Static<typeof anonymizeInstanceBody>,
): ModificationRequest {
  const { DicomVersion, Force, Keep, KeepPrivateTags, PrivateCreator, Remove, RemovePrivateTags, Replace, Transcode } =
    body;
  const fields = { DicomVersion, Force, Keep, KeepPrivateTags, PrivateCreator, Remove, RemovePrivateTags, Replace };
  const given = Object.entries({ ...fields, Transcode }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

/** What a finished job tells. */
export const modificationContent = Type.Object(
  {
    Description: Type.String(),
    InstancesCount: Type.Integer(),
    FailedInstancesCount: Type.Integer(),
    ParentResources: Type.Array(Type.String()),
    Resources: Type.Array(Type.Object({ ID: Type.String(), Type: Type.String(), Path: Type.Optional(Type.String()) })),
    IsAnonymization: Type.Optional(Type.Boolean()),
    ID: Type.Optional(Type.String({ description: 'The resource that was made' })),
    Path: Type.Optional(Type.String()),
    Type: Type.Optional(Type.String()),
    PatientID: Type.Optional(Type.String({ description: 'Public id of its patient' })),
    TargetStudy: Type.Optional(Type.String({ description: 'Public id of the study that series came to' })),
    TargetStudyUID: Type.Optional(Type.String()),
  },
  { $id: 'ModificationContent' },
);
