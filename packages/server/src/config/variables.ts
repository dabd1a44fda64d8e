const reference = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Replaces `${NAME}` and `${NAME:-default}` in the text of a file, before it is parsed. A variable that is neither
 * set nor has a default becomes nothing and is listed in `unset`.
 */
export function substituteVariables(
  text: string,
  environment: Environment,
): { text: string; unset: readonly string[] } {
  const unset = new Set<string>();
  const substituted = text.replaceAll(reference, (_reference, name: string, byDefault: string | undefined) => {
    const value = (Object.hasOwn(environment, name) ? environment[name] : undefined) ?? byDefault;
    if (value === undefined) unset.add(name);
    return value ?? '';
  });
  return { text: substituted, unset: [...unset] };
}
