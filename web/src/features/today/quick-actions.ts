import type { Component } from 'vue';
import {
  Box,
  Files,
  Location,
  OfficeBuilding,
  Printer,
  Search,
  Sell,
  ShoppingCart,
  Sort,
  Van,
} from '@element-plus/icons-vue';
import type { PortalPermission } from '@baytrace/domain/access';
import type { MessageKey } from '../../ui/text/use-text.js';

/** Something done often, one click from the first page. */
export interface QuickAction {
  readonly testid: string;
  readonly to: string;
  readonly label: MessageKey;
  readonly icon: Component;
  readonly permission: PortalPermission;
}

export const quickActions: readonly QuickAction[] = [
  {
    testid: 'receive',
    to: '/receiving',
    label: 'today.action.receive',
    icon: Sort,
    permission: 'receipt:write',
  },
  { testid: 'sell', to: '/sales/new', label: 'today.action.sell', icon: Sell, permission: 'sale:write' },
  {
    testid: 'purchase',
    to: '/purchases/new',
    label: 'purchases.new',
    icon: ShoppingCart,
    permission: 'purchase:write',
  },
  { testid: 'batch', to: '/batches/new', label: 'batches.new', icon: Box, permission: 'batch:write' },
  { testid: 'codes', to: '/codes', label: 'codes.issue', icon: Files, permission: 'code:issue' },
  { testid: 'job', to: '/jobs', label: 'jobs.new', icon: Printer, permission: 'job:write' },
  {
    testid: 'dispatch',
    to: '/dispatches/new',
    label: 'dispatches.new',
    icon: Van,
    permission: 'dispatch:write',
  },
  {
    testid: 'register',
    to: '/enterprises/new',
    label: 'enterprises.register',
    icon: OfficeBuilding,
    permission: 'enterprise:register',
  },
  {
    testid: 'whereabouts',
    to: '/whereabouts',
    label: 'whereabouts.title',
    icon: Location,
    permission: 'whereabouts:read',
  },
  { testid: 'history', to: '/history', label: 'history.title', icon: Search, permission: 'history:read' },
];
