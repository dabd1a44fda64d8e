import type { FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { type BodyLimits, jsonBody, parseJson, textBody } from '../request-body.ts';
import { schemaError } from './schema-error.ts';

/**
 * Reads the body as JSON of this shape.
 * @throws IsocenterError BadJson, BadRequest with the field and what it must be, and as `bodyChunks`
 */
export async function readJson<Schema extends TSchema>(
  request: FastifyRequest,
  limits: BodyLimits,
  schema: Schema,
): Promise<Static<Schema>> {
  return checked(schema, await jsonBody(request, limits));
}

/** As `readJson`, for a body that may be missing: it is then as an empty object. */
export async function readOptionalJson<Schema extends TObject>(
  request: FastifyRequest,
  limits: BodyLimits,
  schema: Schema,
): Promise<Static<Schema>> {
  const text = await textBody(request, limits);
  return checked(schema, text.trim() === '' ? {} : parseJson(text));
}

/**
 * A value that has this shape; fields that the schema does not name are left as they are.
 * @throws IsocenterError BadRequest with the field and what it must be
 */
export function checked<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  if (Value.Check(schema, value)) return value;
  throw new IsocenterError('BadRequest', schemaError(Value.Errors(schema, value)));
}
