import type { BlockKey, CodeBlock, CodeStatus, TradeDetails } from '@baytrace/domain/ledger';
import type { Position } from './position.js';

export const projectCodeBlock = async (
  { manager }: Position,
  block: CodeBlock,
  command: string,
): Promise<void> => {
  await manager.query(
    `INSERT INTO ledger.code_block (locator, enterprise, product, level, units_per_code, count, root, template, suite, command)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      block.locator,
      block.enterprise,
      block.product,
      block.level,
      block.unitsPerCode,
      block.count,
      block.root,
      block.template,
      block.suite,
      command,
    ],
  );
};

export const projectCodeStatus = async ({ manager }: Position, value: CodeStatus): Promise<void> => {
  await manager.query(
    `INSERT INTO ledger.code_status (locator, page, disabled) VALUES ($1, $2, $3)
     ON CONFLICT (locator, page) DO UPDATE SET disabled = excluded.disabled`,
    [value.locator, value.page, JSON.stringify(value.disabled)],
  );
};

export const projectBlockKey = async ({ manager }: Position, value: BlockKey): Promise<void> => {
  await manager.query(
    `INSERT INTO ledger.block_key (locator, recipients) VALUES ($1, $2) ON CONFLICT (locator) DO NOTHING`,
    [value.locator, JSON.stringify(value.recipients)],
  );
};

export const projectTradeDetails = async ({ manager }: Position, value: TradeDetails): Promise<void> => {
  await manager.query(
    `INSERT INTO ledger.trade_details (command, body) VALUES ($1, $2) ON CONFLICT (command) DO NOTHING`,
    [value.command, JSON.stringify(value)],
  );
};
