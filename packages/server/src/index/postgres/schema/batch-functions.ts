import { plannedOnce } from './planned-once.ts';

/**
 * Stores a batch of instances in one round trip. The parents say what patients, studies and series are to be where they
 * are missing; each instance comes once in a batch.
 */
export const batchFunctions: readonly string[] = [
  // Answers { fates: {public id: fate}, patients, studies, series: new ones, complete: series, replaced: see
  // delete_instances }.
  `CREATE OR REPLACE FUNCTION store_instances(given_patients jsonb, given_studies jsonb, given_series jsonb, given_instances jsonb,
    prefixes text[], of_server text) RETURNS jsonb LANGUAGE plpgsql ${plannedOnce} AS $$
  DECLARE
    patient_ids text[] := ARRAY(SELECT DISTINCT jsonb_array_elements(given_instances) ->> 'patient');
    new_patients text[] := '{}';
    new_studies text[] := '{}';
    new_series text[] := '{}';
    complete_series text[];
    fates jsonb;
    fresh text[];
    replaced_ids bigint[];
    replaced jsonb;
    is_stored boolean;
    size record;
    changes integer;
  BEGIN
    PERFORM require_names(prefixes, of_server);
    WHILE (SELECT count(*) FROM (SELECT 1 FROM patient WHERE public_id = ANY (patient_ids) ORDER BY public_id FOR UPDATE)
      AS held) < cardinality(patient_ids)
    LOOP
      IF given_patients = '[]' THEN PERFORM refuse_without_parents(); END IF;
      new_patients := new_patients || add_patients(given_patients);
    END LOOP;

    SELECT jsonb_object_agg(public_id, fate), array_agg(public_id) FILTER (WHERE fate IN ('Fresh', 'Replaces')),
      array_agg(known_id) FILTER (WHERE fate = 'Replaces'), bool_or(fate = 'AlreadyStored')
      INTO fates, fresh, replaced_ids, is_stored FROM fates_of(given_instances);
    -- One after the other, so that a parent whose instances are all replaced lives on.
    IF replaced_ids IS NOT NULL AND jsonb_array_length(given_instances) > 1 THEN
      -- Each call makes and counts what is new to it.
      DELETE FROM patient WHERE public_id = ANY (new_patients);
      RETURN store_one_by_one(given_patients, given_studies, given_series, given_instances);
    END IF;
    IF replaced_ids IS NOT NULL THEN
      replaced := delete_instances(replaced_ids, given_instances -> 0 ->> 'date');
      new_patients := new_patients || add_patients(given_patients);
    END IF;
    IF is_stored THEN
      INSERT INTO blob_removal (uuid, content_type)
      SELECT file.uuid, file.content_type
      FROM jsonb_to_recordset(given_instances) AS given (public_id text, attachments jsonb),
        jsonb_to_recordset(given.attachments) AS file (uuid text, content_type integer)
      WHERE fates ->> given.public_id = 'AlreadyStored' ON CONFLICT DO NOTHING;
    END IF;
    IF fresh IS NULL THEN RETURN jsonb_build_object('fates', fates); END IF;

    IF given_patients <> '[]' THEN
      new_studies := add_studies(given_studies);
      new_series := add_series(given_series);
    END IF;
    SELECT * INTO size FROM add_instances(given_instances, fresh);
    complete_series := grow_counters(given_instances, fresh, new_studies, new_series);
    changes := cardinality(fresh) + cardinality(new_patients) + cardinality(new_studies) + cardinality(new_series)
      + cardinality(complete_series);
    PERFORM add_changes(
      add_to_totals(cardinality(new_patients), cardinality(new_studies), cardinality(new_series), cardinality(fresh),
        size.disk, size.uncompressed, changes),
      given_instances, fresh, new_patients, new_studies, new_series, complete_series);
    RETURN jsonb_build_object('fates', fates, 'patients', new_patients, 'studies', new_studies, 'series', new_series,
      'complete', complete_series, 'replaced', replaced);
  END
  $$`,

  // The parents were left out, and somebody has deleted some: the server asks again and says what they are to be.
  `CREATE OR REPLACE FUNCTION refuse_without_parents() RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION USING ERRCODE = 'ISPAR', MESSAGE = 'Parents that an instance was to belong to are gone';
  END
  $$`,

  // Answers { each: [what store_instances answers …] }.
  `CREATE OR REPLACE FUNCTION store_one_by_one(given_patients jsonb, given_studies jsonb, given_series jsonb, given_instances jsonb)
  RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    item jsonb;
    answers jsonb := '[]';
  BEGIN
    FOR item IN SELECT jsonb_array_elements(given_instances) LOOP
      answers := answers || jsonb_build_array(store_instances(
        jsonb_path_query_array(given_patients, '$[*] ? (@.public_id == $id)', jsonb_build_object('id', item -> 'patient')),
        jsonb_path_query_array(given_studies, '$[*] ? (@.public_id == $id)', jsonb_build_object('id', item -> 'study')),
        jsonb_path_query_array(given_series, '$[*] ? (@.public_id == $id)', jsonb_build_object('id', item -> 'series')),
        jsonb_build_array(item), NULL, NULL));
    END LOOP;
    RETURN jsonb_build_object('each', answers);
  END
  $$`,

  // Stores one instance within limits, of which 0 is none; see make_room. Answers what store_instances answers, with
  // { recycled: [see delete_instances] }; null when the archive is full, and nothing has changed then.
  `CREATE OR REPLACE FUNCTION store_within_limits(given_patients jsonb, given_studies jsonb, given_series jsonb,
    given_instances jsonb, prefixes text[], of_server text, added_bytes bigint, maximum_bytes bigint, maximum_patients bigint, recycles boolean)
  RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    fate text;
    recycled jsonb := '[]';
  BEGIN
    PERFORM take_turn_for_room();
    SELECT fates_of.fate INTO fate FROM fates_of(given_instances);
    IF fate NOT IN ('AlreadyStored', 'Repeated') THEN
      recycled := make_room(given_instances -> 0 ->> 'patient', ARRAY[given_instances -> 0 ->> 'study'], added_bytes,
        maximum_bytes, maximum_patients, recycles, given_instances -> 0 ->> 'date');
    END IF;
    RETURN store_instances(given_patients, given_studies, given_series, given_instances, prefixes, of_server)
      || jsonb_build_object('recycled', recycled);
  END
  $$`,

  // Servers that look for room take turns.
  `CREATE OR REPLACE FUNCTION take_turn_for_room() RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtext('isocenter.recycling'))
  $$`,

  // Deletes until there is room: what the relay has cached of other studies than its own, as it can be fetched again; then,
  // where that is allowed, the patients stored to least recently, other than its own. Answers what delete_instances
  // answers for each.
  `CREATE OR REPLACE FUNCTION make_room(own text, own_studies text[], added_bytes bigint, maximum_bytes bigint,
    maximum_patients bigint, recycles boolean, now_date text) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    oldest text;
    step jsonb;
    recycled jsonb := '[]';
  BEGIN
    IF has_room(own, added_bytes, maximum_bytes, maximum_patients) THEN RETURN recycled; END IF;
    recycled := recycle_cache(own, own_studies, added_bytes, maximum_bytes, 0, now_date);
    recycled := recycled || recycle_cache(own, own_studies, added_bytes, 0, maximum_patients, now_date);
    WHILE NOT has_room(own, added_bytes, maximum_bytes, maximum_patients) LOOP
      SELECT public_id INTO oldest FROM patient WHERE is_protected = 0 AND public_id <> own
        ORDER BY recycling_order_ms, id LIMIT 1;
      IF oldest IS NULL OR NOT recycles THEN
        RAISE EXCEPTION USING ERRCODE = 'ISOFS', MESSAGE = CASE WHEN recycles
          THEN 'No patient is left that may be deleted' ELSE 'The archive has reached its limits' END;
      END IF;
      step := delete_resource_step(0, oldest, 2147483647, now_date);
      IF step IS NOT NULL THEN recycled := recycled || jsonb_build_array(step); END IF;
    END LOOP;
    RETURN recycled;
  END
  $$`,

  `CREATE OR REPLACE FUNCTION has_room(patient_public_id text, added_bytes bigint, maximum_bytes bigint, maximum_patients bigint)
  RETURNS boolean LANGUAGE sql AS $$
    SELECT (maximum_bytes = 0 OR disk_bytes + added_bytes <= maximum_bytes)
      AND (maximum_patients = 0 OR patients < maximum_patients
        OR EXISTS (SELECT 1 FROM patient WHERE public_id = patient_public_id))
    FROM statistic
  $$`,
];
