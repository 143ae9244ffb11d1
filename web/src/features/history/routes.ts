import type { RouteRecordRaw } from 'vue-router';

export const historyRoutes: RouteRecordRaw[] = [
  {
    path: 'history',
    name: 'history',
    component: () => import('./HistoryPage.vue'),
    meta: { permission: 'history:read' },
  },
];
