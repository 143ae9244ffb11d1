import type { RouteRecordRaw } from 'vue-router';

export const batchRoutes: RouteRecordRaw[] = [
  {
    path: 'batches',
    name: 'batches',
    component: () => import('./BatchesPage.vue'),
    meta: { permission: 'batch:read' },
  },
  {
    path: 'batches/new',
    name: 'batch-new',
    component: () => import('./NewBatchPage.vue'),
    meta: { permission: 'batch:write' },
  },
  {
    path: 'batches/:id',
    name: 'batch',
    component: () => import('./BatchPage.vue'),
    props: true,
    meta: { permission: 'batch:read' },
  },
];
