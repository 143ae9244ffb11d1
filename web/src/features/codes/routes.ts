import type { RouteRecordRaw } from 'vue-router';

export const codeRoutes: RouteRecordRaw[] = [
  {
    path: 'codes',
    name: 'codes',
    component: () => import('./CodeBlocksPage.vue'),
    meta: { permission: 'code:read' },
  },
  {
    path: 'codes/:locator',
    name: 'code-block',
    component: () => import('./CodeBlockPage.vue'),
    props: true,
    meta: { permission: 'code:read' },
  },
];
