import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { deployFiles, textOf } from './deploy-files.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const chart = 'deploy/helm/isocenter';
const templates = deployFiles().filter((path) => path.startsWith(`${chart}/templates/`));
const values: Json = parse(textOf(`${chart}/values.yaml`));
const schema = JSON.parse(textOf(`${chart}/values.schema.json`));

/** Objects whose content is the user's. */
const free = new Set(['configuration']);

function isObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The value at a path; undefined when there is none. */
function at(json: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), json);
}

/** Paths of all values that are not objects with names of the chart. */
function leaves(json: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  if (!isObject(json) || Object.keys(json).length === 0 || free.has(path.at(-1) ?? '')) return [path];
  return Object.entries(json).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function schemaPath(path: readonly string[]): readonly string[] {
  return path.flatMap((key) => ['properties', key]);
}

/** Paths that templates use, as written: `.Values.service.dicom.port`. */
const used = new Set(
  templates.flatMap((path) => [...textOf(path).matchAll(/\.Values\.([\w.]+)/g)].map(([, name = '']) => name)),
);

test('every value that a template uses is in values.yaml and in the schema', () => {
  assert.ok(used.size > 40);
  const missing = [...used].map((name) => name.split('.')).filter((path) => at(values, path) === undefined);
  assert.deepEqual(missing, []);
  assert.deepEqual(
    [...used].map((name) => name.split('.')).filter((path) => at(schema, schemaPath(path)) === undefined),
    [],
  );
});

test('every value of values.yaml is used by a template', () => {
  const idle = leaves(values).filter(
    (path) => !path.some((_, length) => used.has(path.slice(0, length + 1).join('.'))),
  );
  assert.deepEqual(idle, []);
});

const validate = new Ajv().compile(schema);

/** The values with one of them changed. */
function withValue(path: readonly string[], value: Json, json: Json = values): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  assert.ok(isObject(json));
  return { ...json, [key]: withValue(rest, value, json[key]) };
}

test('values.yaml is as its schema says', () => {
  assert.ok(validate(values), JSON.stringify(validate.errors));
});

/** What a user may get wrong. */
const mistakes: readonly (readonly [path: string, value: Json])[] = [
  ['replicas', 2],
  ['service.dicom.prot', 104],
  ['service.dicom.port', '104'],
  ['service.http.type', 'Ingress'],
  ['drainDelaySeconds', -1],
  ['registeredUsers.existingSecret', ''],
  ['configuration.DicomPort', 104],
  ['configuration.HttpPort', 80],
  ['extraSecrets', [{ variable: 'PASSWORD', existingSecret: 'a', key: 'b' }]],
  ['postgresql.password', 'hunter2'],
  ['s3.secretKey', 'hunter2'],
];

for (const [path, value] of mistakes) {
  test(`the schema refuses ${path}: ${JSON.stringify(value)}`, () => {
    assert.equal(validate(withValue(path.split('.'), value)), false);
  });
}

test('the schema takes what several servers need', () => {
  const changes: readonly (readonly [string, Json])[] = [
    ['replicaCount', 3],
    ['persistence.enabled', false],
    ['postgresql.enabled', true],
    ['s3.enabled', true],
    ['s3.endpoint', 'http://s3:8333'],
    ['extraSecrets', [{ variable: 'ISOCENTER__ORTHANC_PEERS', existingSecret: 'a', key: 'b' }]],
    ['networkPolicy', { enabled: true, httpFrom: [], dicomFrom: [{ ipBlock: { cidr: '192.0.2.0/24' } }] }],
  ];
  const several = changes.reduce<Json>((json, [path, value]) => withValue(path.split('.'), value, json), values);
  assert.ok(validate(several), JSON.stringify(validate.errors));
});

/**
 * A template with something in place of each action, and both branches of each condition: good enough to see that what
 * is around the actions is YAML, whatever they give.
 */
function substituted(template: string): string {
  const lines: string[] = [];
  for (const line of template.replaceAll(/{{-?\s*\/\*[\s\S]*?\*\/\s*-?}}\n?/g, '').split('\n')) {
    const place = `x${lines.length}`;
    const [, action = ''] = /^\s*{{-?\s*(.*?)\s*-?}}$/.exec(line) ?? [];
    const [, indent] = /nindent (\d+)$/.exec(action) ?? [];
    if (/^(?:if|else|end|with|range|define|fail)\b|^include "isocenter.checks"/.test(action)) continue;
    if (indent === undefined) lines.push(line.replaceAll(/{{.*?}}/g, place));
    else lines.push(`${' '.repeat(Number(indent))}${isInList(lines, Number(indent)) ? '- ' : ''}${place}: x`);
  }
  return lines.join('\n');
}

/** Whether what is indented so far goes on a list. */
function isInList(lines: readonly string[], indent: number): boolean {
  const before = lines.findLast((line) => line.search(/\S/) >= 0 && line.search(/\S/) <= indent);
  return before?.startsWith(`${' '.repeat(indent)}- `) === true;
}

for (const path of templates.filter((name) => name.endsWith('.yaml') || name.endsWith('/_pod.tpl'))) {
  test(`${path.slice(chart.length + 1)} is YAML around its actions, without a key written twice`, () => {
    const documents = parseAllDocuments(substituted(textOf(path)), { uniqueKeys: true });
    assert.ok(Array.isArray(documents) && documents.length > 0);
    assert.deepEqual(
      documents.flatMap(({ errors, warnings }) => [...errors, ...warnings].map(({ message }) => message)),
      [],
    );
  });
}

test('actions of the templates are closed, and what they include is defined', () => {
  const defined = new Set(
    templates.flatMap((path) => [...textOf(path).matchAll(/define "([^"]+)"/g)].map(([, name]) => name)),
  );
  for (const path of templates) {
    const text = textOf(path);
    const opened = text.match(/{{-?\s*(?:if|with|range|define)\b/g)?.length ?? 0;
    assert.equal(text.match(/{{-?\s*end\s*-?}}/g)?.length ?? 0, opened, path);
    assert.equal(text.match(/{{/g)?.length, text.match(/}}/g)?.length, path);
    for (const [, name] of text.matchAll(/include "([^"]+)"/g)) assert.ok(defined.has(name), `${path}: ${name}`);
  }
});
