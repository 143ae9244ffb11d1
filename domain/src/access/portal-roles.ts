/**
 * Roles of portal accounts. Several may be held at once, except that a role of the jurisdiction is exclusive
 * (separation of duties, GB/T 22239-2019 7.1.4.2, C-7.4): who runs the platform, supervises it or audits it
 * does not trade on it.
 */

/** Roles of a jurisdiction's platform; an account with one of these belongs to no enterprise. */
export const jurisdictionRoles = ['administrator', 'regulator', 'auditor'] as const;

/** Roles inside one enterprise, after the actors named by the standard (4.2, 4.3). */
export const enterpriseRoles = [
  'enterprise-admin',
  'purchasing',
  'production',
  'sales',
  'warehouse',
  'code-manager',
  'line-operator',
  'finance',
  'enterprise-user',
] as const;

export const portalRoles = [...jurisdictionRoles, ...enterpriseRoles] as const;

/** One role of the jurisdiction's platform. */
export type JurisdictionRole = (typeof jurisdictionRoles)[number];

/** One role inside an enterprise. */
export type EnterpriseRole = (typeof enterpriseRoles)[number];

/** Any role a portal account may hold. */
export type PortalRole = (typeof portalRoles)[number];

/** True when `role` acts for an enterprise and not for the jurisdiction. */
export const isEnterpriseRole = (role: PortalRole): role is EnterpriseRole =>
  (enterpriseRoles as readonly PortalRole[]).includes(role);

/**
 * Says whether one account may hold exactly these roles: either one role of the jurisdiction and no enterprise,
 * or one or more distinct enterprise roles with an enterprise.
 */
export const mayHoldTogether = (roles: readonly PortalRole[], hasEnterprise: boolean): boolean => {
  if (roles.length === 0 || new Set(roles).size !== roles.length) return false;
  return hasEnterprise ? roles.every(isEnterpriseRole) : roles.length === 1 && !roles.some(isEnterpriseRole);
};
