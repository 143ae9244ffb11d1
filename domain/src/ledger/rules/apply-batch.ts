import { ledgerAccess } from '../../access/ledger-access.js';
import { parseEventTime } from '../../dates/index.js';
import { DomainError } from '../../errors/index.js';
import type { Actor, Batch, CommandRecord, CommandResult } from '../batch.js';
import type { Command, CommandType } from '../commands/index.js';
import { assignCodes, drawCodes, issueCodes, setCodeStatus, voidCodes } from './apply-codes.js';
import { receive, remove, sell, ship } from './apply-custody.js';
import { attachFile, holdLot, produce, purchase, setLotStatus } from './apply-lots.js';
import { defineProduct, publishGatewayKey, registerEnterprise, setEnterpriseStatus } from './apply-setup.js';
import { CommandContext, Numbering } from './command-context.js';
import { checkConservation } from './conservation.js';
import type { World } from './world.js';

type Apply<T extends CommandType> = (context: CommandContext, command: Extract<Command, { type: T }>) => void;

const rules: { readonly [T in CommandType]: Apply<T> } = {
  'register-enterprise': registerEnterprise,
  'set-enterprise-status': setEnterpriseStatus,
  'publish-gateway-key': publishGatewayKey,
  'define-product': defineProduct,
  purchase,
  produce,
  'attach-file': attachFile,
  'set-lot-status': setLotStatus,
  'hold-lot': holdLot,
  'issue-codes': issueCodes,
  'draw-codes': drawCodes,
  'assign-codes': assignCodes,
  'void-codes': voidCodes,
  'set-code-status': setCodeStatus,
  ship,
  receive,
  sell,
  sample: remove,
  dispose: remove,
  lose: remove,
};

/** How far a claimed event time may lie after the transaction's time, in milliseconds (charter §4, Time). */
export const eventTimeTolerance = 5 * 60 * 1000;

const checkRight = (world: World, actor: Actor, type: CommandType): void => {
  const right = ledgerAccess[type];
  if (actor.kind !== 'enterprise') {
    if (right[actor.kind] !== true) throw new DomainError('BT-ROLE-WRONG', { type, actor: actor.id });
    return;
  }
  const enterprise = world.enterprise(actor.id);
  if (
    right.enterprise === undefined ||
    !right.enterprise.roles.some((role) => enterprise.roles.includes(role))
  ) {
    throw new DomainError('BT-ROLE-WRONG', { type, actor: actor.id });
  }
  if (enterprise.status !== 'active' && right.enterprise.whileSuspended !== true) {
    throw new DomainError('BT-ENTERPRISE-SUSPENDED', { enterprise: actor.id });
  }
};

const checkTime = (command: Command, transactionTime: number): void => {
  if (parseEventTime(command.eventTime) > transactionTime + eventTimeTolerance) {
    throw new DomainError('BT-EVENT-TIME', { eventTime: command.eventTime });
  }
};

const applyOne = (context: CommandContext, command: Command): void => {
  const rule = rules[command.type] as Apply<CommandType>;
  rule(context, command);
};

interface Attempt {
  readonly result: CommandResult;
  readonly context: CommandContext;
}

const attempt = (context: CommandContext, command: Command, transactionTime: number): Attempt => {
  try {
    checkTime(command, transactionTime);
    checkRight(context.world, context.actor, command.type);
    applyOne(context, command);
    checkConservation(context, context.unitsPerCode);
    context.world.keep();
    return { result: { outcome: 'done' }, context };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    context.world.rollBack();
    return { result: { outcome: 'refused', code: error.code, params: { ...error.params } }, context };
  }
};

/**
 * Runs the commands of a batch in order on a loaded world. Each command has its own result; a refusal changes
 * nothing and the others stand. Net writes are in `world.netWrites()` afterwards.
 *
 * @param transactionTime epoch milliseconds of the transaction.
 */
export const applyBatch = (batch: Batch, world: World, transactionTime: number): readonly CommandRecord[] => {
  const numbering = new Numbering(`${batch.actor.id}.${batch.id}`);
  return batch.commands.map((command) => {
    const { result, context } = attempt(
      new CommandContext(world, batch.actor, numbering),
      command,
      transactionTime,
    );
    const done = result.outcome === 'done';
    return {
      command,
      result,
      consumed: done ? context.consumed.map((parcel) => parcel.id) : [],
      created: done ? context.created : [],
      exits: done ? context.exits : [],
    };
  });
};
