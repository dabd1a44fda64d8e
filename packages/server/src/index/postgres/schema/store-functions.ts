import { changeTypes } from '../../../model/change-type.ts';
import { contentTypes } from '../../../model/content-type.ts';
import { depthOf } from '../../../model/level.ts';
import { relayMark } from '../../sql/system-metadata.ts';

/** Times of the last arrival are indexed: set for every instance of a burst they would cost an index entry each. */
const touchIntervalMs = 500;

/** Columns that all given parents have. */
const parentColumns = 'public_id text, tags jsonb, folded jsonb, metadata jsonb, last_update text';

/** Where the instances of a batch belong. */
const placeColumns =
  'position integer, public_id text, series text, study text, patient text, date text, received_at_ms bigint';

/** What `store_instances` does for a batch whose patients are locked, in the order of its steps. */
export const storeFunctions: readonly string[] = [
  // Inserts the patients that are missing; answers their public ids.
  `CREATE OR REPLACE FUNCTION add_patients(given_patients jsonb, OUT added_ids text[]) LANGUAGE plpgsql AS $$
  BEGIN
    WITH added AS (
      INSERT INTO patient (public_id, tags, folded, metadata, last_update, recycling_order_ms, patient_id, patient_name,
        birth_date)
      SELECT public_id, tags, folded, metadata, last_update, received_at_ms, patient_id, patient_name, birth_date
      FROM jsonb_to_recordset(given_patients) AS given (${parentColumns}, received_at_ms bigint, patient_id text,
        patient_name text, birth_date text)
      ORDER BY public_id ON CONFLICT (public_id) DO NOTHING RETURNING public_id
    ) SELECT coalesce(array_agg(public_id), '{}') INTO added_ids FROM added;
  END
  $$`,

  `CREATE OR REPLACE FUNCTION add_studies(given_studies jsonb, OUT added_ids text[]) LANGUAGE plpgsql AS $$
  BEGIN
    WITH added AS (
      INSERT INTO study (public_id, parent_id, tags, folded, metadata, last_update, study_instance_uid, accession_number,
        study_date, study_description)
      SELECT given.public_id, patient.id, given.tags, given.folded, given.metadata, given.last_update,
        given.study_instance_uid, given.accession_number, given.study_date, given.study_description
      FROM jsonb_to_recordset(given_studies) AS given (${parentColumns}, parent text, study_instance_uid text,
        accession_number text, study_date text, study_description text)
      JOIN patient ON patient.public_id = given.parent
      ON CONFLICT (public_id) DO NOTHING RETURNING public_id
    ) SELECT coalesce(array_agg(public_id), '{}') INTO added_ids FROM added;
  END
  $$`,

  `CREATE OR REPLACE FUNCTION add_series(given_series jsonb, OUT added_ids text[]) LANGUAGE plpgsql AS $$
  BEGIN
    WITH added AS (
      INSERT INTO series (public_id, parent_id, tags, folded, metadata, last_update, series_instance_uid, modality,
        expected_instances)
      SELECT given.public_id, study.id, given.tags, given.folded, given.metadata, given.last_update,
        given.series_instance_uid, given.modality, given.expected_instances
      FROM jsonb_to_recordset(given_series) AS given (${parentColumns}, parent text, series_instance_uid text,
        modality text, expected_instances integer)
      JOIN study ON study.public_id = given.parent
      ON CONFLICT (public_id) DO NOTHING RETURNING public_id
    ) SELECT coalesce(array_agg(public_id), '{}') INTO added_ids FROM added;
  END
  $$`,

  // Inserts the instances with their files; answers the bytes.
  `CREATE OR REPLACE FUNCTION add_instances(given_instances jsonb, fresh text[], OUT disk numeric, OUT uncompressed numeric)
  LANGUAGE plpgsql AS $$
  DECLARE
    added_count bigint;
  BEGIN
    WITH added AS (
      INSERT INTO instance (public_id, parent_id, sop_instance_uid, sop_class_uid, transfer_syntax_uid, index_in_series,
        tags, folded, metadata)
      SELECT given.public_id, series.id, given.sop_instance_uid, given.sop_class_uid, given.transfer_syntax_uid,
        given.index_in_series, given.tags, given.folded, given.metadata
      FROM jsonb_to_recordset(given_instances) AS given (position integer, public_id text, series text,
        sop_instance_uid text, sop_class_uid text, transfer_syntax_uid text, index_in_series bigint, tags jsonb,
        folded jsonb, metadata jsonb)
      JOIN series ON series.public_id = given.series
      WHERE given.public_id = ANY (fresh) ORDER BY given.position
      RETURNING id, public_id
    ), stored AS (
      INSERT INTO attachment (level, resource_id, content_type, uuid, uncompressed_size, compressed_size,
        uncompressed_md5, compressed_md5, compression)
      SELECT ${depthOf('Instance')}, added.id, file.content_type, file.uuid, file.uncompressed_size,
        file.compressed_size, file.uncompressed_md5, file.compressed_md5, file.compression
      FROM jsonb_to_recordset(given_instances) AS given (public_id text, attachments jsonb)
      JOIN added ON added.public_id = given.public_id,
      jsonb_to_recordset(given.attachments) AS file (content_type integer, uuid text, uncompressed_size bigint,
        compressed_size bigint, uncompressed_md5 text, compressed_md5 text, compression text)
      RETURNING uncompressed_size, compressed_size
    ) SELECT coalesce(sum(compressed_size), 0), coalesce(sum(uncompressed_size), 0), (SELECT count(*) FROM added)
      INTO disk, uncompressed, added_count FROM stored;
    IF added_count < cardinality(fresh) THEN PERFORM refuse_without_parents(); END IF;
  END
  $$`,

  // Counts the instances at the levels above; answers the series that have each index from 1 to the expected number now.
  `CREATE OR REPLACE FUNCTION grow_counters(given_instances jsonb, fresh text[], new_studies text[], new_series text[])
  RETURNS text[] LANGUAGE plpgsql AS $$
  DECLARE
    full_series bigint[];
  BEGIN
    WITH grown AS (
      SELECT series, count(*) AS instances, max(date) AS date, max(received_at_ms) AS now_ms
      FROM jsonb_to_recordset(given_instances) AS given (${placeColumns}) WHERE public_id = ANY (fresh) GROUP BY series
    ), updated AS (
      UPDATE series SET instance_count = instance_count + grown.instances, last_update = grown.date,
        unstable_since_ms = touched(unstable_since_ms, grown.now_ms)
      FROM grown WHERE public_id = grown.series RETURNING id, expected_instances, instance_count
    ) SELECT array_agg(id) FILTER (WHERE expected_instances = instance_count) INTO full_series FROM updated;

    UPDATE study SET instance_count = instance_count + grown.instances, series_count = series_count + grown.series,
      last_update = grown.date, unstable_since_ms = touched(unstable_since_ms, grown.now_ms)
    FROM (
      SELECT study, count(*) AS instances, count(DISTINCT series) FILTER (WHERE series = ANY (new_series)) AS series,
        max(date) AS date, max(received_at_ms) AS now_ms
      FROM jsonb_to_recordset(given_instances) AS given (${placeColumns}) WHERE public_id = ANY (fresh) GROUP BY study
    ) AS grown WHERE public_id = grown.study;

    UPDATE patient SET instance_count = instance_count + grown.instances, series_count = series_count + grown.series,
      study_count = study_count + grown.studies, last_update = grown.date,
      recycling_order_ms = touched(recycling_order_ms, grown.now_ms),
      unstable_since_ms = touched(unstable_since_ms, grown.now_ms)
    FROM (
      SELECT patient, count(*) AS instances, count(DISTINCT series) FILTER (WHERE series = ANY (new_series)) AS series,
        count(DISTINCT study) FILTER (WHERE study = ANY (new_studies)) AS studies, max(date) AS date,
        max(received_at_ms) AS now_ms
      FROM jsonb_to_recordset(given_instances) AS given (${placeColumns}) WHERE public_id = ANY (fresh) GROUP BY patient
    ) AS grown WHERE public_id = grown.patient;

    IF full_series IS NULL THEN RETURN '{}'; END IF;
    RETURN ARRAY(SELECT series.public_id FROM series JOIN instance ON instance.parent_id = series.id
      WHERE series.id = ANY (full_series) GROUP BY series.id
      HAVING count(DISTINCT index_in_series) = series.expected_instances AND min(index_in_series) = 1
        AND max(index_in_series) = series.expected_instances);
  END
  $$`,

  `CREATE OR REPLACE FUNCTION touched(since_ms bigint, now_ms bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN since_ms >= now_ms - ${touchIntervalMs} THEN since_ms ELSE now_ms END
  $$`,

  // Lists the instances and their new parents as changes: an instance before its parents, a completed series last.
  `CREATE OR REPLACE FUNCTION add_changes(first_change bigint, given_instances jsonb, fresh text[], new_patients text[],
    new_studies text[], new_series text[], complete_series text[]) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    -- Nearly always.
    IF cardinality(new_patients || new_studies || new_series || complete_series) = 0 THEN
      INSERT INTO change (sequence, type, level, public_id, resource_id, date)
      SELECT first_change + row_number() OVER (ORDER BY position), ${changeTypes.NewInstance}, ${depthOf('Instance')},
        public_id, (SELECT id FROM instance WHERE instance.public_id = given.public_id), date
      FROM jsonb_to_recordset(given_instances) AS given (${placeColumns}) WHERE public_id = ANY (fresh);
      RETURN;
    END IF;
    WITH stored AS (
      SELECT * FROM jsonb_to_recordset(given_instances) AS given (${placeColumns}) WHERE public_id = ANY (fresh)
    ), listed AS (
      SELECT position, 0 AS rank, ${changeTypes.NewInstance} AS type, ${depthOf('Instance')} AS level, public_id, date
        FROM stored
      UNION ALL (SELECT DISTINCT ON (series) position, 1, ${changeTypes.NewSeries}, ${depthOf('Series')}, series, date
        FROM stored WHERE series = ANY (new_series) ORDER BY series, position)
      UNION ALL (SELECT DISTINCT ON (study) position, 2, ${changeTypes.NewStudy}, ${depthOf('Study')}, study, date
        FROM stored WHERE study = ANY (new_studies) ORDER BY study, position)
      UNION ALL (SELECT DISTINCT ON (patient) position, 3, ${changeTypes.NewPatient}, ${depthOf('Patient')}, patient,
        date FROM stored WHERE patient = ANY (new_patients) ORDER BY patient, position)
      UNION ALL (SELECT DISTINCT ON (series) position, 4, ${changeTypes.CompletedSeries}, ${depthOf('Series')}, series,
        date FROM stored WHERE series = ANY (complete_series) ORDER BY series, position DESC)
    )
    INSERT INTO change (sequence, type, level, public_id, resource_id, date)
    SELECT first_change + row_number() OVER (ORDER BY position, rank), type, level, public_id, CASE level
      WHEN ${depthOf('Patient')} THEN (SELECT id FROM patient WHERE patient.public_id = listed.public_id)
      WHEN ${depthOf('Study')} THEN (SELECT id FROM study WHERE study.public_id = listed.public_id)
      WHEN ${depthOf('Series')} THEN (SELECT id FROM series WHERE series.public_id = listed.public_id)
      ELSE (SELECT id FROM instance WHERE instance.public_id = listed.public_id)
    END, date FROM listed;
  END
  $$`,

  // What becomes of each instance: 'Repeated' is one that an earlier, unanswered attempt has stored.
  `CREATE OR REPLACE FUNCTION fates_of(given_instances jsonb) RETURNS TABLE (public_id text, fate text,
    known_id bigint) LANGUAGE plpgsql STABLE AS $$
  #variable_conflict use_column
  BEGIN
    RETURN QUERY SELECT given.public_id, CASE
      -- An earlier, unanswered attempt has found it stored; it may have been deleted since.
      WHEN EXISTS (SELECT 1 FROM blob_removal WHERE uuid = given.attachments -> 0 ->> 'uuid') THEN 'AlreadyStored'
      WHEN known.id IS NULL THEN 'Fresh'
      WHEN file.uuid = given.attachments -> 0 ->> 'uuid' THEN 'Repeated'
      -- What users have stored is theirs: no upstream replaces it, and it is never left as what may be evicted.
      WHEN known.metadata ->> '${relayMark}' IS NULL AND given.relayed_from IS NOT NULL THEN 'AlreadyStored'
      WHEN known.metadata ->> '${relayMark}' IS NOT NULL AND given.relayed_from IS NULL THEN 'Replaces'
      WHEN given.overwrite = 'Never' THEN 'AlreadyStored'
      WHEN given.overwrite = 'IfChanged' AND file.uncompressed_md5 <> ''
        AND file.uncompressed_md5 = given.attachments -> 0 ->> 'uncompressed_md5' THEN 'AlreadyStored'
      ELSE 'Replaces' END, known.id
    FROM jsonb_to_recordset(given_instances) AS given (public_id text, overwrite text, relayed_from text,
      attachments jsonb)
    LEFT JOIN instance AS known ON known.public_id = given.public_id
    -- One at a time, by its key: joined otherwise, a plan may read the attachments of all instances.
    LEFT JOIN LATERAL (SELECT * FROM attachment WHERE level = ${depthOf('Instance')} AND resource_id = known.id
      AND content_type = ${contentTypes.dicom} LIMIT 1) AS file ON true;
  END
  $$`,
];
