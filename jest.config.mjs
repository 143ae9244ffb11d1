/** One Jest run over every workspace; `--selectProjects domain` runs one room. */
const project = (name, root = name) => ({
  displayName: name,
  rootDir: root,
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
});

export default {
  projects: [
    project('domain'),
    project('embedded', 'network/embedded'),
    project('fabric', 'network/fabric'),
    {
      ...project('conformance', 'network/conformance'),
      globalSetup: '<rootDir>/test/network/start-network.mjs',
      globalTeardown: '<rootDir>/test/network/stop-network.mjs',
    },
    {
      ...project('chaincode'),
      globalSetup: '<rootDir>/test/support/start-ledger.mjs',
      globalTeardown: '<rootDir>/test/support/stop-ledger.mjs',
    },
    project('gateway-api'),
    project('device-bridge'),
    project('web'),
    {
      ...project('scripts'),
      testMatch: ['<rootDir>/**/*.test.mjs'],
      testPathIgnorePatterns: ['<rootDir>/system/'],
    },
    { ...project('system', 'scripts/system'), testMatch: ['<rootDir>/**/*.test.mjs'] },
    { ...project('journeys', 'web/e2e'), testMatch: ['<rootDir>/**/*.test.mjs'] },
  ],
  testTimeout: 60000,
  maxWorkers: 2,
};
