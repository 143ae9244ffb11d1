import { Injectable } from '@nestjs/common';
import { maySee, type Viewer } from '@baytrace/domain/access';
import { elementString } from '@baytrace/domain/codes';
import { DomainError } from '@baytrace/domain/errors';
import { formatDecimal } from '@baytrace/domain/quantities';
import type { Account } from '../../platform/access/account.js';
import { Transactions } from '../../platform/database/transactions.js';
import { CodeReader } from '../code-keys/code-reader.service.js';
import { documentsFor } from './line-documents.js';
import {
  documentsOfLots,
  lotAndDescendants,
  mostLots,
  partiesOf,
  placesOfLots,
  type DocumentRow,
  type LotRow,
  type PartyRow,
  type PlaceRow,
} from './whereabouts.rows.js';
import type { Whereabouts, WhereaboutsLine } from './whereabouts.schema.js';

type Party = WhereaboutsLine['holder'];

const partyOf = (parties: ReadonlyMap<string, PartyRow>, id: string | null): Party => {
  const row = id === null ? undefined : parties.get(id);
  return row === undefined
    ? null
    : { enterprise: row.id, name: row.name ?? row.id, jurisdiction: row.jurisdiction };
};

const sumsOf = (
  lot: LotRow,
  places: readonly PlaceRow[],
): { totals: Record<string, string>; sum: bigint } => {
  const sums = new Map<string, bigint>();
  for (const { state, quantity } of places) sums.set(state, (sums.get(state) ?? 0n) + BigInt(quantity));
  const totals = Object.fromEntries([...sums].map(([state, sum]) => [state, formatDecimal(sum, lot.scale)]));
  return { totals, sum: [...sums.values()].reduce((a, b) => a + b, 0n) };
};

const shownLot = (lot: LotRow, places: readonly PlaceRow[]): Whereabouts['lots'][number] => {
  const { totals, sum } = sumsOf(lot, places);
  return {
    lot: lot.id,
    kind: lot.kind,
    lotNumber: lot.number,
    names: lot.names,
    unit: lot.unit,
    created: formatDecimal(BigInt(lot.created), lot.scale),
    totals,
    balanced: sum === BigInt(lot.created),
  };
};

interface LineSources {
  readonly parties: ReadonlyMap<string, PartyRow>;
  readonly documents: readonly DocumentRow[];
  readonly viewer: Viewer;
}

const lineOf = (
  lot: LotRow,
  place: PlaceRow,
  { parties, documents, viewer }: LineSources,
): WhereaboutsLine => ({
  lot: lot.id,
  lotNumber: lot.number,
  holder: partyOf(parties, place.holder),
  to: partyOf(parties, place.transit_to),
  state: place.state,
  quantity: formatDecimal(BigInt(place.quantity), lot.scale),
  unit: lot.unit,
  recallContact: maySee(viewer, 'recall-contacts')
    ? (parties.get(place.holder)?.recall_contact ?? null)
    : null,
  documents: documentsFor(place, documents),
});

/** Where goods are now, by code, production batch or raw-material batch (R-4.2.4, charter §6). */
@Injectable()
export class WhereaboutsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly codes: CodeReader,
  ) {}

  /** @throws DomainError of `CodeReader.resolve`; `BT-CODE-NOT-HELD` for a code that is on no goods yet. */
  async ofCode(account: Account, text: string): Promise<Whereabouts> {
    const code = await this.codes.resolve(text);
    const lot = code.place?.lot ?? null;
    if (code.place === undefined || lot === null)
      throw new DomainError('BT-CODE-NOT-HELD', { locator: code.locator });
    const answer = await this.ofLot(account, lot);
    const { place } = code;
    const here = (line: WhereaboutsLine): boolean =>
      line.lot === lot && line.holder?.enterprise === place.holder && this.#sameState(line, place);
    const subject = { kind: 'code' as const, lot, code: elementString(code.element) };
    return {
      ...answer,
      subject,
      lines: answer.lines.filter(here).map((line) => ({ ...line, quantity: '1' })),
    };
  }

  #sameState(
    line: WhereaboutsLine,
    place: { kind: 'parcel'; transitTo: string | null } | { kind: 'exit'; type: string },
  ): boolean {
    if (place.kind === 'exit') return line.state === place.type;
    return place.transitTo === null
      ? line.state === 'stock'
      : line.state === 'in-transit' && line.to?.enterprise === place.transitTo;
  }

  /** @throws DomainError `BT-LOT-UNKNOWN`, also for a lot the asker has nothing to do with; `BT-LIMIT` */
  async ofLot(account: Account, id: string): Promise<Whereabouts> {
    const manager = this.transactions.reader;
    const lots = await lotAndDescendants(manager, id);
    const [root] = lots;
    if (root === undefined) throw new DomainError('BT-LOT-UNKNOWN', { lot: id });
    if (lots.length > mostLots)
      throw new DomainError('BT-LIMIT', { limit: 'lots of a trace', most: mostLots });
    const ids = lots.map((lot) => lot.id);
    const [places, documents] = await Promise.all([
      placesOfLots(manager, ids),
      documentsOfLots(manager, ids),
    ]);
    const viewer = this.#viewerOf(account, root, places, documents);
    if (viewer === 'public') throw new DomainError('BT-LOT-UNKNOWN', { lot: id });
    const parties = await partiesOf(
      manager,
      places.flatMap((p) => [p.holder, ...(p.transit_to === null ? [] : [p.transit_to])]),
    );
    const complete = maySee(viewer, 'all-stations');
    const seen = complete
      ? places
      : places.filter((p) => p.holder === account.enterprise || p.transit_to === account.enterprise);
    const shown = complete ? lots : lots.filter((lot) => seen.some((p) => p.lot === lot.id));
    const sources = { parties, documents, viewer };
    return {
      subject: { kind: root.kind === 'raw' ? 'raw-lot' : 'lot', lot: root.id, code: null },
      complete,
      lots: shown.map((lot) =>
        shownLot(
          lot,
          seen.filter((p) => p.lot === lot.id),
        ),
      ),
      lines: shown.flatMap((lot) =>
        seen.filter((p) => p.lot === lot.id).map((place) => lineOf(lot, place, sources)),
      ),
    };
  }

  #viewerOf(
    account: Account,
    root: LotRow,
    places: readonly PlaceRow[],
    documents: readonly DocumentRow[],
  ): Viewer {
    if (account.roles.includes('regulator')) return 'regulator';
    if (account.enterprise === undefined) return 'public';
    if (account.enterprise === root.enterprise) return 'producer';
    const touched = [...places.flatMap((p) => [p.holder, p.transit_to]), ...documents.map((d) => d.holder)];
    return touched.includes(account.enterprise) ? 'holder' : 'public';
  }
}
