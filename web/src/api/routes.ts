/**
 * The operations of the gateway in the shape that openapi-typescript generates (`paths`), so that the generated
 * interface can take this one's place. A path here has no `/api/v1` in front.
 */
import type * as T from './contract.js';

interface Json<B> {
  content: { 'application/json': B };
}
interface Answers<R> {
  200: Json<R>;
  default: Json<T.ProblemDocument>;
}
interface Parameters<Q = undefined, P = undefined> {
  query?: Q;
  path: P;
}
interface NoPath<Q = undefined> {
  query?: Q;
}
type Params<Q, P> = P extends undefined ? NoPath<Q> : Parameters<Q, P>;
interface Get<R, Q = undefined, P = undefined> {
  get: { parameters: Params<Q, P>; responses: Answers<R> };
}
interface Post<R, B = undefined, P = undefined> {
  post: { parameters: Params<undefined, P>; responses: Answers<R> } & (B extends undefined
    ? { requestBody?: never }
    : { requestBody: Json<B> });
}
interface Patch<R, B> {
  patch: { parameters: Parameters<undefined, ById>; requestBody: Json<B>; responses: Answers<R> };
}
interface Remove<P> {
  delete: { parameters: Params<undefined, P>; requestBody?: never; responses: Answers<unknown> };
}
interface ById {
  id: string;
}
interface ByLocator {
  locator: string;
}
type Paging<Q = unknown> = Q & { limit?: number; cursor?: string };
type Versioned<F> = F & { version: number };

/** Path → method → parameters, body, answers. */
export interface paths {
  '/session': Get<T.Session> & Post<T.Session, { login: string; password: string }> & Remove<undefined>;
  '/session/password': Post<unknown, { present: string; next: string }>;
  '/platform': Get<T.Platform>;
  '/operations': Get<T.Page<T.Operation>, Paging<{ state?: string }>>;
  '/operations/{id}': Get<T.Operation, undefined, ById>;
  '/accounts': Get<T.Page<T.ManagedAccount>, Paging> & Post<T.AccountWithPassword, T.NewAccount>;
  '/accounts/{id}': Patch<T.AccountWithPassword, T.AccountChanges>;
  '/audit': Get<T.Page<T.AuditLine>, Paging<{ action?: string; result?: string }>>;
  '/audit/verification': Get<T.AuditVerification>;

  '/enterprises': Get<T.Page<T.Enterprise>, Paging<{ q?: string }>> &
    Post<T.RegisteredEnterprise, T.EnterpriseRegistration>;
  '/enterprises/{id}': Get<T.Enterprise, undefined, ById>;
  '/enterprise': Get<T.Enterprise>;
  '/directory': Get<T.Page<T.DirectoryEntry>, Paging<{ q?: string; jurisdiction?: string; role?: string }>>;

  '/products': Get<T.Page<T.Product>, Paging<{ q?: string }>> & Post<T.Product, T.ProductFields>;
  '/products/{id}': Get<T.Product, undefined, ById>;
  '/materials': Get<T.Page<T.Material>, Paging<{ q?: string }>> & Post<T.Material, T.MaterialFields>;

  '/parties': Get<T.Page<T.Party>, Paging<{ type?: string; kind?: string; q?: string }>> &
    Post<T.Party, T.PartyFields>;
  '/parties/{id}': Patch<T.Party, Versioned<T.PartyFields>>;
  '/parties/{id}/retire': Post<T.Party, undefined, ById>;
  '/parties/{id}/reveal': Post<{ identityNumber: string; telephone: string }, { reason: string }, ById>;

  '/purchases': Get<T.Page<T.Purchase>, Paging<{ state?: string; q?: string; material?: string }>> &
    Post<T.Purchase, T.PurchaseFields>;
  '/purchases/{id}': Get<T.Purchase, undefined, ById> &
    Patch<T.Purchase, Versioned<T.PurchaseFields>> &
    Remove<ById>;
  '/purchases/{id}/confirm': Post<T.Purchase, undefined, ById>;

