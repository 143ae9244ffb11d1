/**
 * What the gateway says and takes (REST API v1), by hand until the generated schema exists.
 * Types only. Quantities are decimal strings in the product's unit, dates `YYYY-MM-DD`, instants ISO 8601 with
 * offset, ids 26 base-32 digits, lot ids `<enterprise>.<64 hex>`.
 */
import type { Jurisdiction } from '@baytrace/domain/ledger';
import type { PortalPermission, PortalRole } from '@baytrace/domain/access';
import type { RegistrationIdKind } from '@baytrace/domain/identifiers';
import type { NetContentUnit, UnitSymbol } from '@baytrace/domain/quantities';

export type { Jurisdiction, NetContentUnit, PortalPermission, PortalRole, RegistrationIdKind, UnitSymbol };

export interface Names {
  'zh-Hans': string;
  'zh-Hant': string;
  en: string;
  pt: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total?: number;
}

export interface ProblemDocument {
  type?: string;
  title?: string;
  status: number;
  code: string;
  params?: Record<string, string | number>;
  errors?: { path: string; message: string }[];
  requestId?: string;
}

export type SealState = 'draft' | 'waiting' | 'committed' | 'refused';

/** What the ledger says of a document. */
export interface Seal {
  state: SealState;
  operation: string | null;
  transactionId: string | null;
  block: number | null;
  endorsers: string[];
  committedAt: string | null;
  refusal: { code: string; params?: Record<string, string | number> } | null;
}

interface Documented {
  id: string;
  ledger: Seal;
  version: number;
}

export interface DocumentRef {
  type: string;
  number: string;
  date: string;
}

// session and platform
export interface Account {
  id: string;
  login: string;
  displayName: string;
  roles: PortalRole[];
  enterprise: string | null;
  jurisdiction: Jurisdiction;
  permissions: PortalPermission[];
}
export interface Session {
  account: Account;
  csrf: string;
}
export interface ManagedAccount {
  id: string;
  login: string;
  displayName: string;
  roles: PortalRole[];
  enterprise: string | null;
  disabled?: boolean;
}
export interface Platform {
  jurisdiction: Jurisdiction;
  publicHost: string;
  version: string;
  ledger: { kind: 'embedded' | 'fabric'; height: number };
}
export interface UploadedFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}
export interface Operation {
  id: string;
  state: SealState;
  type: string;
  createdAt: string;
  ledger: Seal;
  document: { type: string; id: string } | null;
}

// enterprises
export type TradeRole = 'producer' | 'distributor';
export interface EnterpriseFields {
  name: string;
  premisesType: string;
  registrationNumber: string;
  identifierType: RegistrationIdKind;
  domicile: string;
  region?: string | null;
  legalRepresentative: string;
  contactPerson: string;
  contactDetails: string;
  recallContact: string;
  roles: TradeRole[];
}
export interface Enterprise extends EnterpriseFields, Documented {
  jurisdiction: Jurisdiction;
  status: 'active' | 'suspended';
}
export interface EnterpriseRegistration extends EnterpriseFields {
  administrator: { login: string; displayName: string };
}
export interface RegisteredEnterprise {
  enterprise: Enterprise;
  administrator: { login: string; initialPassword: string };
  ledger: Seal;
}
export interface DirectoryEntry {
  enterprise: string;
  jurisdiction: Jurisdiction;
  name: string;
  premisesType: string;
  registrationNumber: string | null;
  recallContact: string;
  roles: TradeRole[];
  status: 'active' | 'suspended';
  own: boolean;
}

// products and materials
export interface ProductFields {
  number: string;
  gtin?: string | null;
  names: Names;
  prepackaged: 'pre-packed' | 'made-in-pack';
  packaging: string;
  netContent: { value: string; unit: NetContentUnit };
  unit: UnitSymbol;
  scale: number;
  category: string;
  origin: string;
}
export interface Product extends ProductFields {
  id: string;
  enterprise: string;
  ledger: Seal;
}
export interface MaterialFields {
  names: Names;
  unit: UnitSymbol;
  scale: number;
}
export interface Material extends MaterialFields {
  id: string;
  version: number;
}

// trading parties
export type PartyType = 'supplier' | 'customer';
export interface EnterprisePartyFields {
  types: PartyType[];
  kind: 'enterprise';
  creditCode: string;
  name: string;
  address: string;
  legalPerson: string;
  contactPerson: string;
  contactDetails: string;
  region?: string | null;
}
export interface IndividualPartyFields {
  types: PartyType[];
  kind: 'individual';
  name: string;
  identityNumber: string;
  telephone: string;
  address: string;
}
export type PartyFields = EnterprisePartyFields | IndividualPartyFields;
interface PartyRecord {
  id: string;
  platformEnterprise: string | null;
  state: 'active' | 'retired';
  version: number;
}
export type Party = (EnterprisePartyFields & PartyRecord) | (IndividualPartyFields & PartyRecord);

