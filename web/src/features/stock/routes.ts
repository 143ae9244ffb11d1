import type { RouteRecordRaw } from 'vue-router';

export const stockRoutes: RouteRecordRaw[] = [
  {
    path: 'stock',
    name: 'stock',
    component: () => import('./StockPage.vue'),
    meta: { permission: 'stock:read' },
  },
  {
    path: 'stock/:lot',
    name: 'stock-lot',
    component: () => import('./MovementsPage.vue'),
    props: true,
    meta: { permission: 'stock:read' },
  },
];