  '/batches': Get<T.Page<T.Batch>, Paging<{ state?: string; q?: string; product?: string }>> &
    Post<T.Batch, T.BatchFields>;
  '/batches/{id}': Get<T.Batch, undefined, ById> & Patch<T.Batch, Versioned<T.BatchFields>> & Remove<ById>;
  '/batches/{id}/confirm': Post<T.Batch, undefined, ById>;
  '/batches/{id}/files': Post<
    T.Batch,
    { file: string; type: T.BatchFileType; number?: string; date?: string },
    ById
  >;
  '/raw-lots': Get<T.Page<T.RawLot>, Paging<{ q?: string }>>;

  '/code-blocks': Get<T.Page<T.CodeBlock>, Paging<{ product?: string }>> &
    Post<T.CodeBlock, { product: string; level: 'item'; count: number; unitsPerCode: '1' }>;
  '/code-blocks/{locator}': Get<T.CodeBlock, undefined, ByLocator>;
  '/code-blocks/{locator}/downloads': Post<T.Download, { count: number; from?: number }, ByLocator>;
  '/code-blocks/{locator}/assignments': Post<
    T.Assignment,
    { lot: string; download: string } | { lot: string; ranges: T.CodeRange[] },
    ByLocator
  >;
  '/code-blocks/{locator}/status': Post<{ ledger: T.Seal }, T.CodeStatusChange, ByLocator>;
  '/downloads': Get<T.Page<T.Download>, Paging<{ locator?: string }>>;
  '/downloads/{id}/repeat': Post<T.Download, { format: T.DownloadFormat; reason: string }, ById>;
  '/devices': Get<T.Page<T.Device>, Paging>;
  '/jobs': Get<T.Page<T.Job>, Paging> &
    Post<T.Job, { locator: string; count: number; device: string; lot: string }>;
  '/jobs/{id}': Get<T.Job, undefined, ById>;
  '/jobs/{id}/cancel': Post<T.Job, { reason: string }, ById>;

  '/dispatches': Get<T.Page<T.Dispatch>, Paging<{ state?: string; q?: string }>> &
    Post<T.Dispatch, T.DispatchFields>;
  '/dispatches/{id}': Get<T.Dispatch, undefined, ById> &
    Patch<T.Dispatch, Versioned<T.DispatchFields>> &
    Remove<ById>;
  '/dispatches/{id}/scans': Post<T.ScanResult, { codes: string[] }, ById> & {
    delete: {
      parameters: Parameters<undefined, ById>;
      requestBody: Json<{ codes?: string[] }>;
      responses: Answers<unknown>;
    };
  };
  '/dispatches/{id}/confirm': Post<T.Dispatch, undefined, ById>;

  '/deliveries': Get<T.Page<T.Delivery>, Paging<{ state?: string }>>;
  '/receipts': Get<T.Page<T.Receipt>, Paging<{ state?: string }>> &
    Post<T.Receipt, { code: string } | { shipment: string }>;
  '/receipts/{id}': Get<T.Receipt, undefined, ById> & Patch<T.Receipt, T.ReceiptChange> & Remove<ById>;
  '/receipts/{id}/scans': Post<T.ScanResult, { codes: string[] }, ById>;
  '/receipts/{id}/confirm': Post<T.Receipt, undefined, ById>;

  '/sales': Get<T.Page<T.Sale>, Paging> & Post<T.Sale, T.SaleFields>;
  '/stock': Get<T.Page<T.StockRow>, Paging<{ q?: string; product?: string }>>;
  '/stock/{lot}/movements': Get<T.Page<T.StockMovement>, Paging<{ direction?: string }>, { lot: string }>;
  '/whereabouts': Get<T.Whereabouts, { code?: string; lot?: string }>;
  '/codes': Get<T.CodeHistory, { code: string }>;
  '/public/codes': Get<T.CodeHistory, { code: string }>;
}
