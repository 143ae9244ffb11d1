import { existsSync } from 'node:fs';
import { OptionError } from '../options.mjs';
import { embeddedLedger } from './embedded-ledger.mjs';
import { fabricNetwork } from './fabric-network.mjs';

const ledgers = [embeddedLedger, fabricNetwork];

/** The ledger on which this state's trade is; undefined while there is none. */
const ledgerOfState = (state) => ledgers.find(({ folder }) => existsSync(state.path(folder)));

/**
 * Which ledger to start: the one asked for, else the one this state already has, else the embedded one.
 * @throws OptionError when the state's trade is on the other one, or an option does not go with the ledger
 */
export const chooseLedger = (state, { ledger: wanted, lag, consensus, peers }) => {
  const present = ledgerOfState(state);
  const ledger = ledgers.find(({ kind }) => kind === wanted) ?? present ?? embeddedLedger;
  if (present !== undefined && present !== ledger) {
    throw new OptionError(
      `${state.root} holds trade on the ${present.kind} ledger; empty it with --fresh or name another folder with --state.`,
    );
  }
  if (ledger === fabricNetwork && Object.values(lag).some((blocks) => blocks > 0)) {
    throw new OptionError('--lag goes with the embedded ledger only: peers of Fabric cannot be told to lag.');
  }
  if (ledger === embeddedLedger && (consensus !== undefined || peers !== undefined)) {
    throw new OptionError('--consensus and --peers go with --ledger fabric.');
  }
  return ledger;
};

/** Ends what outlived a killed start of either ledger. */
export const clearLedgers = async (state) => {
  for (const ledger of ledgers) await ledger.clear(state);
};