// purchases
export interface PurchaseFields {
  material: string;
  supplier: string;
  quantity: string;
  lotNumber: string;
  productionDate: string;
  expiryDate: string;
  origin: { country: string; place?: string | null };
  documentNumber?: string | null;
  documentDate?: string | null;
}
export interface Purchase extends PurchaseFields, Documented {
  number: string;
  materialNames: Names;
  unit: UnitSymbol;
  supplierName: string;
  state: 'draft' | 'confirmed';
  lot: string | null;
  history: { at: string; account: string; changes: unknown }[];
}

// production batches
export interface LotQuantity {
  lot: string;
  quantity: string;
}
export interface BatchFields {
  product: string;
  lotNumber: string;
  quantity: string;
  productionDate: string;
  expiryDate: string;
  inputs: LotQuantity[];
  losses: LotQuantity[];
}
export type BatchFileType = 'inspection-report' | 'production-record';
export interface BatchFile {
  file: string;
  type: BatchFileType;
  number: string | null;
  date: string | null;
  sha256: string;
  name: string;
  ledger: Seal;
}
export interface Batch extends BatchFields, Documented {
  number: string;
  productNames: Names;
  unit: UnitSymbol;
  lot: string | null;
  files: BatchFile[];
  codes: { issued: number; drawn: number; assigned: number };
  state: 'draft' | 'confirmed';
}
export interface RawLot {
  lot: string;
  materialNames: Names;
  supplierName: string;
  lotNumber: string;
  productionDate: string;
  expiryDate: string;
  unit: UnitSymbol;
  available: string;
}

// codes
export type CodeRange = [number, number];
export interface CodeBlock {
  locator: string;
  product: string;
  productNames: Names;
  gtin: string | null;
  level: 'item';
  unitsPerCode: string;
  count: number;
  root: string;
  template: string;
  pool: number;
  drawn: number;
  assigned: number;
  voided: number;
  disabled: number;
  sample: string;
  createdAt: string;
  ledger: Seal;
}
export type DownloadFormat = 'csv' | 'svg-zip';
export interface Download {
  id: string;
  locator: string;
  ranges: CodeRange[];
  count: number;
  taken: Record<DownloadFormat, boolean>;
  ledger: Seal;
}
export interface Assignment {
  locator: string;
  lot: string;
  ranges: CodeRange[];
  ledger: Seal;
}
export type DisableReason = 'damaged' | 'leaked' | 'error' | 'other';
export interface CodeStatusChange {
  status: 'disabled' | 'enabled';
  reason: DisableReason;
  codes?: string[];
  ranges?: CodeRange[];
}
export interface Device {
  id: string;
  name: string;
  kind: 'inkjet' | 'laser';
  line: string;
  state: 'online' | 'offline';
  bufferDepth: number;
  lastSeen: string | null;
}
export interface Job {
  id: string;
  device: string;
  locator: string;
  lot: string;
  ranges: CodeRange[];
  total: number;
  sent: number;
  marked: number;
  assigned: number;
  unknown: number;
  state: 'waiting' | 'sent' | 'running' | 'finished' | 'cancelled';
  createdAt: string;
  ledger: Seal;
}

// dispatch
export type Currency = 'CNY' | 'HKD' | 'MOP';
export type CustomerRef = { enterprise: string } | { party: string };
export interface DispatchLineFields {
  product: string;
  lot?: string;
  quantity: string;
  unitPrice: string;
}
export interface DispatchFields {
  customer: CustomerRef;
  date: string;
  orderNumber?: string | null;
  currency: Currency;
  lines: DispatchLineFields[];
  customs?: Record<string, string> | null;
}
export interface DispatchLine {
  product: string;
  productNames: Names;
  lot: string | null;
  lotNumber: string | null;
  productionDate: string | null;
  expiryDate: string | null;
  quantity: string;
  scanned: number;
  unit: UnitSymbol;
  unitPrice: string;
}
export interface Dispatch extends Omit<DispatchFields, 'lines'>, Documented {
  number: string;
  customerName: string;
  customerJurisdiction: Jurisdiction | null;
  state: 'draft' | 'dispatched';
  lines: DispatchLine[];
  received: string;
  inTransit: string;
}
export interface ScanLine {
  product: string;
  lot: string;
  lotNumber: string;
  expected: string | number;
  scanned: string | number;
}
export interface ScanResult {
  accepted: number | string[];
  refused: { code: string; problem: { code: string; params?: Record<string, string | number> } }[];
  lines: ScanLine[];
}

