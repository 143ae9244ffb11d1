import type { RouteRecordRaw } from 'vue-router';

export const jobRoutes: RouteRecordRaw[] = [
  { path: 'jobs', name: 'jobs', component: () => import('./JobsPage.vue'), meta: { permission: 'job:read' } },
  {
    path: 'jobs/:id',
    name: 'job',
    component: () => import('./JobPage.vue'),
    props: true,
    meta: { permission: 'job:read' },
  },
];
