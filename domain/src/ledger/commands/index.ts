import { z } from 'zod';
import {
  assignCodesSchema,
  drawCodesSchema,
  issueCodesSchema,
  setCodeStatusSchema,
  voidCodesSchema,
} from './codes.js';
import { receiveSchema, removeSchema, sellSchema, shipSchema } from './custody.js';
import {
  attachFileSchema,
  holdLotSchema,
  produceSchema,
  purchaseSchema,
  setLotStatusSchema,
} from './lots.js';
import {
  defineProductSchema,
  publishGatewayKeySchema,
  registerEnterpriseSchema,
  setEnterpriseStatusSchema,
} from './setup.js';

/** Every command the ledger knows; unknown fields and types are refused. */
export const commandSchema = z.discriminatedUnion('type', [
  registerEnterpriseSchema,
  setEnterpriseStatusSchema,
  publishGatewayKeySchema,
  defineProductSchema,
  purchaseSchema,
  produceSchema,
  attachFileSchema,
  setLotStatusSchema,
  holdLotSchema,
  issueCodesSchema,
  drawCodesSchema,
  assignCodesSchema,
  voidCodesSchema,
  setCodeStatusSchema,
  shipSchema,
  receiveSchema,
  sellSchema,
  removeSchema,
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command['type'];

/** The command of one type, e.g. `CommandOf<'ship'>`. */
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

export type { Goods } from './command-head.js';
