import type { RouteRecordRaw } from 'vue-router';

export const operationRoutes: RouteRecordRaw[] = [
  {
    path: 'operations',
    name: 'operations',
    component: () => import('./OperationsPage.vue'),
    meta: { permission: 'operation:read' },
  },
];
