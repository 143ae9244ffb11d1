import type { Actor, Command, Jurisdiction } from '@baytrace/domain/ledger';
import type { ErrorCode, ErrorParams } from '@baytrace/domain/errors';
import type { TransientEntries } from '../submission/ledger-port.js';

/** A command as a feature hands it in, with what the transaction needs beside it. */
export interface OutgoingCommand {
  readonly command: Command;
  readonly actor: Actor;
  /** Id of the signing identity. */
  readonly identity: string;
  /** Jurisdiction of the other side, where it is not the own one. */
  readonly counterpart?: Jurisdiction;
  readonly privateEntry?: {
    readonly kind: TransientEntries['kind'];
    readonly name: string;
    readonly value: unknown;
  };
  /** Business document to which the command belongs. */
  readonly document?: { readonly type: string; readonly id: string };
  readonly account?: string;
}

/** Row of `app.outbox_command`. */
export interface OutboxRow {
  readonly id: string;
  readonly actor_kind: Actor['kind'];
  readonly actor: string;
  readonly identity: string;
  readonly type: Command['type'];
  readonly body: Command;
  readonly private_kind: TransientEntries['kind'] | null;
  readonly private_name: string | null;
  readonly private_value: unknown;
  readonly counterpart: Jurisdiction | null;
  readonly document_type: string | null;
  readonly document_id: string | null;
  readonly state: 'waiting' | 'frozen' | 'done' | 'refused';
  readonly batch: string | null;
  readonly refusal_code: ErrorCode | null;
  readonly refusal_params: ErrorParams | null;
  readonly created_at: Date;
}

/** The actor of a row. */
export const actorOf = (row: Pick<OutboxRow, 'actor_kind' | 'actor'>): Actor =>
  row.actor_kind === 'enterprise'
    ? { kind: 'enterprise', id: row.actor }
    : { kind: row.actor_kind, id: row.actor as Jurisdiction };
