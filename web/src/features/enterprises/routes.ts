import type { RouteRecordRaw } from 'vue-router';

export const enterpriseRoutes: RouteRecordRaw[] = [
  {
    path: 'enterprises',
    name: 'enterprises',
    component: () => import('./EnterprisesPage.vue'),
    meta: { permission: 'enterprise:register' },
  },
  {
    path: 'enterprises/new',
    name: 'enterprise-new',
    component: () => import('./RegisterPage.vue'),
    meta: { permission: 'enterprise:register' },
  },
  {
    path: 'enterprises/:id',
    name: 'enterprise',
    component: () => import('./EnterprisePage.vue'),
    props: true,
    meta: { permission: 'enterprise:register' },
  },
  {
    path: 'enterprise',
    name: 'own-enterprise',
    component: () => import('./EnterprisePage.vue'),
    meta: { permission: 'enterprise:read' },
  },
];
