import { namesOf, readTable } from '../demonstration-data.mjs';

const productOf = (line) => ({
  number: line.number,
  gtin: line.gtin,
  names: namesOf(line),
  prepackaged: line.prepackaged,
  packaging: line.packaging,
  netContent: { value: line.net_value, unit: line.net_unit },
  unit: line.unit,
  scale: Number(line.scale),
  category: line.category,
  origin: line.origin,
});

const supplierOf = (line) => ({
  kind: 'enterprise',
  types: ['supplier'],
  name: line.name,
  creditCode: line.credit_code,
  address: line.address,
  region: line.region,
  legalPerson: line.legal_person,
  contactPerson: line.contact_person,
  contactDetails: line.contact_details,
});

const addMissing = async (client, path, lines, isSame, body) => {
  const { items } = await client.get(`${path}?limit=200`);
  const ids = {};
  for (const line of lines) {
    const known = items.find((item) => isSame(item, line));
    ids[line.key] = (known ?? (await client.post(path, body(line)))).id;
  }
  return ids;
};

/** The producer enters its products, raw materials and suppliers. */
export const masterDataSteps = [
  {
    name: 'products',
    title: 'the producer defines its products',
    run: async (day) => {
      const admin = await day.session('gd', 'foshan-admin');
      const ids = {};
      for (const line of readTable('products')) {
        ids[line.number] = (await admin.command('/products', productOf(line), day.key(line.number))).id;
      }
      return ids;
    },
  },
  {
    name: 'materials',
    title: 'the producer lists its raw materials and suppliers',
    run: async (day) => {
      const admin = await day.session('gd', 'foshan-admin');
      const isSameMaterial = (item, line) => item.names['zh-Hans'] === line.zh_hans;
      const isSameSupplier = (item, line) => item.name === line.name;
      const materials = await addMissing(
        admin,
        '/materials',
        readTable('materials'),
        isSameMaterial,
        (line) => ({
          names: namesOf(line),
          unit: line.unit,
          scale: Number(line.scale),
        }),
      );
      const suppliers = await addMissing(
        admin,
        '/parties',
        readTable('suppliers'),
        isSameSupplier,
        supplierOf,
      );
      return { materials, suppliers };
    },
  },
];
