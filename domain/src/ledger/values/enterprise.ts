import { z } from 'zod';
import { jurisdictionSchema } from '../jurisdiction.js';
import { digestSchema, idSchema, version } from './primitives.js';

/** What an enterprise does on the platform (R-4.1a, R-4.1b). */
export const enterpriseRoleSchema = z.enum(['producer', 'distributor']);
export type EnterpriseRole = z.infer<typeof enterpriseRoleSchema>;

export const enterpriseStatusSchema = z.enum(['active', 'suspended']);

/** An enterprise under its random pseudonym; names live on its directory card. */
export const enterpriseSchema = z.strictObject({
  v: version,
  id: idSchema,
  jurisdiction: jurisdictionSchema,
  roles: z.array(enterpriseRoleSchema).min(1).max(2),
  status: enterpriseStatusSchema,
  /** HMAC-SHA-256 of the registration record with a salt kept at home. */
  registration: digestSchema,
});
export type Enterprise = z.infer<typeof enterpriseSchema>;

/** What the three jurisdictions show each other of an enterprise; private data of the collection `directory`. */
export const directoryCardSchema = z.strictObject({
  v: version,
  enterprise: idSchema,
  jurisdiction: jurisdictionSchema,
  name: z.string().trim().min(1).max(200),
  premisesType: z.string().trim().min(1).max(40),
  /** Registration number of a legal person; absent for a sole trader who did not agree. */
  registrationNumber: z.string().trim().min(1).max(40).exactOptional(),
  recallContact: z.string().trim().min(1).max(200),
  /** 16 random bytes, hex. */
  salt: z.string().regex(/^[0-9a-f]{32}$/u),
});
export type DirectoryCard = z.infer<typeof directoryCardSchema>;

/** Public encryption key of a jurisdiction's gateway, to which block keys are wrapped (RFC 7517, P-256). */
export const gatewayKeySchema = z.strictObject({
  v: version,
  jurisdiction: jurisdictionSchema,
  jwk: z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string().regex(/^[\w-]{43}$/u),
    y: z.string().regex(/^[\w-]{43}$/u),
  }),
});
export type GatewayKey = z.infer<typeof gatewayKeySchema>;
