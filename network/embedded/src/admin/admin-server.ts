import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmbeddedLedger } from '../embedded-ledger.js';
import { peerKey, type PeerNode } from '../channel/peer-node.js';
import { PolicyTextError } from '../msp/policy-text.js';
import type { HostPort } from '../options/command-line.js';
import { booleanOr, InvalidInput, nonNegativeOr, strictRecord } from '../options/input-fields.js';

const LARGEST_BODY = 4 * 1024 * 1024;
const LARGEST_LAG = 1_000;

/** An answer of the admin interface. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The admin interface for tests and training, on a loopback address only: `GET /status` (height, peers, chaincodes that
 * have dialled), `PUT /peers/MSPID:NAME` with `{up?, lag?}`, `PUT /definitions`.
 */
export class AdminServer {
  readonly #server: Server;

  constructor(private readonly ledger: EmbeddedLedger) {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Starts listening; returns the port in use. */
  async listen({ host, port }: HostPort): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, body } = await this.#answer(request);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    try {
      return await this.#route(request);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const wrong =
        error instanceof InvalidInput || error instanceof PolicyTextError || error instanceof SyntaxError;
      return { status: wrong ? 400 : 500, body: { error: message } };
    }
  }

  async #route(request: IncomingMessage): Promise<Answer> {
    const route = `${request.method ?? ''} ${decodeURIComponent(request.url ?? '')}`;
    if (route === 'GET /status') return { status: 200, body: this.#status() };
    if (route === 'PUT /definitions') {
      await this.ledger.definitions.apply(await readJson(request));
      return { status: 200, body: this.#status() };
    }
    const key = /^PUT \/peers\/(.+)$/.exec(route)?.[1];
    const peer = this.ledger.context.peers.find((candidate) => peerKey(candidate) === key);
    if (!peer) return { status: 404, body: { error: 'not found' } };
    await changePeer(peer, await readJson(request));
    return { status: 200, body: describePeer(peer) };
  }

  #status(): unknown {
    const { ledger, peers, chaincodes } = this.ledger.context;
    const dialled = chaincodes.registered.list().map(({ id, mspId }) => ({ id, mspId: mspId ?? null }));
    return { height: ledger.height, peers: peers.map(describePeer), dialled };
  }
}

async function changePeer(peer: PeerNode, json: unknown): Promise<void> {
  const fields = strictRecord(json, 'peer', ['up', 'lag']);
  const up = booleanOr(fields['up'], 'up', peer.up);
  const lag = nonNegativeOr(fields['lag'], 'lag', peer.lag);
  if (lag > LARGEST_LAG) throw new InvalidInput(`lag: at most ${LARGEST_LAG} blocks`);
  await peer.setLag(lag);
  await peer.setUp(up);
}

function describePeer({ mspId, name, endpoint, up, lag, height }: PeerNode): unknown {
  return { mspId, name, endpoint, up, lag, height };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) throw new InvalidInput('the body is too large');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}
