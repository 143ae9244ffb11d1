import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router';
import type { PortalPermission } from '@baytrace/domain/access';
import { useSession } from '../api/session-store.js';
import { accountRoutes } from '../features/accounts/routes.js';
import { batchRoutes } from '../features/batches/routes.js';
import { codeRoutes } from '../features/codes/routes.js';
import { dispatchRoutes } from '../features/dispatches/routes.js';
import { enterpriseRoutes } from '../features/enterprises/routes.js';
import { historyRoutes } from '../features/history/routes.js';
import { jobRoutes } from '../features/jobs/routes.js';
import { operationRoutes } from '../features/operations/routes.js';
import { partnerRoutes } from '../features/partners/routes.js';
import { productRoutes } from '../features/products/routes.js';
import { publicScanRoutes } from '../features/public-scan/routes.js';
import { purchaseRoutes } from '../features/purchases/routes.js';
import { receivingRoutes } from '../features/receiving/routes.js';
import { saleRoutes } from '../features/sales/routes.js';
import { sessionRoutes } from '../features/session/routes.js';
import { stockRoutes } from '../features/stock/routes.js';
import { todayRoutes } from '../features/today/routes.js';
import { whereaboutsRoutes } from '../features/whereabouts/routes.js';

declare module 'vue-router' {
  interface RouteMeta {
    /** The right this page asks for; the gateway checks it again with every call. */
    permission?: PortalPermission;
    /** Reachable without signing in. */
    public?: boolean;
  }
}

const portal: RouteRecordRaw[] = [
  ...todayRoutes,
  ...productRoutes,
  ...partnerRoutes,
  ...purchaseRoutes,
  ...batchRoutes,
  ...codeRoutes,
  ...jobRoutes,
  ...dispatchRoutes,
  ...receivingRoutes,
  ...saleRoutes,
  ...stockRoutes,
  ...whereaboutsRoutes,
  ...historyRoutes,
  ...operationRoutes,
  ...enterpriseRoutes,
  ...accountRoutes,
  { path: ':rest(.*)*', name: 'not-found', component: () => import('./shell/NotFoundPage.vue') },
];

/** All pages, with the guard that asks who is signed in before a page of the portal opens. */
export const createPortalRouter = (): Router => {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      ...sessionRoutes,
      ...publicScanRoutes,
      { path: '/', component: () => import('./shell/ShellLayout.vue'), children: portal },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.beforeEach(async (to) => {
    if (to.meta.public === true) return true;
    const session = useSession();
    if (!session.known) await session.restore();
    if (session.account === null) return { name: 'sign-in', query: { to: to.fullPath } };
    if (session.passwordExpired && to.name !== 'password') return { name: 'password' };
    const { permission } = to.meta;
    if (permission !== undefined && !session.may(permission)) return { name: 'not-allowed' };
    return true;
  });
  return router;
};
