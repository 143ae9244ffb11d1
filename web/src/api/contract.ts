/**
 * Names for what the gateway says and takes; every type comes from the generated schema. Quantities are decimal strings in the
 * product's unit, dates `YYYY-MM-DD`, instants ISO 8601 with offset, lot ids `<enterprise>.<64 hex>`.
 */
import type { Jurisdiction } from '@baytrace/domain/ledger';
import type { PortalPermission, PortalRole } from '@baytrace/domain/access';
import type { RegistrationIdKind } from '@baytrace/domain/identifiers';
import type { NetContentUnit, UnitSymbol } from '@baytrace/domain/quantities';
import type { Answer, Body, Item } from './gateway-paths.js';

export type { Jurisdiction, NetContentUnit, PortalPermission, PortalRole, RegistrationIdKind, UnitSymbol };

/** One page of a list; `next` is the cursor of the following page, null on the last. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** A name of goods in the four languages. */
export type Names = Product['names'];
/** What the ledger says of a document. */
export type Seal = Operation['ledger'];
/** A business document that a movement names. */
export type DocumentRef = PathStep['documents'][number];
/** Who changed which fields of a document, from what to what. */
export type HistoryEntry = Purchase['history'][number];

export type Session = Answer<'/session', 'get'>;
export type Account = Session['account'];
export type ManagedAccount = Item<'/accounts'>;
export type NewAccount = Body<'/accounts', 'post'>;
export type AccountChanges = Body<'/accounts/{id}', 'patch'>;
export type AccountWithPassword = Answer<'/accounts', 'post'>;
export type AuditLine = Item<'/audit'>;
export type AuditVerification = Answer<'/audit/verification', 'get'>;
export type Platform = Answer<'/platform', 'get'>;
export type UploadedFile = Answer<'/files', 'post'>;
export type Operation = Answer<'/operations/{id}', 'get'>;

export type Enterprise = Answer<'/enterprise', 'get'>;
export type EnterpriseRegistration = Body<'/enterprises', 'post'>;
export type RegisteredEnterprise = Answer<'/enterprises', 'post'>;
export type TradeRole = Enterprise['roles'][number];
export type DirectoryEntry = Item<'/directory'>;

export type Product = Answer<'/products/{id}', 'get'>;
export type ProductFields = Body<'/products', 'post'>;
export type Material = Item<'/materials'>;
export type MaterialFields = Body<'/materials', 'post'>;

export type Party = Item<'/parties'>;
export type PartyFields = Body<'/parties', 'post'>;
export type PartyType = Party['types'][number];

export type Purchase = Answer<'/purchases/{id}', 'get'>;
export type PurchaseFields = Body<'/purchases', 'post'>;

export type Batch = Answer<'/batches/{id}', 'get'>;
export type BatchFields = Body<'/batches', 'post'>;
export type BatchFileType = Batch['files'][number]['type'];
export type RawLot = Item<'/raw-lots'>;

export type CodeBlock = Answer<'/code-blocks/{locator}', 'get'>;
export type CodeStatusChange = Body<'/code-blocks/{locator}/status', 'post'>;
export type DisableReason = CodeStatusChange['reason'];
export type Download = Item<'/downloads'>;
export type DownloadFormat = keyof Download['taken'];
export type Device = Item<'/devices'>;
export type DeviceChanges = Body<'/devices/{id}', 'patch'>;
export type Job = Answer<'/jobs/{id}', 'get'>;

export type Dispatch = Answer<'/dispatches/{id}', 'get'>;
export type DispatchFields = Body<'/dispatches', 'post'>;
export type CustomerRef = DispatchFields['customer'];
export type Currency = DispatchFields['currency'];
export type ScanResult = Answer<'/dispatches/{id}/scans', 'post'>;
export type ReceiptScanResult = Answer<'/receipts/{id}/scans', 'post'>;

export type Delivery = Item<'/deliveries'>;
export type Receipt = Answer<'/receipts/{id}', 'get'>;
export type ReceiptLine = Receipt['lines'][number];
export type ReceiptChange = Body<'/receipts/{id}', 'patch'>;
export type Sale = Item<'/sales'>;

export type StockRow = Item<'/stock'>;
export type StockMovement = Item<'/stock/{lot}/movements'>;

export type Whereabouts = Answer<'/whereabouts', 'get'>;
export type WhereaboutsLot = Whereabouts['lots'][number];
export type WhereaboutsLine = Whereabouts['lines'][number];
export type WhereaboutsState = WhereaboutsLine['state'];

export type CodeHistory = Answer<'/codes', 'get'>;
export type CodeVerdict = CodeHistory['verdict'];
export type PathStep = CodeHistory['path'][number];
