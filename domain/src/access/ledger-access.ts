import type { CommandType } from '../ledger/commands/index.js';
import type { EnterpriseRole } from '../ledger/values/enterprise.js';

/** Who may submit a command: kinds of actor, for enterprises also their role and whether a suspended one may. */
export interface LedgerRight {
  readonly enterprise?: { readonly roles: readonly EnterpriseRole[]; readonly whileSuspended?: true };
  readonly authority?: true;
  readonly gateway?: true;
}

const producer = { enterprise: { roles: ['producer'] } } as const satisfies LedgerRight;
const trader = { enterprise: { roles: ['producer', 'distributor'] } } as const satisfies LedgerRight;
const clearing = {
  enterprise: { roles: ['producer', 'distributor'], whileSuspended: true },
} as const satisfies LedgerRight;

/** The first access table (charter §4, Identity): who may submit what. Chaincode checks MSP first, then this. */
export const ledgerAccess: Readonly<Record<CommandType, LedgerRight>> = {
  'register-enterprise': { authority: true },
  'set-enterprise-status': { authority: true },
  'publish-gateway-key': { gateway: true },
  'define-product': trader,
  purchase: trader,
  produce: producer,
  'attach-file': trader,
  'set-lot-status': trader,
  'hold-lot': { authority: true },
  'issue-codes': producer,
  'draw-codes': producer,
  'assign-codes': producer,
  'void-codes': producer,
  'set-code-status': producer,
  ship: trader,
  receive: trader,
  sell: trader,
  sample: trader,
  dispose: clearing,
  lose: trader,
};
