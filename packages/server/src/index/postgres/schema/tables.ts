/**
 * The tables of the first schema; they say what those of SQLite say. Texts are compared by code points, as everywhere
 * in the index. Tables of levels leave room in their pages: their counters change with every instance, and a row that
 * stays in its page costs no index entry.
 *
 * Whoever changes a resource, or anything below it, holds the row of its patient: nothing else needs a lock, and no two
 * servers wait for each other. Only `statistic` is locked after that, last of all and until the commit; it gives out the
 * numbers of changes, so that they are in the order of their commits.
 */
export const tables: readonly string[] = [
  `CREATE TABLE patient (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    public_id text COLLATE "C" NOT NULL UNIQUE,
    patient_id text COLLATE "C" NOT NULL,
    patient_name text COLLATE "C" NOT NULL,
    birth_date text COLLATE "C" NOT NULL,
    tags jsonb NOT NULL,
    folded jsonb,
    metadata jsonb NOT NULL,
    study_count integer NOT NULL DEFAULT 0,
    series_count integer NOT NULL DEFAULT 0,
    instance_count integer NOT NULL DEFAULT 0,
    last_update text NOT NULL,
    unstable_since_ms bigint,
    is_protected integer NOT NULL DEFAULT 0,
    recycling_order_ms bigint NOT NULL
  ) WITH (fillfactor = 80)`,
  'CREATE INDEX patient_by_patient_id ON patient (patient_id)',
  'CREATE INDEX patient_by_patient_name ON patient (patient_name)',
  'CREATE INDEX patient_by_birth_date ON patient (birth_date)',
  'CREATE INDEX patient_unstable ON patient (unstable_since_ms) WHERE unstable_since_ms IS NOT NULL',
  'CREATE INDEX patient_to_recycle ON patient (recycling_order_ms, id) WHERE is_protected = 0',

  `CREATE TABLE study (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    public_id text COLLATE "C" NOT NULL UNIQUE,
    parent_id bigint NOT NULL REFERENCES patient (id),
    study_instance_uid text COLLATE "C" NOT NULL,
    accession_number text COLLATE "C" NOT NULL,
    study_date text COLLATE "C" NOT NULL,
    study_description text COLLATE "C" NOT NULL,
    tags jsonb NOT NULL,
    folded jsonb,
    metadata jsonb NOT NULL,
    series_count integer NOT NULL DEFAULT 0,
    instance_count integer NOT NULL DEFAULT 0,
    last_update text NOT NULL,
    unstable_since_ms bigint
  ) WITH (fillfactor = 80)`,
  'CREATE INDEX study_of_patient ON study (parent_id)',
  'CREATE INDEX study_by_study_instance_uid ON study (study_instance_uid)',
  'CREATE INDEX study_by_accession_number ON study (accession_number)',
  'CREATE INDEX study_by_study_date ON study (study_date)',
  'CREATE INDEX study_by_study_description ON study (study_description)',
  'CREATE INDEX study_unstable ON study (unstable_since_ms) WHERE unstable_since_ms IS NOT NULL',

  `CREATE TABLE series (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    public_id text COLLATE "C" NOT NULL UNIQUE,
    parent_id bigint NOT NULL REFERENCES study (id),
    series_instance_uid text COLLATE "C" NOT NULL,
    modality text COLLATE "C" NOT NULL,
    expected_instances integer,
    tags jsonb NOT NULL,
    folded jsonb,
    metadata jsonb NOT NULL,
    instance_count integer NOT NULL DEFAULT 0,
    last_update text NOT NULL,
    unstable_since_ms bigint
  ) WITH (fillfactor = 80)`,
  'CREATE INDEX series_of_study ON series (parent_id, modality)',
  'CREATE INDEX series_by_series_instance_uid ON series (series_instance_uid)',
  'CREATE INDEX series_unstable ON series (unstable_since_ms) WHERE unstable_since_ms IS NOT NULL',

  // No foreign key: it would lock the row of the series once per instance, which the lock on the patient does already.
  `CREATE TABLE instance (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    public_id text COLLATE "C" NOT NULL UNIQUE,
    parent_id bigint NOT NULL,
    sop_instance_uid text COLLATE "C" NOT NULL,
    sop_class_uid text COLLATE "C" NOT NULL,
    transfer_syntax_uid text NOT NULL,
    index_in_series bigint,
    tags jsonb NOT NULL,
    folded jsonb,
    metadata jsonb NOT NULL
  )`,
  // Instances without a number come last.
  'CREATE INDEX instance_of_series ON instance (parent_id, (coalesce(index_in_series, 9007199254740991)), id)',
  'CREATE INDEX instance_by_sop_instance_uid ON instance (sop_instance_uid)',

  `CREATE TABLE attachment (
    level integer NOT NULL,
    resource_id bigint NOT NULL,
    content_type integer NOT NULL,
    uuid text COLLATE "C" NOT NULL,
    uncompressed_size bigint NOT NULL,
    compressed_size bigint NOT NULL,
    uncompressed_md5 text NOT NULL,
    compressed_md5 text NOT NULL,
    compression text NOT NULL,
    revision bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (level, resource_id, content_type)
  )`,
  // Names of one batch share their beginning: new entries come side by side, not all over the index.
  'CREATE INDEX attachment_by_uuid ON attachment (uuid)',
  `CREATE TABLE user_metadata (
    level integer NOT NULL,
    resource_id bigint NOT NULL,
    name integer NOT NULL,
    value text COLLATE "C" NOT NULL,
    revision bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (level, resource_id, name)
  )`,
  `CREATE TABLE label (
    level integer NOT NULL,
    resource_id bigint NOT NULL,
    label text COLLATE "C" NOT NULL,
    PRIMARY KEY (level, resource_id, label)
  )`,
  'CREATE INDEX label_by_label ON label (label, level, resource_id)',

  `CREATE TABLE change (
    sequence bigint PRIMARY KEY,
    type integer NOT NULL,
    level integer NOT NULL,
    public_id text COLLATE "C" NOT NULL,
    date text NOT NULL
  )`,
  // 2 is NewInstance: nearly all changes are, so that a search for them needs no index, and one for others does.
  'CREATE INDEX change_by_type ON change (type, sequence) WHERE type <> 2',
  `CREATE TABLE blob_removal (
    uuid text COLLATE "C" PRIMARY KEY,
    content_type integer NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX blob_removal_by_age ON blob_removal (noted_at)',
  // The servers on this database; one that is not seen any more is gone.
  'CREATE TABLE server (id text PRIMARY KEY, seen_at timestamptz NOT NULL)',
  // Beginnings of the names that blobs under way may have, and whose they are; without a server they are nobody's, and
  // the collector compares the storage area with the index.
  'CREATE TABLE blob_batch (prefix text COLLATE "C" PRIMARY KEY, server_id text, collector_id text)',
  'CREATE TABLE property (name text PRIMARY KEY, value text NOT NULL)',
  `CREATE TABLE setting (
    kind text NOT NULL,
    name text COLLATE "C" NOT NULL,
    value jsonb NOT NULL,
    PRIMARY KEY (kind, name)
  )`,
  `CREATE TABLE statistic (
    id integer PRIMARY KEY CHECK (id = 1),
    patients bigint NOT NULL DEFAULT 0,
    studies bigint NOT NULL DEFAULT 0,
    series bigint NOT NULL DEFAULT 0,
    instances bigint NOT NULL DEFAULT 0,
    disk_bytes bigint NOT NULL DEFAULT 0,
    uncompressed_bytes bigint NOT NULL DEFAULT 0,
    change_sequence bigint NOT NULL DEFAULT 0
  ) WITH (fillfactor = 10)`,
  'INSERT INTO statistic (id) VALUES (1)',

  `CREATE TABLE job (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    type text NOT NULL,
    state text NOT NULL,
    priority bigint NOT NULL,
    created_at_ms bigint NOT NULL,
    completed_at_ms bigint,
    started_at_ms bigint,
    runtime_ms double precision NOT NULL DEFAULT 0,
    progress integer NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    retry_at_ms bigint,
    error text,
    user_data text,
    parameters text NOT NULL,
    content text NOT NULL,
    owner text,
    lease_until_ms bigint,
    requested text,
    waiting_items integer NOT NULL,
    done_items integer NOT NULL DEFAULT 0,
    failed_items integer NOT NULL DEFAULT 0
  ) WITH (fillfactor = 70)`,
  'CREATE INDEX job_by_state ON job (state, priority DESC, created_at_ms)',
  `CREATE TABLE job_item (
    job_number bigint NOT NULL REFERENCES job (number) ON DELETE CASCADE,
    position integer NOT NULL,
    key text NOT NULL,
    state text NOT NULL DEFAULT 'Waiting',
    comment text,
    PRIMARY KEY (job_number, position)
  )`,
  "CREATE INDEX job_item_waiting ON job_item (job_number, position) WHERE state = 'Waiting'",
];
