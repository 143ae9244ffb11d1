import { idSchema, registrationIdKindSchema } from '@baytrace/domain/identifiers';
import { enterpriseRoleSchema, enterpriseStatusSchema, jurisdictionSchema } from '@baytrace/domain/ledger';
import { z } from 'zod';
import { sealSchema } from '../../ledger/outbox/seal.js';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { versionSchema } from '../../platform/http/version.js';
import { newAccountSchema } from '../accounts/enterprise-administrators.service.js';

const text = (longest: number): z.ZodString => z.string().trim().min(1).max(longest);

/** Kinds of premises (场所类型, S-34). */
export const premisesTypes = [
  'factory',
  'warehouse',
  'wholesaler',
  'retailer',
  'catering',
  'importer-exporter',
  'other',
] as const;

/** The seven fields of a registration (R-4.2.8c), the kind of its identifier, and what the directory card adds. */
const fields = {
  name: text(200),
  premisesType: z.enum(premisesTypes),
  registrationNumber: text(60),
  identifierType: registrationIdKindSchema,
  domicile: text(300),
  region: z
    .string()
    .regex(/^\d{6}$/u)
    .nullable()
    .describe('administrative division, GB/T 2260'),
  legalRepresentative: text(120),
  contactPerson: text(120),
  contactDetails: text(200),
  recallContact: text(200).describe('shown to the three jurisdictions'),
  roles: z
    .array(enterpriseRoleSchema)
    .min(1)
    .max(2)
    .refine((roles) => new Set(roles).size === roles.length, { message: 'a role twice' }),
};

export const registrationSchema = z
  .strictObject({
    ...fields,
    region: fields.region.optional(),
    administrator: z.strictObject({
      login: newAccountSchema.shape.login,
      displayName: newAccountSchema.shape.displayName,
    }),
  })
  .meta({ id: 'EnterpriseRegistration' });
export type Registration = z.infer<typeof registrationSchema>;

/** Registration record. The number of a natural person is masked; lists mask the contact details too (C-7.11). */
export const enterpriseSchema = z
  .strictObject({
    id: idSchema,
    jurisdiction: jurisdictionSchema,
    status: enterpriseStatusSchema,
    ...fields,
    ledger: sealSchema,
    version: versionSchema,
  })
  .meta({ id: 'Enterprise' });
export type EnterpriseView = z.infer<typeof enterpriseSchema>;

export const registeredSchema = z
  .strictObject({
    enterprise: enterpriseSchema,
    administrator: z.strictObject({
      login: z.string(),
      initialPassword: z
        .string()
        .nullable()
        .describe('told once: null when the request is repeated under its idempotency key'),
    }),
    ledger: sealSchema,
  })
  .meta({ id: 'RegisteredEnterprise' });
export type RegisteredEnterprise = z.infer<typeof registeredSchema>;

export const enterpriseQuerySchema = z.strictObject({ ...pageQueryShape, q: searchSchema });
export type EnterpriseQuery = z.infer<typeof enterpriseQuerySchema>;

export const enterprisePageSchema = pageOf('EnterprisePage', enterpriseSchema);
