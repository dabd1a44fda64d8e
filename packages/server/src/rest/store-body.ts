import type { Static, TObject } from 'typebox';
import { isBodyObject, isTexts } from './body-shapes.ts';
import { checked } from './contract/read-body.ts';
import { parseJson } from './request-body.ts';

/**
 * The body of a request to send resources: a public id as text or JSON, an array of them, or an object with options.
 * @throws IsocenterError BadJson, BadRequest
 */
export function storeBody<Schema extends TObject>(text: string, schema: Schema): Static<Schema> {
  return checked(schema, asObject(text.trim()));
}

function asObject(body: string): unknown {
  if (!/^[[{"]/.test(body)) return { Resources: [body] };
  const json = parseJson(body);
  if (typeof json === 'string') return { Resources: [json] };
  if (isTexts(json)) return { Resources: json };
  // The schema says what is missing.
  return isBodyObject(json) ? json : {};
}
