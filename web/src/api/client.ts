import createClient, { type Middleware } from 'openapi-fetch';
import type { GatewayPaths } from './gateway-paths.js';
import { ApiProblem, problemFrom, toProblem } from './problem.js';

/** Where the gateway answers, on the origin that served this page. */
export const apiBase = '/api/v1';

let csrf: string | null = null;
let onSignedOut: (() => void) | null = null;

/** The token that every change must carry; comes with the session. */
export const setCsrf = (token: string | null): void => {
  csrf = token;
};

/** What to do when the gateway says that nobody is signed in (any more). */
export const whenSignedOut = (act: () => void): void => {
  onSignedOut = act;
};

const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD';

const security: Middleware = {
  onRequest({ request }) {
    if (!isSafe(request.method) && csrf !== null) request.headers.set('x-csrf-token', csrf);
    return request;
  },
};

/** Typed calls to the gateway; see {@link take}. */
export const api = createClient<GatewayPaths>({ baseUrl: apiBase, credentials: 'same-origin' });
api.use(security);

const fail = (status: number, body: unknown): never => {
  const problem = problemFrom(status, body);
  if (problem.code === 'BT-SIGN-IN-REQUIRED') onSignedOut?.();
  throw problem;
};

interface Reply {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/**
 * The body of a successful answer: `await take(api.GET('/stock'))`.
 * @throws ApiProblem for a refusal, and with code `OFFLINE` when there was no answer
 */
export const take = async <R extends Reply>(call: Promise<R>): Promise<Exclude<R['data'], undefined>> => {
  const reply = await call.catch((thrown: unknown) => {
    throw toProblem(thrown);
  });
  if (!reply.response.ok) return fail(reply.response.status, reply.error);
  return reply.data as Exclude<R['data'], undefined>;
};

/** The header of a command; give the same key when the user tries the same thing again. */
export const commandHeaders = (key: string): { headers: { 'idempotency-key': string } } => ({
  headers: { 'idempotency-key': key },
});

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

const plainFetch = async (path: string, init: RequestInit): Promise<Response> => {
  const headers = new Headers(init.headers);
  if (!isSafe(init.method ?? 'GET') && csrf !== null) headers.set('x-csrf-token', csrf);
  const response = await fetch(`${apiBase}${path}`, { ...init, headers, credentials: 'same-origin' }).catch(
    (thrown: unknown) => {
      throw toProblem(thrown);
    },
  );
  if (!response.ok) fail(response.status, parseJson(await response.text()));
  return response;
};

/** Sends one file as multipart/form-data. @throws ApiProblem */
export const uploadFile = async <T>(file: File): Promise<T> => {
  const form = new FormData();
  form.append('file', file, file.name);
  const response = await plainFetch('/files', { method: 'POST', body: form });
  return (await response.json()) as T;
};

/** Bytes of a download and the file name the gateway proposes. @throws ApiProblem */
export const fetchFile = async (path: string): Promise<{ blob: Blob; name: string | null }> => {
  const response = await plainFetch(path, {});
  const named = /filename="?([^";]+)"?/u.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { blob: await response.blob(), name: named ?? null };
};

export { ApiProblem };
