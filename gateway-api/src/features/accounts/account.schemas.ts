import { enterpriseRoles, portalPermissions, portalRoles } from '@baytrace/domain/access';
import { idSchema } from '@baytrace/domain/identifiers';
import { z } from 'zod';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { versionSchema } from '../../platform/http/version.js';

const loginSchema = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9._@-]{1,62}[A-Za-z0-9])$/u);
const displayNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u);
const rolesSchema = z.array(z.enum(portalRoles)).min(1).max(enterpriseRoles.length);
const passwordSchema = z.string().min(1).max(256);
const stateSchema = z.enum(['active', 'disabled']);

export const signInSchema = z
  .strictObject({ login: z.string().min(1).max(100), password: passwordSchema })
  .meta({ id: 'SignIn' });
export type SignInBody = z.infer<typeof signInSchema>;

/** Who is signed in, what the portal may offer, and the token to send back as X-CSRF-Token. */
export const sessionSchema = z
  .strictObject({
    account: z.strictObject({
      id: z.string(),
      login: z.string(),
      displayName: z.string(),
      roles: z.array(z.enum(portalRoles)),
      enterprise: z.string().nullable(),
      jurisdiction: z.enum(['GD', 'HK', 'MO']),
    }),
    permissions: z.array(z.enum(portalPermissions)),
    csrf: z.string(),
    passwordExpired: z.boolean(),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof sessionSchema>;

export const changePasswordSchema = z
  .strictObject({ present: passwordSchema, next: passwordSchema })
  .meta({ id: 'ChangePassword' });
export type ChangePasswordBody = z.infer<typeof changePasswordSchema>;

export const newAccountSchema = z
  .strictObject({
    login: loginSchema,
    displayName: displayNameSchema,
    roles: rolesSchema,
    enterprise: idSchema.optional(),
  })
  .meta({ id: 'NewAccount' });
export type NewAccountBody = z.infer<typeof newAccountSchema>;

export const editAccountSchema = z
  .strictObject({
    version: versionSchema,
    displayName: displayNameSchema.optional(),
    roles: rolesSchema.optional(),
    state: stateSchema.optional(),
    /** Gives a new initial password, told once in the answer, and lifts a lock. */
    resetPassword: z.literal(true).optional(),
  })
  .meta({ id: 'EditAccount' });
export type EditAccountBody = z.infer<typeof editAccountSchema>;

export const accountSchema = z
  .strictObject({
    id: z.string(),
    login: z.string(),
    displayName: z.string(),
    roles: z.array(z.enum(portalRoles)),
    enterprise: z.string().nullable(),
    state: stateSchema,
    mustChangePassword: z.boolean(),
    createdAt: z.iso.datetime(),
    version: versionSchema,
  })
  .meta({ id: 'Account' });
export type AccountView = z.infer<typeof accountSchema>;

/** An account with the initial password, which is never shown again. */
export const accountWithPasswordSchema = z
  .strictObject({ account: accountSchema, initialPassword: z.string().optional() })
  .meta({ id: 'AccountWithPassword' });
export type AccountWithPassword = z.infer<typeof accountWithPasswordSchema>;

export const accountQuerySchema = z.strictObject({ ...pageQueryShape, state: stateSchema.optional() });
export type AccountQuery = z.infer<typeof accountQuerySchema>;
export const accountPageSchema = pageOf('AccountPage', accountSchema);

export const accountParamsSchema = z.strictObject({ id: idSchema });
export type AccountParams = z.infer<typeof accountParamsSchema>;

/** Entries of the file named by BAYTRACE_FIRST_ACCOUNTS. */
export const firstAccountsSchema = z.array(
  z.strictObject({
    login: loginSchema,
    password: passwordSchema,
    displayName: displayNameSchema,
    roles: rolesSchema,
    enterprise: idSchema.optional(),
    mustChangePassword: z.boolean().default(false),
  }),
);
export type FirstAccount = z.infer<typeof firstAccountsSchema>[number];
