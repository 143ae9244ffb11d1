import type { Component } from 'vue';
import {
  Box,
  Connection,
  Document,
  Files,
  Goods,
  HomeFilled,
  List,
  Location,
  OfficeBuilding,
  Printer,
  Search,
  Sell,
  ShoppingCart,
  Sort,
  Tickets,
  Van,
} from '@element-plus/icons-vue';
import type { PortalPermission } from '@baytrace/domain/access';
import type { MessageKey } from '../ui/text/use-text.js';

/** One entry of the navigation. */
export interface NavigationEntry {
  readonly name: string;
  readonly path: string;
  readonly label: MessageKey;
  readonly icon: Component;
  readonly permission: PortalPermission | null;
}

/** The day's work, in the order goods take; a role sees its own part. */
export const navigation: readonly NavigationEntry[] = [
  { name: 'today', path: '/', label: 'app.nav.today', icon: HomeFilled, permission: null },
  {
    name: 'enterprises',
    path: '/enterprises',
    label: 'app.nav.enterprises',
    icon: OfficeBuilding,
    permission: 'enterprise:register',
  },
  {
    name: 'purchases',
    path: '/purchases',
    label: 'app.nav.purchases',
    icon: ShoppingCart,
    permission: 'purchase:read',
  },
  { name: 'batches', path: '/batches', label: 'app.nav.batches', icon: Box, permission: 'batch:read' },
  { name: 'codes', path: '/codes', label: 'app.nav.codes', icon: Files, permission: 'code:read' },
  { name: 'jobs', path: '/jobs', label: 'app.nav.jobs', icon: Printer, permission: 'job:read' },
  {
    name: 'dispatches',
    path: '/dispatches',
    label: 'app.nav.dispatches',
    icon: Van,
    permission: 'dispatch:read',
  },
  {
    name: 'receiving',
    path: '/receiving',
    label: 'app.nav.receiving',
    icon: Sort,
    permission: 'receipt:read',
  },
  { name: 'sales', path: '/sales', label: 'app.nav.sales', icon: Sell, permission: 'sale:read' },
  { name: 'stock', path: '/stock', label: 'app.nav.stock', icon: Goods, permission: 'stock:read' },
  {
    name: 'whereabouts',
    path: '/whereabouts',
    label: 'app.nav.whereabouts',
    icon: Location,
    permission: 'whereabouts:read',
  },
  { name: 'history', path: '/history', label: 'app.nav.history', icon: Search, permission: 'history:read' },
  { name: 'products', path: '/products', label: 'app.nav.products', icon: List, permission: 'product:read' },
  {
    name: 'partners',
    path: '/partners',
    label: 'app.nav.partners',
    icon: Connection,
    permission: 'party:read',
  },
  {
    name: 'directory',
    path: '/directory',
    label: 'app.nav.directory',
    icon: Connection,
    permission: 'directory:read',
  },
  {
    name: 'operations',
    path: '/operations',
    label: 'app.nav.operations',
    icon: Tickets,
    permission: 'operation:read',
  },
  {
    name: 'accounts',
    path: '/accounts',
    label: 'app.nav.accounts',
    icon: OfficeBuilding,
    permission: 'account:manage',
  },
  { name: 'audit', path: '/audit', label: 'app.nav.audit', icon: Document, permission: 'audit:read' },
];

const phoneOrder = [
  'today',
  'receiving',
  'dispatches',
  'stock',
  'purchases',
  'batches',
  'jobs',
  'codes',
  'sales',
  'enterprises',
  'whereabouts',
  'accounts',
  'audit',
  'history',
  'operations',
];

/** The four entries beside "more" on a phone: what a person in the warehouse or on site needs first. */
export const phoneTabs = (entries: readonly NavigationEntry[]): readonly NavigationEntry[] =>
  [...entries].sort((a, b) => rank(a.name) - rank(b.name)).slice(0, 4);

const rank = (name: string): number => {
  const at = phoneOrder.indexOf(name);
  return at < 0 ? phoneOrder.length : at;
};
