import { currentRequest } from '../http/request-context.js';

/** Facts of a line beyond who, when and what: short, and nothing personal or secret. */
export type AuditDetail = Readonly<Record<string, string | number | boolean>>;

/** What a handler adds to the line its request leaves anyway. */
export interface AuditNote {
  objectType?: string;
  objectId?: string;
  detail?: AuditDetail;
}

/** A line to be written; actor, enterprise, address and request id come from the request under way. */
export interface AuditEntry extends AuditNote {
  /** `noun.verb`, e.g. `file.download`. */
  readonly action: string;
  /** `ok` or the code of the refusal. */
  readonly result: string;
}

/**
 * Port to the append-only audit log (C-7.5). Every state-changing request and every refusal of a signed-in
 * account leaves a line by itself; sign-ins, exports and views of personal data are recorded by their feature.
 */
export abstract class AuditTrail {
  /** Appends one line; resolves when it is durable. */
  abstract record(entry: AuditEntry): Promise<void>;

  /** Names the object the request under way acts on, for its own line. */
  note(note: AuditNote): void {
    const request = currentRequest();
    if (request === undefined) return;
    request.audit = { ...request.audit, ...note, detail: { ...request.audit.detail, ...note.detail } };
  }
}
