/**
 * Files that jobs have made. Whatever deletes a row, be it with its job, notes the blob for removal; 0 is no type of
 * attachment.
 */
export const jobOutputs: readonly string[] = [
  `CREATE TABLE job_output (
    job_number bigint NOT NULL REFERENCES job (number) ON DELETE CASCADE,
    key text NOT NULL,
    uuid text COLLATE "C" NOT NULL,
    size_bytes bigint NOT NULL,
    content_type text NOT NULL,
    filename text NOT NULL,
    used_at_ms bigint NOT NULL,
    PRIMARY KEY (job_number, key)
  )`,
  `CREATE FUNCTION note_removed_output() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO blob_removal (uuid, content_type) VALUES (OLD.uuid, 0) ON CONFLICT DO NOTHING;
    RETURN NULL;
  END
  $$`,
  `CREATE TRIGGER job_output_removed AFTER DELETE ON job_output
    FOR EACH ROW EXECUTE FUNCTION note_removed_output()`,
];
