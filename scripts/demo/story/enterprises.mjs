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

/** A new initial password for an account whose first one was in an answer that got lost. */
const resetPassword = async (client, account) => {
  const body = { version: account.version, resetPassword: true };
  return (await client.request('PATCH', `/accounts/${account.id}`, { body })).initialPassword;
};

const accountNamed = async (client, login) =>
  (await client.get('/accounts?limit=200')).items.find((account) => account.login === login);

const register = async (day, line) => {
  const { jurisdiction } = line;
  const regulator = await day.session(jurisdiction, 'regulator');
  const answer = await regulator.command('/enterprises', registration(line), day.key(`register-${line.key}`));
  const { login, initialPassword } = answer.administrator;
  if (day.isKept(jurisdiction, login)) return answer.enterprise.id;
  const administrator = await day.session(jurisdiction, 'administrator');
  day.keepAccount({
    jurisdiction,
    login,
    password:
      initialPassword ?? (await resetPassword(administrator, await accountNamed(administrator, login))),
    initial: true,
    displayName: line.contact_person,
    roles: ['enterprise-admin'],
    enterprise: line.key,
  });
  return answer.enterprise.id;
};

const addOne = async (day, line, [login, displayName, roles]) => {
  const { jurisdiction } = line;
  if (day.isKept(jurisdiction, login)) return;
  const admin = await day.session(jurisdiction, adminOf(line));
  const known = await accountNamed(admin, login);
  const password =
    known === undefined
      ? (await admin.post('/accounts', { login, displayName, roles })).initialPassword
      : await resetPassword(admin, known);
  day.keepAccount({ jurisdiction, login, password, initial: true, displayName, roles, enterprise: line.key });
};

const addStaff = async (day, line) => {
  for (const person of staff[line.key]) await addOne(day, line, person);
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
