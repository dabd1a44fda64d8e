/** What the last stage of a Dockerfile says about the containers made of it. */
export interface ImageSettings {
  readonly env: Readonly<Record<string, string>>;
  /** `uid:gid` */
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  readonly stopSignal: string;
  readonly ports: readonly number[];
}

interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** Reads the forms that the Dockerfile of this repository uses: commands as JSON arrays, `NAME=value` in ENV. */
export function imageSettings(dockerfile: string): ImageSettings {
  const instructions = instructionsOf(dockerfile);
  const stage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
  const last = (name: string): string => stage.findLast((instruction) => instruction.name === name)?.value ?? '';
  const words = (name: string): string[] => JSON.parse(last(name).replace(/^[^[]*/, '') || '[]');
  return {
    env: Object.fromEntries(stage.filter(({ name }) => name === 'ENV').flatMap(({ value }) => assignments(value))),
    user: last('USER'),
    entrypoint: words('ENTRYPOINT'),
    command: words('CMD'),
    healthCheck: words('HEALTHCHECK'),
    stopSignal: last('STOPSIGNAL'),
    ports: last('EXPOSE').split(/\s+/).map(Number),
  };
}

/** One per instruction, its lines put together. */
function instructionsOf(dockerfile: string): Instruction[] {
  return dockerfile
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...rest] = line.trim().split(/\s+/);
      return { name: name.toUpperCase(), value: rest.join(' ') };
    });
}

function assignments(value: string): [name: string, value: string][] {
  return [...value.matchAll(/(\w+)=(?:'([^']*)'|"([^"]*)"|(\S+))/g)].map(
    ([, name = '', single, double, bare]): [string, string] => [name, single ?? double ?? bare ?? ''],
  );
}
