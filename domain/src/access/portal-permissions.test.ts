import { describe, expect, test } from '@jest/globals';
import { permissionsOf, portalPermissions, type PortalPermission } from './portal-permissions.js';
import { mayHoldTogether, portalRoles, type PortalRole } from './portal-roles.js';

/**
 * Second, hand-written account of the same table, the other way round and in letters: one line per permission,
 * one column per role in the order of {@link portalRoles}; `.` = must NOT.
 */
const columns =
  'administrator regulator auditor enterprise-admin purchasing production sales warehouse code-manager line-operator finance enterprise-user';
const expected: Record<PortalPermission, string> = {
  //                     A R U  E P M S W C L F V
  'enterprise:register': '.R..........',
  'enterprise:read': '    AR.EPMSWCLFV',
  'account:manage': '     A..E........',
  'audit:read': '         A.U.........',
  'operation:read': '     AR.EPMSWCLFV',
  'directory:read': '     AR.EP.SW...V',
  'product:read': '       .R.EPMSWCLFV',
  'product:write': '      ...E........',
  'party:read': '         .R.EP.SW..FV',
  'party:write': '        ...E........',
  'party:reveal': '       .R.E........',
  'purchase:read': '      .R.EPM.W..FV',
  'purchase:write': '     ....P.......',
  'batch:read': '         .R.EPMSWCL.V',
  'batch:write': '        .....M......',
  'file:read': '          .R.EPMSWCLFV',
  'file:write': '         ...EPMSW....',
  'code:read': '          .R.E.MSWCL.V',
  'code:issue': '         ........C...',
  'code:download': '      ........C...',
  'code:status': '        ........C...',
  'job:read': '           ...E.M..CL..',
  'job:write': '          ........CL..',
  'device:read': '        ...E.M..CL..',
  'device:write': '       ...E........',
  'dispatch:read': '      .R.E..SW..FV',
  'dispatch:write': '     ......SW....',
  'receipt:read': '       .R.EP.SW..FV',
  'receipt:write': '      ....P..W....',
  'sale:read': '          .R.E..SW..FV',
  'sale:write': '         ......S.....',
  'stock:read': '         .R.EPMSW...V',
  'whereabouts:read': '   .R.EPMS....V',
  'history:read': '       .R.E.MSWC..V',
};

describe('who may do what in the portal', () => {
  test('the columns of the expectation are the roles', () => {
    expect(columns.split(' ')).toEqual([...portalRoles]);
    expect(Object.keys(expected).sort()).toEqual([...portalPermissions].sort());
  });

  for (const permission of portalPermissions) {
    test(`${permission}: each role, cell by cell`, () => {
      const row = expected[permission].trim();
      expect(row).toHaveLength(portalRoles.length);
      const may = portalRoles.map((role) => permissionsOf([role]).has(permission));
      expect(may).toEqual(Array.from(row).map((letter) => letter !== '.'));
    });
  }

  test('the administrator and the auditor see no business document (C-7.4)', () => {
    const business = portalPermissions.filter((p) =>
      /^(?!enterprise|account|audit|operation|directory)/u.test(p),
    );
    for (const role of ['administrator', 'auditor'] as const) {
      expect(business.filter((p) => permissionsOf([role]).has(p))).toEqual([]);
    }
  });

  test('the regulator and the auditor change no goods, documents or codes', () => {
    for (const role of ['regulator', 'auditor'] as const) {
      const writes = [...permissionsOf([role])].filter((p) =>
        /:(?:write|issue|download|status|manage)$/u.test(p),
      );
      expect(writes).toEqual([]);
    }
  });

  test('several roles give the union of their permissions', () => {
    const both = permissionsOf(['purchasing', 'sales']);
    for (const p of [...permissionsOf(['purchasing']), ...permissionsOf(['sales'])])
      expect(both.has(p)).toBe(true);
    expect(permissionsOf([]).size).toBe(0);
  });
});

describe('which roles one account may hold (C-7.4)', () => {
  const cases: [PortalRole[], boolean, boolean][] = [
    [['administrator'], false, true],
    [['regulator'], false, true],
    [['administrator', 'auditor'], false, false],
    [['administrator', 'regulator'], false, false],
    [['administrator'], true, false],
    [['purchasing', 'sales', 'warehouse'], true, true],
    [['purchasing'], false, false],
    [['regulator', 'sales'], true, false],
    [['sales', 'sales'], true, false],
    [[], true, false],
    [[], false, false],
  ];
  test.each(cases)('%j with enterprise %s → %s', (roles, hasEnterprise, may) => {
    expect(mayHoldTogether(roles, hasEnterprise)).toBe(may);
  });
});
