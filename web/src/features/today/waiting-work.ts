import { api, take } from '../../api/client.js';
import type {
  PortalPermission,
  Purchase,
  Batch,
  Dispatch,
  Receipt,
  Delivery,
  Operation,
} from '../../api/contract.js';
import { showInstant, showQuantity } from '../../ui/format/use-format.js';
import { documentPath } from '../../ui/ledger/document-path.js';
import { documentTypeName } from '../../ui/ledger/document-type.js';
import { localName } from '../../ui/text/names.js';
import { text } from '../../ui/text/use-text.js';

/** Kinds of work that wait for a person, in the order shown. */
export const workKinds = [
  'deliveries',
  'receipts',
  'refused',
  'purchases',
  'batches',
  'dispatches',
  'waiting',
] as const;

export type WorkKind = (typeof workKinds)[number];

/** One thing that waits, with its one next action. */
export interface WorkItem {
  readonly kind: WorkKind;
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly to: string;
}

const purchaseItem = (purchase: Purchase): WorkItem => ({
  kind: 'purchases',
  key: purchase.id,
  title: `${localName(purchase.materialNames)} · ${purchase.lotNumber}`,
  detail: `${purchase.supplierName} · ${showQuantity(purchase.quantity, purchase.unit)}`,
  to: `/purchases/${purchase.id}`,
});
const batchItem = (batch: Batch): WorkItem => ({
  kind: 'batches',
  key: batch.id,
  title: `${localName(batch.productNames)} · ${batch.lotNumber}`,
  detail: showQuantity(batch.quantity, batch.unit),
  to: `/batches/${batch.id}`,
});
const dispatchItem = (dispatch: Dispatch): WorkItem => ({
  kind: 'dispatches',
  key: dispatch.id,
  title: `${dispatch.customerName} · ${dispatch.number}`,
  detail: dispatch.lines
    .map((line) => `${localName(line.productNames)} ${showQuantity(line.quantity, line.unit)}`)
    .join(' · '),
  to: `/dispatches/${dispatch.id}`,
});
const receiptItem = (receipt: Receipt): WorkItem => ({
  kind: 'receipts',
  key: receipt.id,
  title: `${receipt.supplier.name} · ${receipt.number}`,
  detail: receipt.lines
    .map((line) => `${localName(line.productNames)} ${showQuantity(line.expected, line.unit)}`)
    .join(' · '),
  to: `/receiving/${receipt.id}`,
});
/** False for a shipment received short: nothing of it waits, unless one of the missing turns up. */
const isOnTheWay = (delivery: Pick<Delivery, 'lines'>): boolean =>
  delivery.lines.some(({ inTransit }) => Number(inTransit) > 0);
const deliveryItem = (delivery: Delivery): WorkItem => ({
  kind: 'deliveries',
  key: delivery.shipment,
  title: delivery.from.name,
  detail: delivery.lines
    .map((line) => `${localName(line.productNames)} ${showQuantity(line.inTransit, line.unit)}`)
    .join(' · '),
  to: '/receiving',
});
const operationItem = (operation: Operation): WorkItem => ({
  kind: operation.state === 'refused' ? 'refused' : 'waiting',
  key: operation.id,
  title: operation.document === null ? text('operations.title') : documentTypeName(operation.document.type),
  detail: showInstant(operation.createdAt),
  to:
    (operation.document === null ? null : documentPath(operation.document.type, operation.document.id)) ??
    '/operations',
});

const few = { limit: 20 };

/** Reads what waits for an account with these rights; each part that may not be read is left out. */
export const readWork = async (may: (permission: PortalPermission) => boolean): Promise<WorkItem[]> => {
  const parts: Promise<WorkItem[]>[] = [];
  if (may('receipt:write')) {
    parts.push(
      take(api.GET('/deliveries', { params: { query: { state: 'open', ...few } } })).then((p) =>
        p.items.filter(isOnTheWay).map(deliveryItem),
      ),
    );
    parts.push(
      take(api.GET('/receipts', { params: { query: { state: 'draft', ...few } } })).then((p) =>
        p.items.map(receiptItem),
      ),
    );
  }
  if (may('purchase:write')) {
    parts.push(
      take(api.GET('/purchases', { params: { query: { state: 'draft', ...few } } })).then((p) =>
        p.items.map(purchaseItem),
      ),
    );
  }
  if (may('batch:write')) {
    parts.push(
      take(api.GET('/batches', { params: { query: { state: 'draft', ...few } } })).then((p) =>
        p.items.map(batchItem),
      ),
    );
  }
  if (may('dispatch:write')) {
    parts.push(
      take(api.GET('/dispatches', { params: { query: { state: 'draft', ...few } } })).then((p) =>
        p.items.map(dispatchItem),
      ),
    );
  }
  if (may('operation:read')) {
    for (const state of ['refused', 'waiting'] as const) {
      parts.push(
        take(api.GET('/operations', { params: { query: { state, ...few } } })).then((p) =>
          p.items.map(operationItem),
        ),
      );
    }
  }
  return (await Promise.all(parts)).flat();
};

/** The items of each kind that has any, in the order of {@link workKinds}. */
export const groupWork = (
  items: readonly WorkItem[],
): { readonly kind: WorkKind; readonly items: readonly WorkItem[] }[] =>
  workKinds
    .map((kind) => ({ kind, items: items.filter((item) => item.kind === kind) }))
    .filter((group) => group.items.length > 0);
