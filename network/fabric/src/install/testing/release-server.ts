import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface SeenRequest {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/** A stand-in for the server of releases that can misbehave as servers and networks do. */
export class ReleaseServer {
  readonly requests: SeenRequest[] = [];
  etag = '"first"';
  /** Bytes after which the next answers are cut off, one for each. */
  cutAfter: number[] = [];
  /** Bytes after which the next answers fall silent, one for each. */
  silentAfter: number[] = [];
  /** Statuses of the next answers. */
  statuses: number[] = [];
  ranges: 'honoured' | 'ignored' | 'refused' = 'honoured';
  claims: 'truth' | 'more' | 'less' | 'a petabyte' = 'truth';
  onCut: () => void = () => undefined;

  private constructor(
    public content: Buffer,
    /** Address of the archive, also after the server is closed. */
    readonly url: string,
    private readonly server: Server,
  ) {}

  /** Starts one on a free port of 127.0.0.1. */
  static async serving(content: Buffer): Promise<ReleaseServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const own = new ReleaseServer(content, `http://127.0.0.1:${port}/release.tar.gz`, server);
    server.on('request', (request, response) => {
      own.answer(request, response);
    });
    return own;
  }

  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { range, 'if-range': ifRange } = request.headers;
    this.requests.push({ range, ifRange: ifRange as string | undefined });
    const status = this.statuses.shift();
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    const offset = ifRange === this.etag ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0) : 0;
    if (offset > 0 && this.ranges === 'refused') response.writeHead(416).end();
    else if (offset > 0 && this.ranges === 'honoured') this.send(response, offset);
    else this.send(response, 0);
  }

  private send(response: ServerResponse, offset: number): void {
    const body = this.content.subarray(offset);
    const length = { truth: body.length, more: body.length + 10, less: body.length - 10, 'a petabyte': 1e15 }[
      this.claims
    ];
    response.strictContentLength = false;
    response.writeHead(offset > 0 ? 206 : 200, {
      etag: this.etag,
      'content-length': length,
      ...(offset > 0 ? { 'content-range': `bytes ${offset}-${offset + length - 1}/${offset + length}` } : {}),
    });
    const silent = this.silentAfter.shift();
    const cut = silent ?? this.cutAfter.shift() ?? (this.claims === 'more' ? body.length : undefined);
    if (cut === undefined) {
      response.end(body.subarray(0, length));
      return;
    }
    response.flushHeaders();
    response.write(body.subarray(0, cut), () => {
      if (silent !== undefined) return;
      // let the client read what came before it learns of the end
      setTimeout(() => {
        this.onCut();
        response.socket?.end();
      }, 20);
    });
  }
}
