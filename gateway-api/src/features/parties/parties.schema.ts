import { idSchema } from '@baytrace/domain/identifiers';
import { z } from 'zod';
import { searchSchema } from '../../platform/database/like-pattern.js';
import { pageOf, pageQueryShape } from '../../platform/http/paging.js';
import { versionSchema } from '../../platform/http/version.js';

const text = (longest: number): z.ZodString => z.string().trim().min(1).max(longest);

export const partyTypeSchema = z.enum(['supplier', 'customer']);
export type PartyType = z.infer<typeof partyTypeSchema>;
export const partyKindSchema = z.enum(['enterprise', 'individual']);
const partyStateSchema = z.enum(['active', 'retired']);

/** Supplier, customer or both (R-4.2.10a); region by administrative division, GB/T 2260 (S-37). */
const common = {
  types: z
    .array(partyTypeSchema)
    .min(1)
    .max(2)
    .refine((types) => new Set(types).size === types.length, { message: 'a type twice' }),
  name: text(200),
  address: text(300),
  region: z
    .string()
    .regex(/^\d{6}$/u)
    .nullable()
    .describe('administrative division, GB/T 2260'),
};
const optionalRegion = { region: common.region.optional() };

/** The six fields of an enterprise (R-4.2.10d). */
const enterpriseFields = {
  creditCode: text(60).describe('unified social credit code; Hong Kong and Macao: own registration number'),
  legalPerson: text(120),
  contactPerson: text(120),
  contactDetails: text(200),
};

/** The four fields of an individual (R-4.2.10e). */
const individualFields = { identityNumber: text(40), telephone: text(40) };

const enterprisePartyFields = z.strictObject({
  kind: z.literal('enterprise'),
  ...common,
  ...optionalRegion,
  ...enterpriseFields,
});
const individualPartyFields = z.strictObject({
  kind: z.literal('individual'),
  ...common,
  ...optionalRegion,
  ...individualFields,
});
export type EnterprisePartyFields = z.infer<typeof enterprisePartyFields>;
export type IndividualPartyFields = z.infer<typeof individualPartyFields>;

export const partyFieldsSchema = z
  .discriminatedUnion('kind', [enterprisePartyFields, individualPartyFields])
  .meta({ id: 'PartyFields' });
export type PartyFields = z.infer<typeof partyFieldsSchema>;

/**
 * Changes of a party: what is left out stays, the kind always does. A masked number sent back as it was shown
 * stays too.
 */
export const partyChangesSchema = z
  .strictObject({
    version: versionSchema,
    kind: partyKindSchema.optional(),
    ...z.object({ ...common, ...enterpriseFields, ...individualFields }).partial().shape,
  })
  .meta({ id: 'PartyChanges' });
export type PartyChanges = z.infer<typeof partyChangesSchema>;

const record = {
  id: idSchema,
  enterprise: idSchema.describe('whose list it is on'),
  platformEnterprise: idSchema.nullable().describe('the same registration number in the directory (S-36)'),
  platformName: z.string().nullable().describe('its name there, beside the name as typed'),
  state: partyStateSchema,
  version: versionSchema,
};

/** A trading party; numbers of persons are masked (C-7.11). */
export const partySchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('enterprise'), ...common, ...enterpriseFields, ...record }),
    z.strictObject({ kind: z.literal('individual'), ...common, ...individualFields, ...record }),
  ])
  .meta({ id: 'Party' });
export type Party = z.infer<typeof partySchema>;

export const partyQuerySchema = z.strictObject({
  ...pageQueryShape,
  type: partyTypeSchema.optional(),
  kind: partyKindSchema.optional(),
  state: partyStateSchema.optional(),
  q: searchSchema,
  enterprise: idSchema.optional(),
});
export type PartyQuery = z.infer<typeof partyQuerySchema>;

export const partyPageSchema = pageOf('PartyPage', partySchema);

export const revealSchema = z.strictObject({ reason: text(200) }).meta({ id: 'PartyRevealRequest' });
export type Reveal = z.infer<typeof revealSchema>;

export const revealedSchema = z
  .strictObject({ identityNumber: z.string(), telephone: z.string() })
  .meta({ id: 'RevealedParty' });
export type Revealed = z.infer<typeof revealedSchema>;
