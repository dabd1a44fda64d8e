import { IsocenterError } from '../../model/isocenter-error.ts';
import { depthOf, type Level } from '../../model/level.ts';
import type { ExpectedValue } from '../expected-value.ts';
import type { Attachment, AttachmentWrite, RemovedBlob, StorageLimits } from '../records.ts';
import { metadataColumnOf, systemMetadataName } from '../sql/system-metadata.ts';
import { dateNow } from './date-now.ts';
import { attachmentColumns, type DeletionAnswer, deletedOf, removedOf } from './instance-batch.ts';
import { answeredJson, jsonTextOf, textOf } from './json-text.ts';
import type { PostgresDatabase } from './postgres-database.ts';
import type { NameHoldings } from './write-queue.ts';

const once = { repeatable: false } as const;
const repeatable = { repeatable: true } as const;

/** What `set_attachment` answers. */
interface AttachmentAnswer extends Pick<DeletionAnswer, 'removed'> {
  readonly revision: number;
  readonly recycled: readonly DeletionAnswer[];
}

/** Metadata and attachments, which functions of the schema compare and set. */
export class ValueWriter {
  readonly #database: PostgresDatabase;
  readonly #holdings: NameHoldings;

  constructor(database: PostgresDatabase, holdings: NameHoldings) {
    this.#database = database;
    this.#holdings = holdings;
  }

  async setMetadata(
    level: Level,
    publicId: string,
    name: number,
    value: string,
    expected: ExpectedValue | undefined,
  ): Promise<number> {
    const systemName = systemMetadataName(name);
    if (systemName !== undefined) {
      await this.#setSystemMetadata(level, publicId, systemName, value);
      return 0;
    }
    const parameters = [depthOf(level), publicId, name, textOf(value), ...expectationOf(expected), dateNow()];
    return Number(await this.#database.call('set_user_metadata', parameters, once));
  }

  async deleteMetadata(
    level: Level,
    publicId: string,
    name: number,
    expected: ExpectedValue | undefined,
  ): Promise<boolean> {
    if (systemMetadataName(name) !== undefined) {
      throw new IsocenterError('ForbiddenAccess', 'System metadata cannot be deleted');
    }
    const parameters = [depthOf(level), publicId, name, ...expectationOf(expected), dateNow()];
    return (await this.#database.call('delete_user_metadata', parameters, once)) === true;
  }

  async setAttachment(
    level: Level,
    publicId: string,
    attachment: Attachment,
    limits: StorageLimits,
    expected: ExpectedValue | undefined,
  ): Promise<AttachmentWrite> {
    const parameters = [
      depthOf(level),
      publicId,
      jsonTextOf(attachmentColumns(attachment)),
      ...this.#holdings([attachment.uuid]),
      limits.maximumStorageBytes,
      limits.mode === 'Recycle',
      ...expectationOf(expected),
      dateNow(),
    ];
    // What an unanswered attempt has set is known by its blob.
    const answer = answeredJson<AttachmentAnswer>(await this.#database.call('set_attachment', parameters, repeatable));
    return {
      revision: answer.revision,
      removedBlobs: [answer, ...answer.recycled].flatMap(removedOf),
      deleted: answer.recycled.flatMap(deletedOf),
    };
  }

  async deleteAttachment(
    level: Level,
    publicId: string,
    contentType: number,
    expected: ExpectedValue | undefined,
  ): Promise<RemovedBlob | undefined> {
    const parameters = [depthOf(level), publicId, contentType, ...expectationOf(expected), dateNow()];
    const uuid = await this.#database.call('delete_attachment', parameters, once);
    return typeof uuid === 'string' ? { uuid, contentType } : undefined;
  }

  async #setSystemMetadata(level: Level, publicId: string, name: string, value: string): Promise<void> {
    if (metadataColumnOf(level, name) !== undefined) {
      throw new IsocenterError('ForbiddenAccess', `The index itself keeps the metadata ${name}`);
    }
    await this.#database.call('set_system_metadata', [depthOf(level), publicId, name, textOf(value)], repeatable);
  }
}

/** As the functions of the schema take it: see `is_expected`. */
function expectationOf(expected: ExpectedValue | undefined): readonly [revision: number | null, md5: string | null] {
  if (expected === undefined) return [null, null];
  return expected === 'absent' ? [-1, null] : [expected.revision, expected.md5];
}
