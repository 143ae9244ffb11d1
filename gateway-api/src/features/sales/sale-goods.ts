import { Injectable } from '@nestjs/common';
import { DomainError, isErrorCode } from '@baytrace/domain/errors';
import { unitsOf, type Goods } from '@baytrace/domain/ledger';
import { parsePositiveDecimal } from '@baytrace/domain/quantities';
import {
  assembleGoods,
  CodeScanner,
  codesByLot,
  HeldGoodsReader,
  LotReader,
  refusalOutsideStock,
  type ScanRefusal,
} from '../goods/goods.service.js';
import type { NewSale } from './sales.schema.js';

type TypedLines = Extract<NewSale, { lines: unknown }>['lines'];

/** The whole sale is refused with the first code's refusal, which names the code. */
const refusalOf = ({ code, problem }: ScanRefusal): DomainError =>
  new DomainError(isErrorCode(problem.code) ? problem.code : 'BT-CODE-INVALID', {
    ...problem.params,
    scanned: code.slice(0, 200),
  });

/** Turns what was scanned or typed at the till into goods of the own stock. */
@Injectable()
export class SaleGoods {
  constructor(
    private readonly scanner: CodeScanner,
    private readonly lots: LotReader,
    private readonly held: HeldGoodsReader,
  ) {}

  /**
   * @throws DomainError of the first code that is not in the own stock (R-4.3.2b), `BT-LOT-UNKNOWN`,
   *   `BT-QUANTITY-INVALID`, `BT-CODE-COUNT` where goods bear codes and none were scanned
   */
  of(enterprise: string, sale: NewSale): Promise<readonly Goods[]> {
    return 'codes' in sale ? this.#scanned(enterprise, sale.codes) : this.#typed(enterprise, sale.lines);
  }

  async #scanned(enterprise: string, texts: readonly string[]): Promise<readonly Goods[]> {
    const { accepted, refused } = await this.scanner.scan(texts, (code) =>
      refusalOutsideStock(code, enterprise),
    );
    const [first] = refused;
    if (first !== undefined) throw refusalOf(first);
    const unitsPerCode = await this.held.unitsPerCode(accepted.map(({ locator }) => locator));
    return [...codesByLot(accepted)].map(([lot, codes]) => ({
      lot,
      quantity: String(unitsOf(codes, unitsPerCode)),
      codes: [...codes],
    }));
  }

  async #typed(enterprise: string, lines: TypedLines): Promise<readonly Goods[]> {
    const lots = await this.lots.of(lines.map(({ lot }) => lot));
    const wanted = lines.map(({ lot, quantity }) => {
      const facts = lots.get(lot);
      if (facts === undefined) throw new DomainError('BT-LOT-UNKNOWN', { lot });
      return { lot, quantity: parsePositiveDecimal(quantity, facts.scale) };
    });
    const held = await this.held.of(
      enterprise,
      wanted.map(({ lot }) => lot),
    );
    return assembleGoods(wanted, new Map(), () => 1n, held);
  }
}
