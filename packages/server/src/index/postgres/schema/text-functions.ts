/** Functions on texts. */
export const textFunctions: readonly string[] = [
  // As `foldText` of the server: combining accents go, other marks stay, upper case.
  `CREATE OR REPLACE FUNCTION fold_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT upper(normalize(regexp_replace(normalize(value, NFD), '[\\u0300-\\u036f]', '', 'g'), NFC)
      COLLATE "und-x-icu") COLLATE "C"
  $$`,

  // Of its bytes in UTF-8, whatever the database is encoded in.
  `CREATE OR REPLACE FUNCTION md5_of_text(value text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT md5(convert_to(value, 'UTF8'))
  $$`,
];
