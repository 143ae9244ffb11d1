import { DomainError } from '@baytrace/domain';
import type { z } from 'zod';

/** One fault in a request; `path` is dotted (`body.lines.0.gtin`), `code` is zod's issue code. */
export interface InputFault {
  readonly path: string;
  readonly message: string;
  readonly code: string;
}

const mostFaults = 50;

/** BT-INPUT-INVALID with what is wrong, field by field. */
export class InvalidInput extends DomainError {
  constructor(readonly faults: readonly InputFault[]) {
    super('BT-INPUT-INVALID', { faults: faults.length });
  }

  static at(path: string, message: string, code = 'custom'): InvalidInput {
    return new InvalidInput([{ path, message, code }]);
  }
}

const join = (root: string, path: readonly PropertyKey[]): string =>
  [root, ...path.map(String)].filter(Boolean).join('.');

/** zod's issues as faults; an unknown field is named itself. */
export const faultsOf = (root: string, error: z.ZodError): InputFault[] =>
  error.issues
    .flatMap((issue): InputFault[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            path: join(root, [...issue.path, key]),
            message: 'unknown field',
            code: issue.code,
          }))
        : [{ path: join(root, issue.path), message: issue.message, code: issue.code }],
    )
    .slice(0, mostFaults);
