import type { RouteRecordRaw } from 'vue-router';

export const productRoutes: RouteRecordRaw[] = [
  {
    path: 'products',
    name: 'products',
    component: () => import('./ProductsPage.vue'),
    meta: { permission: 'product:read' },
  },
  {
    path: 'products/new',
    name: 'product-new',
    component: () => import('./ProductFormPage.vue'),
    meta: { permission: 'product:write' },
  },
  {
    path: 'products/:id',
    name: 'product',
    component: () => import('./ProductPage.vue'),
    props: true,
    meta: { permission: 'product:read' },
  },
  {
    path: 'materials',
    name: 'materials',
    component: () => import('./MaterialsPage.vue'),
    meta: { permission: 'product:read' },
  },
];
