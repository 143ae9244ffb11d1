import type { RouteRecordRaw } from 'vue-router';

export const saleRoutes: RouteRecordRaw[] = [
  {
    path: 'sales',
    name: 'sales',
    component: () => import('./SalesPage.vue'),
    meta: { permission: 'sale:read' },
  },
  {
    path: 'sales/new',
    name: 'sale-new',
    component: () => import('./NewSalePage.vue'),
    meta: { permission: 'sale:write' },
  },
];
