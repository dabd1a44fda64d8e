import type { Option } from './option.ts';
import { optionGroups } from './options.ts';

/** The table of every option as a Markdown page. */
export function optionDocs(): string {
  const groups = optionGroups.map(({ title, options }) => {
    const rows = Object.entries<Option>(options).map(([key, option]) => row(key, option));
    return ['', `## ${title}`, '', '| Option | Type | Default | Meaning |', '|---|---|---|---|', ...rows].join('\n');
  });
  const introduction = [
    '# Options',
    '',
    'Made from the table in `packages/server/src/config/options` by `packages/server/scripts/generate-option-docs.ts`;',
    'edit that table, not this page. `isocenter --config` prints the same as a configuration file.',
    '',
    'A "—" as default: unset. Options marked *ignored* are accepted from the configuration of a peer and have no effect',
    'here; those marked *later* give a warning when they are set.',
  ];
  return `${[...introduction, ...groups].join('\n')}\n`;
}

function row(key: string, option: Option): string {
  const aliases = option.aliases === undefined ? '' : ` (also ${option.aliases.map(code).join(', ')})`;
  const type = [option.type.label, option.type.range, option.unit].filter((part) => part !== undefined).join(', ');
  const byDefault = option.default === undefined ? '—' : code(JSON.stringify(option.default));
  const support = option.support === 'yes' ? '' : ` *${option.support}*: ${cell(option.reason ?? '')}.`;
  return `| ${code(key)}${aliases} | ${cell(type)} | ${byDefault.replaceAll('|', '\\|')} | ${cell(option.meaning)}${support} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*');
}
