/**
 * Serialised text protocol: lines of ASCII ended by CR, fields ended or separated by `|`, one reply a command, in
 * order. Made for the virtual coder in the manner of text protocols with a serialisation buffer and a record number
 * chosen by the host; it is nobody's product protocol.
 */
export const lineEnd = '\r';

/** Commands, by what they do. */
export const verbs = {
  /** → `SCP|identity|depth|max payload|underrun|` */
  capabilities: 'SCP',
  /** `SHO|job|` → `ACK`, `ERR|BUSY|` when the buffer is not empty */
  openJob: 'SHO',
  /** `SID|record|text|` → `ACK`, `ERR|FULL|`, `ERR|ORDER|`, `ERR|DATA|`, `ERR|JOB|` */
  add: 'SID',
  /** → `SFS|free records|` */
  free: 'SFS',
  /** → `SRC|records in the buffer|` */
  count: 'SRC',
  /** → `SLR|last marked record of the open job|` */
  lastMarked: 'SLR',
  /** Drops what is not marked; answered when nothing more of it can be marked. → `ACK` */
  clear: 'SCB',
  /** `SST|1|` starts, `SST|0|` stops marking → `ACK` */
  run: 'SST',
  /** → `SGC|marked|underruns|refused|` since switched on */
  counters: 'SGC',
} as const;

/** A text a record may carry: printable ASCII without the field sign. */
export const isRecordText = (text: string): boolean => /^[\x20-\x7b\x7d\x7e]+$/u.test(text);

/** One line on the wire. */
export const encodeLine = (...fields: readonly (string | number)[]): string =>
  `${fields.join('|')}|${lineEnd}`;

/** Splits a byte stream into lines by shape, not by read; empty lines (a lone CR resets the parser) vanish. */
export class LineSplitter {
  private rest = '';

  constructor(private readonly maxLength = 4096) {}

  /** Fields of each complete line. @throws RangeError when a line grows beyond the maximum */
  push(chunk: Buffer): string[][] {
    const parts = (this.rest + chunk.toString('latin1')).split(lineEnd);
    this.rest = parts.pop() ?? '';
    if (this.rest.length > this.maxLength) throw new RangeError('line too long');
    return parts.filter((line) => line !== '').map((line) => line.replace(/\|$/u, '').split('|'));
  }
}