// receiving
interface GoodsLine {
  lot: string;
  product: string;
  productNames: Names;
  lotNumber: string;
  productionDate: string;
  expiryDate: string;
  unit: UnitSymbol;
}
export interface DeliveryLine extends GoodsLine {
  shipped: string;
  received: string;
  inTransit: string;
  missing: string;
}
export interface Delivery {
  shipment: string;
  from: { enterprise: string; name: string; jurisdiction: Jurisdiction };
  document: DocumentRef | null;
  shippedAt: string;
  lines: DeliveryLine[];
  ledger: Seal;
}
export interface ReceiptLine extends GoodsLine {
  expected: string;
  quantity: string;
  codes: string[];
}
export interface Receipt extends Documented {
  number: string;
  shipment: string;
  supplier: { enterprise: string; name: string };
  scannedCode: string | null;
  lines: ReceiptLine[];
  state: 'draft' | 'received';
  document: DocumentRef | null;
}
export interface ReceiptChange {
  version: number;
  lines: { lot: string; quantity: string; codes?: string[] }[];
}

// sales to consumers
export type SaleFields = ({ codes: string[] } | { lines: LotQuantity[] }) & {
  documentNumber?: string;
  date?: string;
};
export interface Sale {
  id: string;
  number: string;
  lines: { lot: string; productNames: Names; lotNumber: string; quantity: string; unit: UnitSymbol }[];
  date?: string;
  ledger: Seal;
}

// stock
export interface StockRow {
  lot: string;
  kind: string;
  product: string | null;
  names: Names;
  lotNumber: string;
  productionDate: string;
  expiryDate: string;
  unit: UnitSymbol;
  held: string;
  coded: string;
  uncoded: string;
  slack: string;
  inTransitIn: string;
  inTransitOut: string;
  status: string;
}
export interface StockMovement {
  time: string;
  direction: 'in' | 'out';
  type: string;
  quantity: string;
  balance: string;
  document: DocumentRef | null;
  counterparty: { enterprise: string; name: string } | string | null;
  ledger: Seal;
}

// whereabouts
export interface WhereaboutsTotals {
  created: string;
  unit: UnitSymbol;
  held: string;
  inTransit: string;
  sold: string;
  used: string;
  lost: string;
  disposed: string;
  sampled: string;
  missing: string;
}
export type WhereaboutsState =
  'stock' | 'in-transit' | 'sold' | 'used' | 'loss' | 'lost' | 'disposed' | 'sampled' | 'missing';
export interface WhereaboutsLine {
  lot: string;
  holder: { enterprise: string; name: string; jurisdiction: Jurisdiction } | null;
  state: WhereaboutsState;
  to?: { enterprise: string; name: string } | null;
  quantity: string;
  unit: UnitSymbol;
  documents: DocumentRef[];
  exact: boolean;
}
export interface Whereabouts {
  subject: { kind: 'code' | 'lot' | 'raw-lot'; lotNumber?: string; names?: Names; code?: string };
  totals: WhereaboutsTotals;
  balanced: boolean;
  lots: { lot: string; lotNumber: string; productNames: Names; created: string; totals: WhereaboutsTotals }[];
  lines: WhereaboutsLine[];
}

// history of a code
export type CodeVerdict =
  'in-order' | 'disabled' | 'recalled' | 'held' | 'forged' | 'unknown' | 'unassigned' | 'ended';
export interface PathStep {
  step: string;
  at: string;
  station: { name: string; jurisdiction: Jurisdiction } | null;
  to?: { name: string; jurisdiction: Jurisdiction } | null;
  document?: DocumentRef | null;
  quantity?: string | null;
  transactionId?: string | null;
  block?: number | null;
  endorsers?: string[] | null;
}
export interface CodeHistory {
  verdict: CodeVerdict;
  code: { element: string; uri: string; locator: string; index: number; level: string } | null;
  product: {
    names: Names;
    gtin: string | null;
    netContent: { value: string; unit: string } | null;
    packaging: string | null;
    origin: string | null;
    number: string | null;
    producer: { name: string; jurisdiction: Jurisdiction } | null;
  } | null;
  lot: {
    id: string;
    lotNumber: string;
    productionDate: string;
    expiryDate: string;
    status: string;
    holds: { jurisdiction: Jurisdiction; hold: string }[] | null;
    files: { type: string; sha256: string; number: string | null; date: string | null; file?: string }[] | null;
  } | null;
  status: { disabled: boolean; reason: string | null } | null;
  slack: boolean;
  holder: { name: string; jurisdiction: Jurisdiction } | null;
  path: PathStep[] | null;
  viewer: 'public' | 'holder' | 'producer' | 'regulator';
}

export interface AuditEntry {
  id?: string;
  at: string;
  account: string | null;
  action: string;
  subject?: string | null;
}
