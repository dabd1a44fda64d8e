import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { depthOf, type Level } from '../../model/level.ts';
import { isUserNumber } from '../../model/metadata.ts';
import { checkExpected, type ExpectedValue, type SeenValue } from '../expected-value.ts';
import type { Attachment, AttachmentWrite, RemovedBlob, StorageLimits } from '../records.ts';
import { integerOf, type Row, textOf } from '../sql/row.ts';
import type { BlobRemovals } from './blob-removals.ts';
import type { ChangeLog } from './change-log.ts';
import type { PatientRecycler } from './patient-recycler.ts';
import type { Removal } from './resource-remover.ts';
import { resourceRowId } from './resource-row-id.ts';

export interface AttachmentWriterParts {
  readonly changes: ChangeLog;
  readonly blobRemovals: BlobRemovals;
  readonly recycler: PatientRecycler;
}

/** Sets and deletes single attachments; those of users are listed as changes. Runs inside a transaction of its caller. */
export class AttachmentWriter {
  readonly #database: DatabaseSync;
  readonly #parts: AttachmentWriterParts;
  readonly #find: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #growTotals: StatementSync;
  readonly #placeOf: Readonly<Record<Level, StatementSync>>;

  constructor(database: DatabaseSync, parts: AttachmentWriterParts) {
    this.#database = database;
    this.#parts = parts;
    this.#find = database.prepare(
      `SELECT uuid, content_type, compressed_size, uncompressed_size, uncompressed_md5, revision FROM attachment
       WHERE level = ? AND resource_id = ? AND content_type = ?`,
    );
    this.#put = database.prepare(
      `INSERT INTO attachment (level, resource_id, content_type, uuid, uncompressed_size, compressed_size,
       uncompressed_md5, compressed_md5, compression) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (level, resource_id, content_type) DO UPDATE SET uuid = excluded.uuid,
       uncompressed_size = excluded.uncompressed_size, compressed_size = excluded.compressed_size,
       uncompressed_md5 = excluded.uncompressed_md5, compressed_md5 = excluded.compressed_md5,
       compression = excluded.compression, revision = revision + 1 RETURNING revision`,
    );
    this.#delete = database.prepare('DELETE FROM attachment WHERE level = ? AND resource_id = ? AND content_type = ?');
    this.#growTotals = database.prepare(
      'UPDATE statistic SET disk_bytes = disk_bytes + ?, uncompressed_bytes = uncompressed_bytes + ?',
    );
    const placeOf = (more: string) =>
      database.prepare(
        `SELECT patient.public_id AS patient, study.public_id AS study FROM patient
         JOIN study ON study.parent_id = patient.id ${more}`,
      );
    this.#placeOf = {
      Patient: placeOf('WHERE patient.id = ?'),
      Study: placeOf('WHERE study.id = ?'),
      Series: placeOf('JOIN series ON series.parent_id = study.id WHERE series.id = ?'),
      Instance: placeOf(
        `JOIN series ON series.parent_id = study.id JOIN instance ON instance.parent_id = series.id
         WHERE instance.id = ?`,
      ),
    };
  }

  /** @throws IsocenterError UnknownResource, Revision, FullStorage */
  set(
    level: Level,
    publicId: string,
    attachment: Attachment,
    limits: StorageLimits,
    expected: ExpectedValue | undefined,
    date: string,
  ): AttachmentWrite {
    const { changes, recycler } = this.#parts;
    const id = resourceRowId(this.#database, level, publicId);
    const present = this.#find.get(depthOf(level), id, attachment.contentType);
    checkExpected(present && seenOf(present), expected);
    const removal: Removal = { deleted: [], removedBlobs: present === undefined ? [] : [this.#release(present)] };
    const written = this.#put.get(
      depthOf(level),
      id,
      attachment.contentType,
      attachment.uuid,
      attachment.uncompressedSize,
      attachment.compressedSize,
      attachment.uncompressedMd5,
      attachment.compressedMd5,
      attachment.compression,
    );
    this.#growTotals.run(attachment.compressedSize, attachment.uncompressedSize);
    if (limits.maximumStorageBytes > 0) {
      const places = this.#placeOf[level].all(id);
      const patientPublicId = textOf(places[0] ?? {}, 'patient');
      const studyPublicIds = places.map((place) => textOf(place, 'study'));
      // It is counted already.
      recycler.makeRoom({ patientPublicId, studyPublicIds, diskBytes: 0 }, limits, date, removal);
    }
    if (isUserNumber(attachment.contentType)) changes.append('UpdatedAttachment', { level, publicId, id }, date);
    return { revision: written === undefined ? 0 : integerOf(written, 'revision'), ...removal };
  }

  /** Undefined when there is none. @throws IsocenterError UnknownResource, Revision */
  delete(
    level: Level,
    publicId: string,
    contentType: number,
    expected: ExpectedValue | undefined,
    date: string,
  ): RemovedBlob | undefined {
    const id = resourceRowId(this.#database, level, publicId);
    const present = this.#find.get(depthOf(level), id, contentType);
    if (present === undefined) return undefined;
    checkExpected(seenOf(present), expected);
    this.#delete.run(depthOf(level), id, contentType);
    if (isUserNumber(contentType)) this.#parts.changes.append('UpdatedAttachment', { level, publicId, id }, date);
    return this.#release(present);
  }

  /** Takes the blob of a row out of the totals and notes it for removal. */
  #release(row: Row): RemovedBlob {
    this.#growTotals.run(-integerOf(row, 'compressed_size'), -integerOf(row, 'uncompressed_size'));
    const blob = { uuid: textOf(row, 'uuid'), contentType: integerOf(row, 'content_type') };
    this.#parts.blobRemovals.add(blob);
    return blob;
  }
}

function seenOf(row: Row): SeenValue {
  return { revision: integerOf(row, 'revision'), md5: textOf(row, 'uncompressed_md5') };
}
