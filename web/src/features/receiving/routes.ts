import type { RouteRecordRaw } from 'vue-router';

export const receivingRoutes: RouteRecordRaw[] = [
  {
    path: 'receiving',
    name: 'receiving',
    component: () => import('./ReceivingPage.vue'),
    meta: { permission: 'receipt:read' },
  },
  {
    path: 'receiving/:id',
    name: 'receipt',
    component: () => import('./ReceiptPage.vue'),
    props: true,
    meta: { permission: 'receipt:read' },
  },
];
