import { z } from 'zod';
import { jurisdictionSchema } from '../jurisdiction.js';
import { enterpriseRoleSchema, enterpriseStatusSchema, gatewayKeySchema } from '../values/enterprise.js';
import { productFactsSchema } from '../values/product.js';
import { digestSchema, idSchema } from '../values/primitives.js';
import { commandHead } from './command-head.js';

/** An authority admits an enterprise (S-32); its directory card travels as transient `directory`. */
export const registerEnterpriseSchema = z.strictObject({
  type: z.literal('register-enterprise'),
  ...commandHead,
  enterprise: idSchema,
  roles: z.array(enterpriseRoleSchema).min(1).max(2),
  registration: digestSchema,
});

/** An authority suspends an enterprise of its jurisdiction or lets it work again. */
export const setEnterpriseStatusSchema = z.strictObject({
  type: z.literal('set-enterprise-status'),
  ...commandHead,
  enterprise: idSchema,
  status: enterpriseStatusSchema,
});

/** A gateway publishes the key to which block keys are wrapped for it. */
export const publishGatewayKeySchema = z.strictObject({
  type: z.literal('publish-gateway-key'),
  ...commandHead,
  jurisdiction: jurisdictionSchema,
  jwk: gatewayKeySchema.shape.jwk,
});

/** An enterprise records a product of its own. */
export const defineProductSchema = z.strictObject({
  type: z.literal('define-product'),
  ...commandHead,
  product: productFactsSchema,
});
