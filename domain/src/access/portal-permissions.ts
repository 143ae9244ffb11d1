import type { PortalRole } from './portal-roles.js';

/** Roles that see the business documents of their enterprise or, as regulator, of the jurisdiction. */
const readers = ['regulator', 'enterprise-admin', 'enterprise-user'] as const;

/** All who work with goods inside an enterprise. */
const goodsStaff = [
  'purchasing',
  'production',
  'sales',
  'warehouse',
  'code-manager',
  'line-operator',
] as const;

/**
 * Who may do what in the portal: permission → roles. A permission never widens the scope: an account of an
 * enterprise acts for this enterprise only, a regulator inside the own jurisdiction (S-30), both checked by
 * the services. The administrator runs accounts and sees no business data (GB/T 22239-2019 7.1.4.2).
 */
const rolesOf = {
  'enterprise:register': ['regulator'],
  'enterprise:read': ['administrator', ...readers, ...goodsStaff, 'finance'],
  'account:manage': ['administrator', 'enterprise-admin'],
  'audit:read': ['administrator', 'auditor'],
  'operation:read': ['administrator', ...readers, ...goodsStaff, 'finance'],
  'directory:read': ['administrator', ...readers, 'purchasing', 'sales', 'warehouse'],
  'product:read': [...readers, ...goodsStaff, 'finance'],
  'product:write': ['enterprise-admin'],
  'party:read': [...readers, 'purchasing', 'sales', 'warehouse', 'finance'],
  'party:write': ['enterprise-admin'],
  'party:reveal': ['regulator', 'enterprise-admin'],
  'purchase:read': [...readers, 'purchasing', 'production', 'warehouse', 'finance'],
  'purchase:write': ['purchasing'],
  'batch:read': [...readers, ...goodsStaff],
  'batch:write': ['production'],
  'file:read': [...readers, ...goodsStaff, 'finance'],
  'file:write': ['enterprise-admin', 'purchasing', 'production', 'sales', 'warehouse'],
  'code:read': [...readers, 'production', 'sales', 'warehouse', 'code-manager', 'line-operator'],
  'code:issue': ['code-manager'],
  'code:download': ['code-manager'],
  'code:status': ['code-manager'],
  'job:read': ['enterprise-admin', 'production', 'code-manager', 'line-operator'],
  'job:write': ['code-manager', 'line-operator'],
  'device:read': ['enterprise-admin', 'production', 'code-manager', 'line-operator'],
  'device:write': ['enterprise-admin'],
  'dispatch:read': [...readers, 'sales', 'warehouse', 'finance'],
  'dispatch:write': ['sales', 'warehouse'],
  'receipt:read': [...readers, 'purchasing', 'sales', 'warehouse', 'finance'],
  'receipt:write': ['purchasing', 'warehouse'],
  'sale:read': [...readers, 'sales', 'warehouse', 'finance'],
  'sale:write': ['sales'],
  'stock:read': [...readers, 'purchasing', 'production', 'sales', 'warehouse'],
  'whereabouts:read': [...readers, 'purchasing', 'production', 'sales'],
  'history:read': [...readers, 'production', 'sales', 'warehouse', 'code-manager'],
} as const satisfies Record<string, readonly PortalRole[]>;

/** A right a route may ask for, `noun:verb`. */
export type PortalPermission = keyof typeof rolesOf;

/** Every permission there is. */
export const portalPermissions = Object.keys(rolesOf) as readonly PortalPermission[];

/** Everything an account with these roles may do: the union over its roles. */
export const permissionsOf = (roles: readonly PortalRole[]): ReadonlySet<PortalPermission> =>
  new Set(portalPermissions.filter((p) => rolesOf[p].some((role: PortalRole) => roles.includes(role))));

/** The roles that carry a permission. */
export const rolesWith = (permission: PortalPermission): readonly PortalRole[] => rolesOf[permission];
