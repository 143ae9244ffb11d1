import type { RouteRecordRaw } from 'vue-router';

const page: RouteRecordRaw['component'] = () => import('./PublicScanPage.vue');

/** GS1 Digital Link addresses as printed on packs, and a page to type a code; no sign-in, no tracking. */
export const publicScanRoutes: RouteRecordRaw[] = [
  { path: '/scan', name: 'public-scan', component: page, meta: { public: true } },
  { path: '/01/:gtin/:rest(.*)', name: 'digital-link', component: page, meta: { public: true } },
  { path: '/T/:serial', name: 'digital-link-own', component: page, meta: { public: true } },
];
