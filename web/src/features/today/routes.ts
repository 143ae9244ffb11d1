import type { RouteRecordRaw } from 'vue-router';

export const todayRoutes: RouteRecordRaw[] = [
  { path: '', name: 'today', component: () => import('./TodayPage.vue') },
];
