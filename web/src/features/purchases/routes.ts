import type { RouteRecordRaw } from 'vue-router';

export const purchaseRoutes: RouteRecordRaw[] = [
  {
    path: 'purchases',
    name: 'purchases',
    component: () => import('./PurchasesPage.vue'),
    meta: { permission: 'purchase:read' },
  },
  {
    path: 'purchases/new',
    name: 'purchase-new',
    component: () => import('./NewPurchasePage.vue'),
    meta: { permission: 'purchase:write' },
  },
  {
    path: 'purchases/:id',
    name: 'purchase',
    component: () => import('./PurchasePage.vue'),
    props: true,
    meta: { permission: 'purchase:read' },
  },
];
