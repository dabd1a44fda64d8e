/** What users set at runtime: modalities and peers, each a JSON value. */
export const settings: readonly string[] = [
  `CREATE TABLE setting (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, name)
  ) WITHOUT ROWID`,
];
