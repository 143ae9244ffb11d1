import type { RouteRecordRaw } from 'vue-router';

export const whereaboutsRoutes: RouteRecordRaw[] = [
  {
    path: 'whereabouts',
    name: 'whereabouts',
    component: () => import('./WhereaboutsPage.vue'),
    meta: { permission: 'whereabouts:read' },
  },
];
