/**
 * The arrows allowed between the rooms (charter §2). A room reaches another only through `domain`; `scripts` may start
 * anything and is imported by nothing. Tests may use what the room they test is driven with.
 */
const tests = '([.]test[.](ts|mjs)$|/test/)';
const domain = '^domain/';
const npm = 'node_modules/';

/** Forbids everything except what `allowed` lists; every room may reach itself. */
const onlyTo = (name, from, allowed, comment, except = []) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from, pathNot: [tests, '/dist/', ...except] },
  to: { pathNot: [from, ...allowed], dependencyTypesNot: ['core'] },
});

const folder = (name) => `(^|/)node_modules/${name}/`;
const rooms = '^(domain|chaincode|network|gateway-api|device-bridge|web|scripts)/';
const reachOther = (room, allowed) => ({
  name: `${room.replace('/', '-')}-to-other-room`,
  severity: 'error',
  comment: `${room} reaches no room but: ${allowed.join(', ') || 'none'}.`,
  from: { path: `^${room}/`, pathNot: ['/dist/', tests] },
  to: { path: rooms, pathNot: [`^${room}/`, ...allowed.map((other) => `^${other}/`)] },
});

/** Folders of the features of gateway-api and web. */
const gatewayFeature = '^gateway-api/src/features/';
const webFeature = '^web/src/features/';

module.exports = {
  forbidden: [
    {
      name: 'unresolvable',
      severity: 'error',
      comment: 'An import that leads nowhere, or to a package that package.json does not list.',
      from: { pathNot: ['/dist/'] },
      // element-plus names its style entries by package exports that the resolver does not read
      to: { couldNotResolve: true, pathNot: '^element-plus/es/' },
    },
    {
      name: 'undeclared-package',
      severity: 'error',
      comment: 'A package must be listed in the package.json of the room that imports it.',
      from: { path: rooms, pathNot: ['/dist/', tests, '^scripts/', '^web/(e2e|vite)', '[.]config[.]'] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'circle',
      severity: 'error',
      comment: 'Files that import each other in a circle have no reading order. Types may point back.',
      from: { pathNot: ['/dist/'] },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'scripts-imported',
      severity: 'error',
      comment: 'scripts/ may start anything and is imported by nothing.',
      from: { pathNot: '^scripts/' },
      to: { path: '^scripts/' },
    },
    onlyTo(
      'domain-is-pure',
      domain,
      [folder('zod'), folder('@noble'), folder('@peculiar/x509')],
      'domain depends on zod and @noble (the attestation reader on @peculiar/x509), on nothing else.',
    ),
    {
      name: 'domain-without-node',
      severity: 'error',
      comment: 'domain runs in browsers and in chaincode: no node: modules.',
      from: { path: domain, pathNot: [tests, '/dist/'] },
      to: { dependencyTypes: ['core'] },
    },
    onlyTo(
      'chaincode-packages',
      '^chaincode/src/',
      [
        domain,
        folder('fabric-contract-api'),
        folder('fabric-shim(-api)?'),
        folder('@hyperledger/fabric-protos'),
      ],
      'chaincode depends on domain and fabric-*.',
    ),
    {
      name: 'chaincode-determinism',
      severity: 'error',
      comment: 'chaincode is deterministic (charter §4): only node:crypto and node:buffer.',
      from: { path: '^chaincode/src/', pathNot: tests },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
    },
    reachOther('network/embedded', []),
    reachOther('network/fabric', []),
    reachOther('network/conformance', ['network/embedded', 'network/fabric']),
    reachOther('gateway-api', ['domain']),
    reachOther('device-bridge', ['domain']),
    reachOther('web', ['domain']),
    {
      name: 'gateway-platform-below-all',
      severity: 'error',
      comment: 'platform and config know nothing above them: no feature, no ledger, no indexer.',
      from: { path: '^gateway-api/src/(platform|config)/', pathNot: tests },
      to: { path: '^gateway-api/src/', pathNot: '^gateway-api/src/(platform|config)/' },
    },
    {
      name: 'gateway-ledger-below-features',
      severity: 'error',
      comment: 'The ledger port and the indexer know no feature.',
      from: { path: '^gateway-api/src/(ledger|indexer)/', pathNot: tests },
      to: { path: gatewayFeature },
    },
    {
      name: 'gateway-feature-to-feature',
      severity: 'error',
      comment: 'A feature reaches another only through the service it exports (or its module, to import it).',
      from: { path: `${gatewayFeature}([^/]+)/`, pathNot: tests },
      to: { path: gatewayFeature, pathNot: [`${gatewayFeature}$1/`, '[.](service|module)[.]ts$'] },
    },
    {
      name: 'web-feature-to-feature',
      severity: 'error',
      comment: 'A feature of the portal reaches ui, api and domain, not another feature.',
      from: { path: `${webFeature}([^/]+)/`, pathNot: tests },
      to: { path: webFeature, pathNot: `${webFeature}$1/` },
    },
    {
      name: 'web-ground-below-features',
      severity: 'error',
      comment: 'ui and api know no feature.',
      from: { path: '^web/src/(ui|api)/', pathNot: tests },
      to: { path: '^web/src/(features|app)/' },
    },
    {
      name: 'web-feature-to-app',
      severity: 'error',
      comment: 'Features are put together by app; they do not reach back.',
      from: { path: webFeature, pathNot: tests },
      to: { path: '^web/src/app/' },
    },
  ],
  options: {
    doNotFollow: { path: [npm, '/dist/'] },
    exclude: { path: ['/coverage/', '[.]baytrace/', 'web/dist/'] },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.vue', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
