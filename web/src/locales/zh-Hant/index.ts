import type { MessageSchema } from '../message-schema.js';
import common from './common.json';
import app from './app.json';
import session from './session.json';
import units from './units.json';
import ledger from './ledger.json';
import problems from './problems.json';
import products from './products.json';
import purchases from './purchases.json';
import batches from './batches.json';
import codes from './codes.json';
import jobs from './jobs.json';
import dispatches from './dispatches.json';
import receiving from './receiving.json';
import sales from './sales.json';
import stock from './stock.json';
import whereabouts from './whereabouts.json';
import history from './history.json';
import operations from './operations.json';
import partners from './partners.json';
import enterprises from './enterprises.json';
import accounts from './accounts.json';
import today from './today.json';
import scan from './scan.json';

/** All words in traditional Chinese, as customary in Hong Kong and Macao. */
export const messages: MessageSchema = {
  common,
  app,
  session,
  units,
  ledger,
  problems,
  products,
  purchases,
  batches,
  codes,
  jobs,
  dispatches,
  receiving,
  sales,
  stock,
  whereabouts,
  history,
  operations,
  partners,
  enterprises,
  accounts,
  today,
  scan,
};
