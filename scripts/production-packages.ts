/** What a lock file says of one package, by its folder. */
export interface LockedPackage {
  /** It need not be installed: it may be for another platform. */
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** `packages` of a `package-lock.json`. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * The folders of all packages that a program needs when it runs: those named, seen from its folder, and what they need.
 * @throws Error when the lock file lacks one that is not optional
 */
export function productionPackages(
  locked: LockedPackages,
  folder: string,
  names: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  const add = (from: string, name: string, optional: boolean): void => {
    const path = foldersUpward(from, name).find((candidate) => Object.hasOwn(locked, candidate));
    if (path === undefined) {
      if (optional) return;
      throw new Error(`${name}, which ${from} needs, is not in the lock file`);
    }
    if (found.has(path)) return;
    found.add(path);
    const { dependencies, optionalDependencies = {}, peerDependencies, peerDependenciesMeta = {} } = locked[path] ?? {};
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
      add(path, dependency, Object.hasOwn(optionalDependencies, dependency));
    }
    for (const peer of Object.keys(peerDependencies ?? {})) {
      add(path, peer, peerDependenciesMeta[peer]?.optional === true);
    }
  };
  for (const name of names) add(folder, name, false);
  return [...found].toSorted();
}

/** Where Node looks for a package, the nearest place first. */
function foldersUpward(from: string, name: string): readonly string[] {
  const parts = from.split('/');
  return parts
    .map((_, position) => [...parts.slice(0, parts.length - position), 'node_modules', name].join('/'))
    .concat(`node_modules/${name}`)
    .filter((path) => !path.includes('node_modules/node_modules'));
}
