import { changeTypes } from '../../../model/change-type.ts';
import { userNumberRange } from '../../../model/metadata.ts';

/** Functions that set and delete single attachments. SQLSTATE as in `resourceFunctions`. */
export const attachmentFunctions: readonly string[] = [
  // Compares and sets, within a limit of all files together (0: none). Answers { revision, removed: [[uuid, content
  // type] …], recycled: [see delete_instances] }.
  `CREATE OR REPLACE FUNCTION set_attachment(of_level integer, of_public_id text, given jsonb, prefixes text[], of_server text,
    maximum_bytes bigint, recycles boolean, expected bigint, expected_md5 text, now_date text) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    row_id bigint;
    patient_row bigint;
    file record;
    present record;
    removed jsonb := '[]';
    recycled jsonb := '[]';
    new_revision bigint;
    more_disk bigint;
    more_uncompressed bigint;
  BEGIN
    PERFORM require_names(prefixes, of_server);
    IF maximum_bytes > 0 THEN PERFORM take_turn_for_room(); END IF;
    row_id := locked_resource(of_level, of_public_id);
    SELECT * INTO file FROM jsonb_to_record(given) AS given_file (content_type integer, uuid text,
      uncompressed_size bigint, compressed_size bigint, uncompressed_md5 text, compressed_md5 text, compression text);
    SELECT * INTO present FROM attachment WHERE level = of_level AND resource_id = row_id
      AND content_type = file.content_type;
    -- An earlier, unanswered attempt has set it.
    IF present.uuid = file.uuid THEN
      RETURN jsonb_build_object('revision', present.revision, 'removed', removed, 'recycled', recycled);
    END IF;
    IF NOT is_expected(present.revision, present.uncompressed_md5, expected, expected_md5) THEN
      RAISE EXCEPTION USING ERRCODE = 'ISORV';
    END IF;
    more_disk := file.compressed_size - coalesce(present.compressed_size, 0);
    more_uncompressed := file.uncompressed_size - coalesce(present.uncompressed_size, 0);
    IF maximum_bytes > 0 THEN
      SELECT patient_id INTO patient_row FROM resource_of_patient(of_level, of_public_id);
      recycled := make_room((SELECT public_id FROM patient WHERE id = patient_row),
        ARRAY(SELECT public_id FROM study WHERE parent_id = patient_row AND (of_level = 0 OR id = CASE of_level
          WHEN 1 THEN row_id
          WHEN 2 THEN (SELECT parent_id FROM series WHERE id = row_id)
          ELSE (SELECT series.parent_id FROM series JOIN instance ON instance.parent_id = series.id
            WHERE instance.id = row_id) END)),
        more_disk, maximum_bytes, 0, recycles, now_date);
    END IF;

    INSERT INTO attachment (level, resource_id, content_type, uuid, uncompressed_size, compressed_size,
      uncompressed_md5, compressed_md5, compression)
    VALUES (of_level, row_id, file.content_type, file.uuid, file.uncompressed_size, file.compressed_size,
      file.uncompressed_md5, file.compressed_md5, file.compression)
    ON CONFLICT (level, resource_id, content_type) DO UPDATE SET uuid = excluded.uuid,
      uncompressed_size = excluded.uncompressed_size, compressed_size = excluded.compressed_size,
      uncompressed_md5 = excluded.uncompressed_md5, compressed_md5 = excluded.compressed_md5,
      compression = excluded.compression, revision = attachment.revision + 1
    RETURNING revision INTO new_revision;
    IF present.uuid IS NOT NULL THEN
      INSERT INTO blob_removal (uuid, content_type) VALUES (present.uuid, present.content_type) ON CONFLICT DO NOTHING;
      removed := jsonb_build_array(jsonb_build_array(present.uuid, present.content_type));
    END IF;
    PERFORM count_attachment(more_disk, more_uncompressed, file.content_type, of_level, of_public_id, row_id, now_date);
    RETURN jsonb_build_object('revision', new_revision, 'removed', removed, 'recycled', recycled);
  END
  $$`,

  // Answers the name of the blob; null when there is no such attachment.
  `CREATE OR REPLACE FUNCTION delete_attachment(of_level integer, of_public_id text, of_content_type integer, expected bigint,
    expected_md5 text, now_date text) RETURNS text LANGUAGE plpgsql AS $$
  DECLARE
    row_id bigint := locked_resource(of_level, of_public_id);
    present record;
  BEGIN
    SELECT * INTO present FROM attachment WHERE level = of_level AND resource_id = row_id
      AND content_type = of_content_type;
    IF present.uuid IS NULL THEN RETURN NULL; END IF;
    IF NOT is_expected(present.revision, present.uncompressed_md5, expected, expected_md5) THEN
      RAISE EXCEPTION USING ERRCODE = 'ISORV';
    END IF;
    DELETE FROM attachment WHERE level = of_level AND resource_id = row_id AND content_type = of_content_type;
    INSERT INTO blob_removal (uuid, content_type) VALUES (present.uuid, of_content_type) ON CONFLICT DO NOTHING;
    PERFORM count_attachment(-present.compressed_size, -present.uncompressed_size, of_content_type, of_level,
      of_public_id, row_id, now_date);
    RETURN present.uuid;
  END
  $$`,

  // Only attachments of users are listed as changes.
  `CREATE OR REPLACE FUNCTION count_attachment(more_disk bigint, more_uncompressed bigint, of_content_type integer, of_level integer,
    of_public_id text, row_id bigint, now_date text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM add_to_totals(0, 0, 0, 0, more_disk, more_uncompressed, 0);
    IF of_content_type >= ${userNumberRange.first} THEN
      PERFORM append_change(${changeTypes.UpdatedAttachment}, of_level, of_public_id, row_id, now_date);
    END IF;
  END
  $$`,
];
