/**
 * Files that jobs have made. Whatever deletes a row, be it with its job, notes the blob for removal; 0 is no type of
 * attachment.
 */
export const jobOutputs: readonly string[] = [
  `CREATE TABLE job_output (
    job_number INTEGER NOT NULL REFERENCES job (number) ON DELETE CASCADE,
    key TEXT NOT NULL,
    uuid TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    filename TEXT NOT NULL,
    used_at_ms INTEGER NOT NULL,
    PRIMARY KEY (job_number, key)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER job_output_removed AFTER DELETE ON job_output BEGIN
    INSERT INTO blob_removal (uuid, content_type) VALUES (OLD.uuid, 0) ON CONFLICT (uuid) DO NOTHING;
  END`,
];
