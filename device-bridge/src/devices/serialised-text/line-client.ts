import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { DeviceLinkError } from '../driver.js';
import type { DeviceAddress } from '../driver.js';
import { LineSplitter } from './protocol.js';

interface Waiting {
  readonly resolve: (fields: string[]) => void;
  readonly reject: (error: Error) => void;
}

/** Sends lines and gives each its reply, in order; one lost reply ends the link, because the rest would be misread. */
export class LineClient {
  private readonly waiting: Waiting[] = [];
  private readonly splitter = new LineSplitter();
  private lost: DeviceLinkError | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly replyTimeout: number,
  ) {
    socket.on('data', (chunk: Buffer) => {
      this.receive(chunk);
    });
    socket.on('error', (error) => {
      this.fail(error.message);
    });
    socket.on('close', () => {
      this.fail('link closed');
    });
  }

  /** Connects within `timeout` ms. @throws DeviceLinkError */
  static open({ host, port }: DeviceAddress, timeout = 1500): Promise<LineClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true });
      const fail = (error: Error): void => {
        socket.destroy();
        reject(new DeviceLinkError(error.message));
      };
      socket.setTimeout(timeout, () => {
        fail(new Error('no connection in time'));
      });
      socket.once('error', fail);
      socket.once('connect', () => {
        socket.setTimeout(0);
        socket.off('error', fail);
        resolve(new LineClient(socket, timeout));
      });
    });
  }

  /** Writes lines at once; resolves to the reply of each. @throws DeviceLinkError when the link is or gets lost */
  async ask(lines: readonly string[]): Promise<string[][]> {
    if (this.lost !== undefined) throw this.lost;
    const replies = lines.map(
      () =>
        new Promise<string[]>((resolve, reject) => {
          this.waiting.push({ resolve, reject });
        }),
    );
    this.socket.write(lines.join(''), 'latin1');
    const timer = setTimeout(() => {
      this.fail('no reply in time');
    }, this.replyTimeout);
    try {
      return await Promise.all(replies);
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.fail('closed');
  }

  private receive(chunk: Buffer): void {
    try {
      for (const fields of this.splitter.push(chunk)) {
        const next = this.waiting.shift();
        if (next === undefined) this.fail('reply without a question');
        else next.resolve(fields);
      }
    } catch (error) {
      this.fail(String(error));
    }
  }

  private fail(reason: string): void {
    this.lost ??= new DeviceLinkError(reason);
    for (const { reject } of this.waiting.splice(0)) reject(this.lost);
    this.socket.destroy();
  }
}
