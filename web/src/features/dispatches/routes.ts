import type { RouteRecordRaw } from 'vue-router';

export const dispatchRoutes: RouteRecordRaw[] = [
  {
    path: 'dispatches',
    name: 'dispatches',
    component: () => import('./DispatchesPage.vue'),
    meta: { permission: 'dispatch:read' },
  },
  {
    path: 'dispatches/new',
    name: 'dispatch-new',
    component: () => import('./NewDispatchPage.vue'),
    meta: { permission: 'dispatch:write' },
  },
  {
    path: 'dispatches/:id',
    name: 'dispatch',
    component: () => import('./DispatchPage.vue'),
    props: true,
    meta: { permission: 'dispatch:read' },
  },
];
