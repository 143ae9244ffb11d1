import { mkdir, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { FabricNetworkError } from '../errors/fabric-network-error.js';
import { readAnswer, type ArchiveAnswer } from './archive-response.js';
import { storageFailure, systemCode } from './install-failure.js';
import { PartialDownload } from './partial-download.js';
import type { ReleaseArchive } from './release-archive.js';
import { Silence } from './silence.js';

/** Told as bytes arrive; the total is undefined when the server does not say. */
export type Progress = (received: number, total: number | undefined) => void;

/** How patiently to download. */
export interface DownloadOptions {
  readonly progress: Progress;
  /** Attempts in a row that bring nothing before giving up. */
  readonly attempts?: number;
  /** Pause after the first of them, in ms; doubles each time. */
  readonly pauseMs?: number;
  /** Silence after which a connection counts as cut, in ms. */
  readonly silenceMs?: number;
}

/** Unpacked, the programs are about three times the archive; both are there for a moment. */
const spaceFactor = 4;
const mostRounds = 1000;

/**
 * Downloads an archive to a file, going on where an earlier attempt, in this run or a former one, was cut off.
 * @throws FabricNetworkError `BT-FABRIC-INSTALL-NO-NETWORK`, `-INTERRUPTED`, `-NOT-FOUND`, `-REFUSED`, `-DISK-FULL`,
 *   `-STORAGE`; `-CHECKSUM` when what came is not what was expected (then it is deleted)
 */
export async function downloadArchive(
  archive: ReleaseArchive,
  file: string,
  options: DownloadOptions,
): Promise<void> {
  const part = new PartialDownload(file);
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    if ((await part.size()) > 0 && (await part.sha256()) === archive.sha256) return;
    await receiveAll(archive, part, options);
    const actual = await part.sha256();
    if (actual === archive.sha256) return;
    await part.discard();
    throw new FabricNetworkError(
      'BT-FABRIC-INSTALL-CHECKSUM',
      `What ${archive.url} delivers is not the expected archive and was deleted: its SHA-256 is ${actual}, ` +
        `expected ${archive.sha256}.`,
    );
  } catch (error) {
    throw storageFailure(error, dirname(file)) ?? error;
  }
}

async function receiveAll(
  archive: ReleaseArchive,
  part: PartialDownload,
  options: DownloadOptions,
): Promise<void> {
  const { attempts = 6, pauseMs = 1000 } = options;
  let fruitless = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = await part.size();
    const result = await receive(archive, part, options);
    if (result.complete) return;
    fruitless = (await part.size()) > before ? 0 : fruitless + 1;
    if (fruitless >= attempts) throw gaveUp(archive, result.reason, await part.size());
    if (fruitless > 0) await delay(pauseMs * 2 ** (fruitless - 1));
  }
  throw gaveUp(archive, 'it was cut off again and again', await part.size());
}

type Received = { readonly complete: true } | { readonly complete: false; readonly reason: string };

/** One request: brings what it can into the file. */
async function receive(
  archive: ReleaseArchive,
  part: PartialDownload,
  options: DownloadOptions,
): Promise<Received> {
  const silence = new Silence(options.silenceMs ?? 30_000);
  try {
    return await ask(archive, part, options.progress, silence);
  } catch (error) {
    if (error instanceof FabricNetworkError || storageFailure(error, '') !== undefined) throw error;
    return { complete: false, reason: systemCode(error) ?? (error as Error).message };
  } finally {
    silence.end();
  }
}

async function ask(
  archive: ReleaseArchive,
  part: PartialDownload,
  progress: Progress,
  silence: Silence,
): Promise<Received> {
  const known = await part.resumption(archive.url);
  const response = await request(archive.url, known, silence.signal);
  const answer = readAnswer(response, known?.offset ?? 0, archive.url);
  if (answer.kind === 'bytes') return keep(archive, part, response, answer, progress, silence);
  await response.body?.cancel();
  if (answer.kind === 'later') return { complete: false, reason: answer.reason };
  await part.discard();
  return { complete: false, reason: 'it cannot be continued' };
}

function request(
  url: string,
  known: { readonly offset: number; readonly validator: string } | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const range = known === undefined ? {} : { range: `bytes=${known.offset}-`, 'if-range': known.validator };
  return fetch(url, { headers: { 'accept-encoding': 'identity', ...range }, signal });
}

async function keep(
  archive: ReleaseArchive,
  part: PartialDownload,
  response: Response,
  { offset, total, validator }: ArchiveAnswer & { kind: 'bytes' },
  progress: Progress,
  silence: Silence,
): Promise<Received> {
  await assertSpace(part.file, offset, total);
  await part.begin(archive.url, validator);
  let received = offset;
  progress(received, total);
  const body: AsyncIterable<Uint8Array> = response.body ?? Readable.from([]);
  const file = await open(part.file, offset === 0 ? 'w' : 'a', 0o600);
  try {
    // each chunk is written before the next is read, so that a cut loses none that came
    for await (const chunk of body) {
      silence.broken();
      await file.writeFile(chunk);
      received += chunk.length;
      progress(received, total);
    }
  } finally {
    await file.close();
  }
  if (total === undefined || received >= total) return { complete: true };
  return { complete: false, reason: `${received} of ${total} bytes came` };
}

async function assertSpace(file: string, offset: number, total: number | undefined): Promise<void> {
  if (total === undefined) return;
  const { bavail, bsize } = await statfs(dirname(file));
  if (bavail * bsize >= total * spaceFactor - offset) return;
  throw new FabricNetworkError(
    'BT-FABRIC-INSTALL-DISK-FULL',
    `${dirname(file)} has ${megabytes(bavail * bsize)} free; Fabric needs ${megabytes(total * spaceFactor - offset)} ` +
      'while it is unpacked. XDG_CACHE_HOME names another place.',
  );
}

/** `108 MB`; 1 MB is 1,000,000 bytes. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

const unreachable = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']);

function gaveUp(archive: ReleaseArchive, reason: string, kept: number): FabricNetworkError {
  if (unreachable.has(reason)) {
    return new FabricNetworkError(
      'BT-FABRIC-INSTALL-NO-NETWORK',
      `${new URL(archive.url).host} cannot be reached from this machine (${reason}). Set FABRIC_RELEASE_URL to a mirror, ` +
        'or FABRIC_BIN to a folder that holds the programs.',
    );
  }
  return new FabricNetworkError(
    'BT-FABRIC-INSTALL-INTERRUPTED',
    `The download of ${archive.url} does not get on: ${reason}. ${megabytes(kept)} are kept; run the command again to ` +
      'go on from there.',
  );
}
