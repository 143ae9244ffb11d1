import fastifyStatic from '@fastify/static';
import { DomainError } from '@baytrace/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { problemOf } from './problem.js';

const aYear = 'public, max-age=31536000, immutable';

/** Vite puts a hash of the content into the names below `assets/`, so these never change. */
const cachingOf = (path: string): string => (path.startsWith('assets/') ? aYear : 'no-cache');

const filesBelow = async (root: string): Promise<Set<string>> => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Set(files.map((file) => relative(root, file).split(sep).join('/')));
};

const pathOf = (request: FastifyRequest): string => {
  const path = request.url.split('?')[0] ?? '/';
  try {
    return decodeURIComponent(path).slice(1);
  } catch {
    // not percent-encoded text, so not the name of a file
    return '';
  }
};

const refuse = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const problem = problemOf(new DomainError('BT-NOT-FOUND'), request.url.split('?')[0] ?? '/', request.id);
  return reply.code(404).type('application/problem+json').send(problem);
};

/**
 * Serves the built web app: its files, and `index.html` for every other path of a page, such as the scanned
 * `/01/<GTIN>/21/<serial>` and `/T/<serial>` (GS1 Digital Link). Unknown paths below `/api` and `/assets`
 * stay 404. The list of files is read once, so a path can never leave the folder.
 */
export const registerWebApp = async (fastify: FastifyInstance, webRoot: string): Promise<void> => {
  const root = resolve(webRoot);
  const files = await filesBelow(root);
  await fastify.register(fastifyStatic, { root, serve: false, cacheControl: false });
  fastify.get('/*', (request, reply) => {
    const path = pathOf(request);
    if (/^(?:api|assets)\//u.test(path) && !files.has(path)) return refuse(request, reply);
    const file = files.has(path) ? path : 'index.html';
    return reply.header('cache-control', cachingOf(file)).sendFile(file);
  });
};
