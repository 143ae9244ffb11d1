import type { CodeHistory, CodeVerdict } from '../../api/contract.js';
import type { ApiProblem } from '../../api/problem.js';

const verdicts: Readonly<Partial<Record<ApiProblem['code'], CodeVerdict>>> = {
  'BT-CODE-FORGED': 'forged',
  'BT-CODE-INVALID': 'invalid',
  'BT-CODE-UNKNOWN': 'unknown',
  'BT-BLOCK-UNKNOWN': 'unknown',
  'BT-NOT-FOUND': 'unknown',
  'BT-CODE-DISABLED': 'disabled',
};

/** A refusal that answers the consumer's question (forged, unknown, disabled) as such an answer; else null. */
export const verdictOfProblem = (problem: ApiProblem): CodeHistory | null => {
  const verdict = verdicts[problem.code];
  return verdict === undefined
    ? null
    : {
        verdict,
        viewer: 'public',
        reason: null,
        code: null,
        product: null,
        lot: null,
        slack: false,
        holder: null,
        path: [],
      };
};
