import { text } from './use-text.js';

/** Premises types (场所类型, S-34). */
export const premisesTypes = [
  'factory',
  'warehouse',
  'wholesaler',
  'retailer',
  'catering',
  'importer-exporter',
  'other',
] as const;

type PremisesType = (typeof premisesTypes)[number];
const isKnown = (type: string): type is PremisesType => (premisesTypes as readonly string[]).includes(type);

/** Name of a premises type; an unknown one as it is. */
export const premisesName = (type: string): string =>
  isKnown(type) ? text(`enterprises.premises.${type}`) : type;
