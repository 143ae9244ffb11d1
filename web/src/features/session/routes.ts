import type { RouteRecordRaw } from 'vue-router';

/** Signing in, and the page for those who lack a right. */
export const sessionRoutes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: { public: true } },
  {
    path: '/not-allowed',
    name: 'not-allowed',
    component: () => import('./NotAllowedPage.vue'),
    meta: { public: true },
  },
  { path: '/password', name: 'password', component: () => import('./PasswordPage.vue') },
];
