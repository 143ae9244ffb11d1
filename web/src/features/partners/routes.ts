import type { RouteRecordRaw } from 'vue-router';

export const partnerRoutes: RouteRecordRaw[] = [
  {
    path: 'partners',
    name: 'partners',
    component: () => import('./PartnersPage.vue'),
    meta: { permission: 'party:read' },
  },
  {
    path: 'directory',
    name: 'directory',
    component: () => import('./DirectoryPage.vue'),
    meta: { permission: 'directory:read' },
  },
];
