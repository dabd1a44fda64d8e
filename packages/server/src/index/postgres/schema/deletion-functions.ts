/** Functions that find, lock and delete resources. Levels are numbers, 0 patient to 3 instance. */
export const deletionFunctions: readonly string[] = [
  // The row number of a resource, whose patient is locked from then on; null when there is none.
  `CREATE OR REPLACE FUNCTION lock_resource(wanted_level integer, wanted_public_id text) RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE
    patient_row bigint;
    found_row bigint;
  BEGIN
    LOOP
      SELECT patient_id, id INTO patient_row, found_row FROM resource_of_patient(wanted_level, wanted_public_id)
        AS resource (id, patient_id);
      IF found_row IS NULL THEN RETURN NULL; END IF;
      PERFORM 1 FROM patient WHERE id = patient_row FOR UPDATE;
      -- It may have gone while this waited, and have come again below another row.
      IF EXISTS (SELECT 1 FROM resource_of_patient(wanted_level, wanted_public_id) AS resource (id, patient_id)
          WHERE resource.id = found_row AND resource.patient_id = patient_row) THEN
        RETURN found_row;
      END IF;
    END LOOP;
  END
  $$`,

  `CREATE OR REPLACE FUNCTION resource_of_patient(wanted_level integer, wanted_public_id text, OUT id bigint, OUT patient_id bigint)
  RETURNS SETOF record LANGUAGE plpgsql AS $$
  BEGIN
    CASE wanted_level
      WHEN 0 THEN RETURN QUERY SELECT patient.id, patient.id FROM patient WHERE public_id = wanted_public_id;
      WHEN 1 THEN RETURN QUERY SELECT study.id, study.parent_id FROM study WHERE public_id = wanted_public_id;
      WHEN 2 THEN RETURN QUERY SELECT series.id, study.parent_id FROM series JOIN study ON study.id = series.parent_id
        WHERE series.public_id = wanted_public_id;
      ELSE RETURN QUERY SELECT instance.id, study.parent_id FROM instance JOIN series ON series.id = instance.parent_id
        JOIN study ON study.id = series.parent_id WHERE instance.public_id = wanted_public_id;
    END CASE;
  END
  $$`,

  // Deletes what hangs on rows of one level; answers the blobs, which are noted for removal, and their bytes.
  `CREATE OR REPLACE FUNCTION delete_belongings(of_level integer, ids bigint[], OUT removed jsonb, OUT disk numeric,
    OUT uncompressed numeric) LANGUAGE plpgsql AS $$
  BEGIN
    WITH gone AS (
      DELETE FROM attachment WHERE level = of_level AND resource_id = ANY (ids)
      RETURNING uuid, content_type, compressed_size, uncompressed_size
    ), noted AS (
      INSERT INTO blob_removal (uuid, content_type) SELECT uuid, content_type FROM gone ON CONFLICT DO NOTHING
    )
    SELECT coalesce(jsonb_agg(jsonb_build_array(uuid, content_type)), '[]'), coalesce(sum(compressed_size), 0),
      coalesce(sum(uncompressed_size), 0) INTO removed, disk, uncompressed FROM gone;
    DELETE FROM user_metadata WHERE level = of_level AND resource_id = ANY (ids);
    DELETE FROM label WHERE level = of_level AND resource_id = ANY (ids);
    DELETE FROM change WHERE level = of_level AND resource_id = ANY (ids);
  END
  $$`,

  // Deletes instances of patients whose rows the caller has locked, and the parents that become empty. Answers
  // { deleted: [[level, public id] …], removed: [[uuid, content type] …], remaining: [[level, public id] …] }.
  `CREATE OR REPLACE FUNCTION delete_instances(ids bigint[], now_date text) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    belongings record;
    removed jsonb := '[]';
    disk numeric := 0;
    uncompressed numeric := 0;
    lost jsonb;
    level_step record;
    deleted jsonb;
    remaining jsonb := '[]';
    empty_of_level integer[] := ARRAY[0, 0, 0];
  BEGIN
    SELECT * INTO belongings FROM delete_belongings(3, ids);
    removed := belongings.removed;
    disk := belongings.disk;
    uncompressed := belongings.uncompressed;
    WITH gone AS (DELETE FROM instance WHERE id = ANY (ids) RETURNING public_id, parent_id),
      counted AS (SELECT parent_id, count(*) AS instances FROM gone GROUP BY parent_id)
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_array(3, public_id)), '[]') FROM gone),
      (SELECT jsonb_agg(jsonb_build_object('parent', parent_id, 'instances', instances, 'series', 0, 'studies', 0))
        FROM counted) INTO deleted, lost;

    FOR above IN REVERSE 2..0 LOOP
      SELECT * INTO level_step FROM shrink_level(above, lost, now_date);
      IF level_step.empty_ids IS NOT NULL THEN
        SELECT * INTO belongings FROM delete_belongings(above, level_step.empty_ids);
        removed := removed || belongings.removed;
        disk := disk + belongings.disk;
        uncompressed := uncompressed + belongings.uncompressed;
        CASE above
          WHEN 2 THEN DELETE FROM series WHERE id = ANY (level_step.empty_ids);
          WHEN 1 THEN DELETE FROM study WHERE id = ANY (level_step.empty_ids);
          ELSE DELETE FROM patient WHERE id = ANY (level_step.empty_ids);
        END CASE;
        deleted := deleted || level_step.deleted;
        empty_of_level[above + 1] := cardinality(level_step.empty_ids);
      END IF;
      remaining := remaining || coalesce(level_step.remaining, '[]');
      lost := level_step.lost;
    END LOOP;
    PERFORM add_to_totals(-empty_of_level[1], -empty_of_level[2], -empty_of_level[3], -cardinality(ids),
      -disk, -uncompressed, 0);
    RETURN jsonb_build_object('deleted', deleted, 'removed', removed, 'remaining', remaining);
  END
  $$`,

  // Takes what was lost below off the counters of one level. `lost` lists what each parent has lost; it is answered for
  // the level above, with the rows that are empty now.
  `CREATE OR REPLACE FUNCTION shrink_level(of_level integer, INOUT lost jsonb, now_date text, OUT empty_ids bigint[],
    OUT deleted jsonb, OUT remaining jsonb) LANGUAGE plpgsql AS $$
  DECLARE
    shrunk jsonb;
  BEGIN
    WITH loss AS (
      SELECT parent, sum(instances) AS instances, sum(series) AS series, sum(studies) AS studies
      FROM jsonb_to_recordset(lost) AS item (parent bigint, instances integer, series integer, studies integer)
      GROUP BY parent
    ), of_series AS (
      UPDATE series SET instance_count = instance_count - loss.instances, last_update = now_date FROM loss
      WHERE of_level = 2 AND id = loss.parent
      RETURNING id, public_id, parent_id, instance_count, loss.instances, 0 AS series, 0 AS studies
    ), of_study AS (
      UPDATE study SET instance_count = instance_count - loss.instances, series_count = series_count - loss.series,
        last_update = now_date FROM loss WHERE of_level = 1 AND id = loss.parent
      RETURNING id, public_id, parent_id, instance_count, loss.instances, loss.series, 0 AS studies
    ), of_patient AS (
      UPDATE patient SET instance_count = instance_count - loss.instances, series_count = series_count - loss.series,
        study_count = study_count - loss.studies, last_update = now_date FROM loss WHERE of_level = 0 AND id = loss.parent
      RETURNING id, public_id, NULL::bigint AS parent_id, instance_count, loss.instances, loss.series, loss.studies
    ), changed AS (
      SELECT * FROM of_series UNION ALL SELECT * FROM of_study UNION ALL SELECT * FROM of_patient
    )
    SELECT array_agg(id) FILTER (WHERE instance_count = 0),
      jsonb_agg(jsonb_build_array(of_level, public_id)) FILTER (WHERE instance_count = 0),
      jsonb_agg(jsonb_build_array(of_level, public_id)) FILTER (WHERE instance_count > 0),
      jsonb_agg(jsonb_build_object('parent', parent_id, 'instances', instances,
        'series', series + (of_level = 2 AND instance_count = 0)::integer,
        'studies', studies + (of_level = 1 AND instance_count = 0)::integer))
    INTO empty_ids, deleted, remaining, lost FROM changed;
  END
  $$`,

  // One step of a deletion, of at most so many instances; null when there is no such resource.
  `CREATE OR REPLACE FUNCTION delete_resource_step(of_level integer, of_public_id text, maximum_instances integer, now_date text)
  RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    row_id bigint := lock_resource(of_level, of_public_id);
    ids bigint[];
  BEGIN
    IF row_id IS NULL THEN RETURN NULL; END IF;
    CASE of_level
      WHEN 0 THEN ids := ARRAY(SELECT instance.id FROM study JOIN series ON series.parent_id = study.id
        JOIN instance ON instance.parent_id = series.id WHERE study.parent_id = row_id LIMIT maximum_instances);
      WHEN 1 THEN ids := ARRAY(SELECT instance.id FROM series JOIN instance ON instance.parent_id = series.id
        WHERE series.parent_id = row_id LIMIT maximum_instances);
      WHEN 2 THEN ids := ARRAY(SELECT id FROM instance WHERE parent_id = row_id LIMIT maximum_instances);
      ELSE ids := ARRAY[row_id];
    END CASE;
    RETURN delete_instances(ids, now_date);
  END
  $$`,
];
