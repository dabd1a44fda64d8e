import type { Option, OptionRows } from './option.ts';
import { optionGroups } from './options.ts';

/** The table of every option as a Markdown page. */
export function optionDocs(): string {
  const groups = optionGroups.map(({ title, options }) => {
    const rows = Object.entries<Option>(options).flatMap(([key, option]) => rowsOf(key, option));
    return ['', `## ${title}`, '', ...table([['Option', 'Type', 'Default', 'Meaning'], ...rows])].join('\n');
  });
  const introduction = [
    '# Options',
    '',
    'Made from the table in `packages/server/src/config/options` by `packages/server/scripts/generate-option-docs.ts`;',
    'edit that table, not this page. `isocenter --config` prints the same as a configuration file.',
    '',
    'A "—" as default: unset. Options marked _ignored_ are accepted from the configuration of a peer and have no effect',
    'here; those marked _later_ give a warning when they are set.',
  ];
  return `${[...introduction, ...groups].join('\n')}\n`;
}

/** The row of an option, and those of its fields below it. */
function rowsOf(key: string, option: Option): string[][] {
  const { entries, fields, items } = option.type;
  return [
    cells(key, option),
    ...rowsOfFields(key, fields),
    ...rowsOfFields(`${key}.<name>`, entries?.fields),
    ...rowsOfFields(`${key}[]`, items?.fields),
  ];
}

function rowsOfFields(key: string, fields: OptionRows = {}): string[][] {
  return Object.entries(fields).flatMap(([field, row]) => rowsOf(`${key}.${field}`, row));
}

function cells(key: string, option: Option): string[] {
  const aliases = option.aliases === undefined ? '' : ` (also ${option.aliases.map(code).join(', ')})`;
  const type = [option.type.label, option.type.range, option.unit].filter((part) => part !== undefined).join(', ');
  const byDefault = option.default === undefined ? '—' : code(JSON.stringify(option.default));
  const support = option.support === 'yes' ? '' : ` _${option.support}_: ${escaped(option.reason ?? '')}.`;
  return [code(key) + aliases, escaped(type), byDefault.replaceAll('|', '\\|'), escaped(option.meaning) + support];
}

/** The first row is the head; columns are padded, so that the page reads as text too. */
function table(rows: readonly (readonly string[])[]): string[] {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], padding: string): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, padding)).join(' | ')} |`;
  return [line(head, ' '), line([], '-'), ...rows.slice(1).map((row) => line(row, ' '))];
}

function code(text: string): string {
  return `\`${text}\``;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*');
}
