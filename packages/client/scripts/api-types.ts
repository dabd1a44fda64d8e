import openapiTS, { astToString } from 'openapi-typescript';
import { startOwnServer } from './own-server.ts';

const head = '// Generated from the OpenAPI document of the server (scripts/generate-types.ts): do not edit.\n\n';

/** The text of the module with the types of all routes. */
export async function apiTypes(): Promise<string> {
  return head + astToString(await openapiTS(await apiDocument(), { alphabetize: true }));
}

/** The OpenAPI document as a server answers it. */
export async function apiDocument(): Promise<string> {
  const server = await startOwnServer({}, everythingOn);
  try {
    const answer = await fetch(`${server.baseUrl}/api/openapi.json`);
    return await answer.text();
  } finally {
    await server.stop();
  }
}

/** Routes that are only there when an option says so. */
const everythingOn = {
  DicomServerEnabled: false,
  ExecuteLuaEnabled: true,
  Worklists: { Enable: true, SaveInOrthancDatabase: true },
};
