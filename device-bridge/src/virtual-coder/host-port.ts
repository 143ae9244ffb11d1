import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { encodeLine, isRecordText, LineSplitter, verbs } from '../devices/serialised-text/protocol.js';
import type { Mishap } from './faults.js';
import type { MarkingHead } from './marking-head.js';

/** What the coder tells of itself. */
export interface CoderFacts {
  readonly identity: string;
  readonly depth: number;
  readonly maxPayload: number;
  readonly underrun: string;
}

const ack = encodeLine('ACK');
const err = (reason: string): string => encodeLine('ERR', reason);

/** A reply, or silence because of a mishap. */
type Reply = string | { readonly mishap: 'drop-reply' | 'cut' };

type Handler = (fields: readonly string[]) => Reply | Promise<Reply>;

const addRecord = (
  head: MarkingHead,
  facts: CoderFacts,
  mishap: Mishap,
  fields: readonly string[],
): Reply => {
  const [record = '', text = ''] = fields;
  const wellFormed = fields.length === 2 && /^[1-9]\d{0,8}$/u.test(record) && isRecordText(text);
  if (!wellFormed || text.length > facts.maxPayload) return err('DATA');
  if (mishap === 'full') return err('FULL');
  const answer = head.add(Number(record), text);
  if (mishap !== undefined) return { mishap };
  return answer === 'ACK' ? ack : err(answer);
};

const handlersOf = (head: MarkingHead, facts: CoderFacts, mishap: () => Mishap): Record<string, Handler> => ({
  [verbs.capabilities]: () =>
    encodeLine(verbs.capabilities, facts.identity, facts.depth, facts.maxPayload, facts.underrun),
  [verbs.openJob]: ([job = '']) =>
    /^[A-Za-z0-9_-]{1,64}$/u.test(job) ? (head.openJob(job) ? ack : err('BUSY')) : err('DATA'),
  [verbs.add]: (fields) => addRecord(head, facts, mishap(), fields),
  [verbs.free]: () => encodeLine(verbs.free, head.free),
  [verbs.count]: () => encodeLine(verbs.count, head.count),
  [verbs.lastMarked]: () => encodeLine(verbs.lastMarked, head.lastMarked),
  [verbs.clear]: async () => {
    await head.clear();
    return ack;
  },
  [verbs.run]: ([on]) => {
    head.run(on === '1');
    return ack;
  },
  [verbs.counters]: () =>
    encodeLine(verbs.counters, head.counters.marked, head.counters.underruns, head.counters.refused),
});

/** Answers lines one after the other; a link that is gone gets no further command executed. */
const serve = (socket: Socket, handlers: Record<string, Handler>): void => {
  const splitter = new LineSplitter();
  let turn = Promise.resolve();
  const answer = async (line: readonly string[]): Promise<void> => {
    const [verb = '', ...fields] = line;
    if (socket.destroyed) return;
    const handler = Object.hasOwn(handlers, verb) ? handlers[verb] : undefined;
    const reply = handler === undefined ? err('COMMAND') : await handler(fields);
    if (typeof reply === 'string') socket.write(reply, 'latin1');
    else if (reply.mishap === 'cut') socket.destroy();
  };
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const line of splitter.push(chunk)) turn = turn.then(() => answer(line));
    } catch {
      socket.destroy(); // an endless line: not a host that speaks this protocol
    }
  });
};

/** The coder's TCP port. One host at a time: a new connection ends the older one and whatever it had in flight. */
export const openHostPort = (head: MarkingHead, facts: CoderFacts, mishap: () => Mishap): Server => {
  const handlers = handlersOf(head, facts, mishap);
  let host: Socket | undefined;
  return createServer({ noDelay: true }, (socket) => {
    host?.destroy();
    host = socket;
    socket.on('error', () => {
      socket.destroy();
    });
    serve(socket, handlers);
  });
};
