/**
 * The first schema. Tags, folded tags and metadata are JSON objects; what is searched has a typed column of its own.
 *
 * Every table of a level has `parent_id`, counters of its descendants, `last_update` (`YYYYMMDDTHHMMSS`) and
 * `unstable_since_ms`: when its last instance came, null once the resource has been reported as stable. Rows of
 * `attachment`, `user_metadata` and `label` name their resource by depth (0 patient to 3 instance) and row number.
 * Few indexes of the instance table are in random order (public_id, sop_instance_uid): they cost a page per insertion
 * once the table is large.
 */
export const firstSchema: readonly string[] = [
  `CREATE TABLE patient (
    id INTEGER PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    patient_id TEXT NOT NULL,
    patient_name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    tags TEXT NOT NULL,
    folded TEXT,
    metadata TEXT NOT NULL,
    study_count INTEGER NOT NULL DEFAULT 0,
    series_count INTEGER NOT NULL DEFAULT 0,
    instance_count INTEGER NOT NULL DEFAULT 0,
    last_update TEXT NOT NULL,
    unstable_since_ms INTEGER,
    is_protected INTEGER NOT NULL DEFAULT 0,
    recycling_order_ms INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX patient_by_patient_id ON patient (patient_id)',
  'CREATE INDEX patient_by_patient_name ON patient (patient_name)',
  'CREATE INDEX patient_by_birth_date ON patient (birth_date)',
  'CREATE INDEX patient_unstable ON patient (unstable_since_ms) WHERE unstable_since_ms IS NOT NULL',
  'CREATE INDEX patient_to_recycle ON patient (recycling_order_ms) WHERE is_protected = 0',

  `CREATE TABLE study (
    id INTEGER PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    parent_id INTEGER NOT NULL REFERENCES patient (id),
    study_instance_uid TEXT NOT NULL,
    accession_number TEXT NOT NULL,
    study_date TEXT NOT NULL,
    study_description TEXT NOT NULL,
    tags TEXT NOT NULL,
    folded TEXT,
    metadata TEXT NOT NULL,
    series_count INTEGER NOT NULL DEFAULT 0,
    instance_count INTEGER NOT NULL DEFAULT 0,
    last_update TEXT NOT NULL,
    unstable_since_ms INTEGER
  ) STRICT`,
  'CREATE INDEX study_of_patient ON study (parent_id)',
  'CREATE INDEX study_by_study_instance_uid ON study (study_instance_uid)',
  'CREATE INDEX study_by_accession_number ON study (accession_number)',
  'CREATE INDEX study_by_study_date ON study (study_date)',
  'CREATE INDEX study_by_study_description ON study (study_description)',
  'CREATE INDEX study_unstable ON study (unstable_since_ms) WHERE unstable_since_ms IS NOT NULL',

  `CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    parent_id INTEGER NOT NULL REFERENCES study (id),
    series_instance_uid TEXT NOT NULL,
    modality TEXT NOT NULL,
    expected_instances INTEGER,
    tags TEXT NOT NULL,
    folded TEXT,
    metadata TEXT NOT NULL,
    instance_count INTEGER NOT NULL DEFAULT 0,
    last_update TEXT NOT NULL,
    unstable_since_ms INTEGER
  ) STRICT`,
  'CREATE INDEX series_of_study ON series (parent_id, modality)',
  'CREATE INDEX series_by_series_instance_uid ON series (series_instance_uid)',
  'CREATE INDEX series_unstable ON series (unstable_since_ms) WHERE unstable_since_ms IS NOT NULL',

  `CREATE TABLE instance (
    id INTEGER PRIMARY KEY,
    public_id TEXT NOT NULL UNIQUE,
    parent_id INTEGER NOT NULL REFERENCES series (id),
    sop_instance_uid TEXT NOT NULL,
    sop_class_uid TEXT NOT NULL,
    transfer_syntax_uid TEXT NOT NULL,
    index_in_series INTEGER,
    tags TEXT NOT NULL,
    folded TEXT,
    metadata TEXT NOT NULL
  ) STRICT`,
  // Instances without a number come last.
  'CREATE INDEX instance_of_series ON instance (parent_id, coalesce(index_in_series, 9007199254740991))',
  'CREATE INDEX instance_by_sop_instance_uid ON instance (sop_instance_uid)',

  `CREATE TABLE attachment (
    level INTEGER NOT NULL,
    resource_id INTEGER NOT NULL,
    content_type INTEGER NOT NULL,
    uuid TEXT NOT NULL,
    uncompressed_size INTEGER NOT NULL,
    compressed_size INTEGER NOT NULL,
    uncompressed_md5 TEXT NOT NULL,
    compressed_md5 TEXT NOT NULL,
    compression TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (level, resource_id, content_type)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE user_metadata (
    level INTEGER NOT NULL,
    resource_id INTEGER NOT NULL,
    name INTEGER NOT NULL,
    value TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (level, resource_id, name)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE label (
    level INTEGER NOT NULL,
    resource_id INTEGER NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (level, resource_id, label)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX label_by_label ON label (label, level, resource_id)',

  `CREATE TABLE change (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    type INTEGER NOT NULL,
    level INTEGER NOT NULL,
    public_id TEXT NOT NULL,
    date TEXT NOT NULL
  ) STRICT`,
  // 2 is NewInstance: nearly all changes are, so that a search for them needs no index, and one for others does.
  'CREATE INDEX change_by_type ON change (type, sequence) WHERE type <> 2',
  'CREATE TABLE blob_removal (uuid TEXT PRIMARY KEY, content_type INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  // Ids are not used again, so that a late drop harms no newer copy.
  'CREATE TABLE blob_copy (id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL, bytes BLOB NOT NULL) STRICT',
  'CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID',
  `CREATE TABLE statistic (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    patients INTEGER NOT NULL DEFAULT 0,
    studies INTEGER NOT NULL DEFAULT 0,
    series INTEGER NOT NULL DEFAULT 0,
    instances INTEGER NOT NULL DEFAULT 0,
    disk_bytes INTEGER NOT NULL DEFAULT 0,
    uncompressed_bytes INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
  'INSERT INTO statistic (id) VALUES (1)',

  `CREATE TABLE job (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    state TEXT NOT NULL,
    priority INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    completed_at_ms INTEGER,
    started_at_ms INTEGER,
    runtime_ms REAL NOT NULL DEFAULT 0,
    progress INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    retry_at_ms INTEGER,
    error TEXT,
    user_data TEXT,
    parameters TEXT NOT NULL,
    content TEXT NOT NULL,
    owner TEXT,
    lease_until_ms INTEGER,
    requested TEXT,
    waiting_items INTEGER NOT NULL,
    done_items INTEGER NOT NULL DEFAULT 0,
    failed_items INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
  'CREATE INDEX job_by_state ON job (state, priority DESC, created_at_ms)',
  `CREATE TABLE job_item (
    job_number INTEGER NOT NULL REFERENCES job (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'Waiting',
    comment TEXT,
    PRIMARY KEY (job_number, position)
  ) STRICT, WITHOUT ROWID`,
  "CREATE INDEX job_item_waiting ON job_item (job_number, position) WHERE state = 'Waiting'",
];
