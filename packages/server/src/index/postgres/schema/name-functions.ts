/** Functions around the names of blobs. */
export const nameFunctions: readonly string[] = [
  // Whether names that begin so are still the server's, until the end of the transaction: once others have found it
  // silent for too long and look through what it has left behind, none of its instances may come into the index any more.
  // Null: not asked.
  `CREATE OR REPLACE FUNCTION require_names(prefixes text[], of_server text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT count(*) FROM (SELECT 1 FROM blob_batch WHERE prefix = ANY (prefixes) AND server_id = of_server FOR SHARE)
      AS held) < cardinality(prefixes) THEN
      RAISE EXCEPTION USING ERRCODE = 'ISONL',
        MESSAGE = 'Other servers have taken this one for dead: the names of its files are void';
    END IF;
  END
  $$`,

  // Takes over, to look through them, the batches that nobody uses any more. Answers their beginnings.
  `CREATE OR REPLACE FUNCTION take_left_batches(collector text, silent_ms bigint) RETURNS SETOF text LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM server WHERE seen_at < clock_timestamp() - silent_ms * interval '1 millisecond' AND id <> collector;
    RETURN QUERY UPDATE blob_batch SET server_id = NULL, collector_id = collector
    WHERE prefix IN (SELECT prefix FROM blob_batch
      WHERE NOT EXISTS (SELECT 1 FROM server WHERE id = server_id)
        AND (collector_id = collector OR NOT EXISTS (SELECT 1 FROM server WHERE id = collector_id))
      ORDER BY prefix FOR UPDATE)
    RETURNING prefix;
  END
  $$`,
];
