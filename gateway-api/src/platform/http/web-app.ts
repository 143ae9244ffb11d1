import { DomainError } from '@baytrace/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { problemOf } from './problem.js';

const compress = promisify(gzip);
const aYear = 'public, max-age=31536000, immutable';

/** Media types of what Vite builds; the ones with `true` are worth compressing. */
const kinds: Readonly<Record<string, readonly [mediaType: string, text: boolean]>> = {
  '.html': ['text/html; charset=utf-8', true],
  '.js': ['text/javascript; charset=utf-8', true],
  '.css': ['text/css; charset=utf-8', true],
  '.json': ['application/json', true],
  '.map': ['application/json', true],
  '.svg': ['image/svg+xml', true],
  '.txt': ['text/plain; charset=utf-8', true],
  '.webmanifest': ['application/manifest+json', true],
  '.wasm': ['application/wasm', true],
  '.ttf': ['font/ttf', true],
  '.woff': ['font/woff', false],
  '.woff2': ['font/woff2', false],
  '.png': ['image/png', false],
  '.jpg': ['image/jpeg', false],
  '.webp': ['image/webp', false],
  '.ico': ['image/x-icon', false],
};

interface Asset {
  readonly mediaType: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly zipped?: Buffer;
}

const load = async (file: string): Promise<Asset> => {
  const plain = await readFile(file);
  const [mediaType, text] = kinds[extname(file).toLowerCase()] ?? ['application/octet-stream', false];
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 27)}"`;
  return { mediaType, etag, plain, ...(text ? { zipped: await compress(plain, { level: 9 }) } : {}) };
};

/** The built files by their path, each read and compressed once, when first asked for. */
class Assets {
  readonly #loaded = new Map<string, Promise<Asset>>();

  private constructor(private readonly files: ReadonlyMap<string, string>) {}

  static async below(root: string): Promise<Assets> {
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return new Assets(new Map(files.map((file) => [relative(root, file).split(sep).join('/'), file])));
  }

  get(path: string): Promise<Asset> | undefined {
    const file = this.files.get(path);
    if (file === undefined) return undefined;
    const known = this.#loaded.get(path);
    if (known !== undefined) return known;
    const asset = load(file).catch((error: unknown) => {
      // a file that cannot be read now may be readable at the next request
      this.#loaded.delete(path);
      throw error;
    });
    this.#loaded.set(path, asset);
    return asset;
  }
}

const pathOf = (request: FastifyRequest): string => {
  const path = request.url.split('?')[0] ?? '/';
  try {
    return decodeURIComponent(path).slice(1);
  } catch {
    // not percent-encoded text, so not the name of a file
    return '';
  }
};

const send = (request: FastifyRequest, reply: FastifyReply, path: string, asset: Asset): FastifyReply => {
  // Vite puts a hash of the content into the names below assets/, so these never change
  void reply.header('cache-control', path.startsWith('assets/') ? aYear : 'no-cache');
  void reply.header('etag', asset.etag).header('vary', 'accept-encoding').type(asset.mediaType);
  if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send();
  const zipped = /\bgzip\b/u.test(request.headers['accept-encoding'] ?? '') ? asset.zipped : undefined;
  return zipped === undefined
    ? reply.send(asset.plain)
    : reply.header('content-encoding', 'gzip').send(zipped);
};

const refuse = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const problem = problemOf(new DomainError('BT-NOT-FOUND'), request.url.split('?')[0] ?? '/', request.id);
  return reply.code(404).type('application/problem+json').send(problem);
};

/**
 * Serves the built web app: its files, and `index.html` for every other path of a page, such as the scanned
 * `/01/<GTIN>/21/<serial>` and `/T/<serial>` (GS1 Digital Link). Unknown paths below `/api` and `/assets`
 * stay 404. The list of files is read once, at start, so a path can never leave the folder.
 */
export const registerWebApp = async (fastify: FastifyInstance, webRoot: string): Promise<void> => {
  const assets = await Assets.below(resolve(webRoot));
  fastify.get('/*', async (request, reply) => {
    const path = pathOf(request);
    const asset = await assets.get(path);
    if (asset !== undefined) return send(request, reply, path, asset);
    const page = /^(?:api|assets)(?:\/|$)/u.test(path) ? undefined : await assets.get('index.html');
    return page === undefined ? refuse(request, reply) : send(request, reply, 'index.html', page);
  });
};
