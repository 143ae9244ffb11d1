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
  /** Cursor of the following page, null on the last. */
  next: string | null;
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
}
export interface Session {
  account: Account;
  permissions: PortalPermission[];
  csrf: string;
  /** True: only changing the password is answered until it is done. */
  passwordExpired: boolean;
}
export interface ManagedAccount {
  id: string;
  login: string;
  displayName: string;
  roles: PortalRole[];
  enterprise: string | null;
  state: 'active' | 'disabled';
  mustChangePassword: boolean;
  createdAt: string;
  version: number;
}
export interface NewAccount {
  login: string;
  displayName: string;
  roles: PortalRole[];
  enterprise?: string;
}
export interface AccountChanges {
  version: number;
  displayName?: string;
  roles?: PortalRole[];
  state?: 'active' | 'disabled';
  resetPassword?: true;
}
/** An account with its initial password, which is told once. */
export interface AccountWithPassword {
  account: ManagedAccount;
  initialPassword?: string;
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
  administrator: { login: string; initialPassword: string | null };
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
  platformName: string | null;
  state: 'active' | 'retired';
  version: number;
}
export type Party = (EnterprisePartyFields & PartyRecord) | (IndividualPartyFields & PartyRecord);

/** Who changed which fields of a document, from what to what. */
export interface HistoryEntry {
  at: string;
  account: string;
  changes: Record<string, { from: unknown; to: unknown }>;
}

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
  history: HistoryEntry[];
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
/** A raw-material lot used or lost, with the names people read. */
export interface ShownUse extends LotQuantity {
  lotNumber: string | null;
  names: Names | null;
  supplierName: string | null;
  unit: string | null;
}
export interface Batch extends Omit<BatchFields, 'inputs' | 'losses'>, Documented {
  number: string;
  inputs: ShownUse[];
  losses: ShownUse[];
  productNames: Names;
  unit: UnitSymbol;
  lot: string | null;
  files: BatchFile[];
  codes: { issued: number; drawn: number; assigned: number };
  state: 'draft' | 'confirmed';
  history: HistoryEntry[];
}
export interface RawLot {
  lot: string;
  materialNames: Names | null;
  supplierName: string | null;
  lotNumber: string;
  productionDate: string;
  expiryDate: string;
  unit: UnitSymbol;
  available: string;
  /** The production lots made of it (R-4.2.2c). */
  batches: { lot: string; lotNumber: string; productNames: Names | null; quantity: string }[];
}

// codes
export type CodeRange = [number, number];
export interface CodeBlock {
  locator: string;
  product: string;
  productNames: Names | null;
  gtin: string | null;
  level: string;
  unitsPerCode: string;
  count: number;
  root: string;
  template: { name: string; form: string; digest: string };
  pool: number;
  drawn: number;
  assigned: number;
  voided: number;
  disabled: number;
  /** The first code; null while the block's key is not here yet. */
  sample: string | null;
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
  copies: Record<DownloadFormat, number>;
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
  lot?: string | null;
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
  productNames: Names | null;
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
  /** Null where it has no meaning: a draft, goods sold outside the platform, lines of several units. */
  received: string | null;
  inTransit: string | null;
  missing: string | null;
  history: HistoryEntry[];
}
export interface ScanLine {
  product: string;
  lot: string | null;
  lotNumber: string | null;
  expected: string;
  scanned: string;
}
export interface ScanResult {
  accepted: number;
  /** Codes that were scanned here before. */
  ignored: string[];
  refused: { code: string; problem: { code: string; params?: Record<string, string | number> } }[];
  lines: ScanLine[];
}

// receiving
interface GoodsLine {
  lot: string;
  product: string | null;
  productNames: Names | null;
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
  lines: { lot: string; productNames: Names | null; lotNumber: string; quantity: string; unit: UnitSymbol }[];
  date?: string;
  ledger: Seal;
}

// stock
export interface StockRow {
  lot: string;
  kind: string;
  product: string | null;
  names: Names | null;
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
export interface Station {
  enterprise: string;
  name: string;
  jurisdiction: Jurisdiction;
}
export type WhereaboutsState =
  'stock' | 'in-transit' | 'missing' | 'used' | 'loss' | 'sold' | 'sampled' | 'disposed' | 'lost';
export interface WhereaboutsLine {
  lot: string;
  lotNumber: string;
  holder: Station | null;
  to: Station | null;
  state: WhereaboutsState;
  quantity: string;
  unit: string;
  recallContact: string | null;
  documents: DocumentRef[];
}
export interface WhereaboutsLot {
  lot: string;
  kind: 'raw' | 'finished' | 'by-product';
  lotNumber: string;
  names: Names | null;
  unit: string;
  created: string;
  /** Sums by state; with all lines seen they add up to `created`. */
  totals: Partial<Record<WhereaboutsState, string>>;
  balanced: boolean;
}
export interface Whereabouts {
  subject: { kind: 'code' | 'lot' | 'raw-lot'; lot: string; code: string | null };
  /** False when the asker sees only its own part of the chain. */
  complete: boolean;
  lots: WhereaboutsLot[];
  lines: WhereaboutsLine[];
}

// history of a code
export type CodeVerdict =
  'in-order' | 'disabled' | 'recalled' | 'held' | 'unassigned' | 'ended' | 'forged' | 'unknown' | 'invalid';
export interface PathStep {
  step: string;
  at: string;
  station: Station | null;
  to: Station | null;
  documents: DocumentRef[];
  transactionId: string;
  block: number;
  endorsers: string[];
}
export interface CodeHistory {
  verdict: CodeVerdict;
  viewer: 'public' | 'holder' | 'producer' | 'regulator';
  reason: string | null;
  code: { element: string; uri: string; locator: string; index: number | null; level: string } | null;
  product: {
    names: Names;
    gtin: string | null;
    number: string;
    category: string;
    packaging: string;
    netContent: { value: string; unit: string };
    origin: string;
    producer: Station | null;
  } | null;
  lot: {
    id: string;
    number: string;
    productionDate: string;
    expiryDate: string;
    status: string;
    holds: Record<string, string>;
    files: { type: string; sha256: string; number: string | null; date: string | null }[];
  } | null;
  /** True: of the code's set fewer units arrived than codes, so it may be one of the missing. */
  slack: boolean;
  holder: Station | null;
  path: PathStep[];
}

export interface AuditLine {
  seq: number;
  time: string;
  actor: string | null;
  enterprise: string | null;
  ip: string | null;
  requestId: string | null;
  action: string;
  objectType: string | null;
  objectId: string | null;
  result: string;
  hash: string;
}
export interface AuditVerification {
  intact: boolean;
  lines: number;
  head: string;
  brokenAt?: number;
}
