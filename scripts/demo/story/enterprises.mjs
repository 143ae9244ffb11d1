import { readTable } from '../demonstration-data.mjs';

/** Who works at each enterprise: login, name on the screen, roles. */
const staff = {
  foshan: [
    [
      'foshan-clerk',
      '周示例 (clerk)',
      ['purchasing', 'production', 'sales', 'code-manager', 'enterprise-user'],
    ],
    ['foshan-line', '吴样本 (line engineer)', ['line-operator', 'code-manager']],
    ['foshan-warehouse', '郑示例 (warehouse)', ['warehouse']],
  ],
  harbour: [['harbour-clerk', 'Ada Specimen', ['purchasing', 'sales', 'warehouse', 'enterprise-user']]],
  lotus: [['lotus-clerk', 'Rui Exemplo', ['purchasing', 'sales', 'warehouse', 'enterprise-user']]],
};

const adminOf = (line) => `${line.key}-admin`;

const registration = (line) => ({
  name: line.name,
  premisesType: line.premises_type,
  registrationNumber: line.registration_number,
  identifierType: line.identifier_type,
  domicile: line.domicile,
  region: line.region,
  legalRepresentative: line.legal_representative,
  contactPerson: line.contact_person,
  contactDetails: line.contact_details,
  recallContact: line.recall_contact,
  roles: [line.roles],
  administrator: { login: adminOf(line), displayName: line.contact_person },
});

const register = async (day, line) => {
  const regulator = await day.session(line.jurisdiction, 'regulator');
  const answer = await regulator.command('/enterprises', registration(line), day.key(`register-${line.key}`));
  const { login, initialPassword } = answer.administrator;
  if (initialPassword !== null) {
    await day.keepAccount({
      jurisdiction: line.jurisdiction,
      login,
      password: initialPassword,
      initial: true,
      displayName: line.contact_person,
      roles: ['enterprise-admin'],
      enterprise: line.key,
    });
  }
  return answer.enterprise.id;
};

const addStaff = async (day, line) => {
  const admin = await day.session(line.jurisdiction, adminOf(line));
  const { items } = await admin.get('/accounts?limit=200');
  for (const [login, displayName, roles] of staff[line.key]) {
    const known = items.find((account) => account.login === login);
    const answer =
      known === undefined
        ? await admin.post('/accounts', { login, displayName, roles })
        : await admin.request('PATCH', `/accounts/${known.id}`, {
            body: { version: known.version, resetPassword: true },
          });
    await day.keepAccount({
      jurisdiction: line.jurisdiction,
      login,
      password: answer.initialPassword,
      initial: true,
      displayName,
      roles,
      enterprise: line.key,
    });
  }
};

/** Regulators admit the three enterprises; their administrators give the staff accounts. */
export const enterpriseSteps = [
  {
    name: 'enterprises',
    title: 'regulators register a producer, an importer and a supermarket',
    run: async (day) => {
      const ids = {};
      for (const line of readTable('enterprises')) ids[line.key] = await register(day, line);
      return ids;
    },
  },
  {
    name: 'staff',
    title: 'enterprises give their staff accounts',
    run: async (day) => {
      for (const line of readTable('enterprises')) {
        await addStaff(day, line);
        for (const [login] of staff[line.key]) await day.session(line.jurisdiction, login);
      }
    },
  },
];
