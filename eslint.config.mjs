import js from '@eslint/js';
import globals from 'globals';
import pluginVue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

/** Reading order of the rules: charter §2 (size, complexity), then types, then Vue. */
const size = {
  'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
  complexity: ['error', { max: 10, variant: 'modified' }],
};

/**
 * What chaincode runs must give the same bytes on every peer (charter §4, Determinism): no clock but the transaction's,
 * no chance, no locale or time zone, no environment, no floating point.
 */
const sameOnEveryPeer = {
  'no-restricted-globals': [
    'error',
    ...['Intl', 'parseFloat', 'performance', 'process', 'crypto', 'fetch', 'setTimeout', 'setInterval'].map(
      (name) => ({
        name,
        message: 'Differs between peers.',
      }),
    ),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: "Use the transaction's time." },
    { object: 'Number', property: 'parseFloat', message: 'Use decimal strings and BigInt.' },
    ...[
      ...[
        'toLocaleString',
        'toLocaleDateString',
        'toLocaleTimeString',
        'toLocaleLowerCase',
        'toLocaleUpperCase',
      ],
      ...['localeCompare', 'getTimezoneOffset', 'getFullYear', 'getMonth', 'getDate', 'getDay', 'getHours'],
      ...[
        'getMinutes',
        'getSeconds',
        'setFullYear',
        'setMonth',
        'setDate',
        'setHours',
        'setMinutes',
        'setSeconds',
      ],
      ...['randomBytes', 'randomUUID', 'randomInt', 'getRandomValues'],
    ].map((property) => ({ property, message: 'Differs between peers (locale, time zone or chance).' })),
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
      message: "Use the transaction's time.",
    },
    {
      selector: "NewExpression[callee.name='Date'][arguments.length>1]",
      message: 'Reads its arguments in the local time zone; use Date.UTC.',
    },
    {
      selector:
        "MemberExpression[object.name='Math'][property.name!=/^(floor|ceil|trunc|max|min|abs|sign)$/]",
      message: 'Chance or floating point; integers only.',
    },
    {
      selector: 'Literal[raw=/^[0-9_]*\\.[0-9]|^[0-9][0-9_.]*e/i]',
      message: 'No floating point: decimal strings, BigInt.',
    },
    {
      selector: 'ImportSpecifier[imported.name=/^(random|getRandom)/]',
      message: 'No chance in chaincode.',
    },
  ],
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/schema.d.ts', '.baytrace/**', '**/coverage/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', 'web/**/*.vue'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./*/tsconfig.eslint.json', './network/*/tsconfig.eslint.json'],
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      ...size,
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreVoidReturningFunctions: true }],
    },
  },
  {
    files: [
      'chaincode/src/**/*.ts',
      'domain/src/{access,codes,dates,errors,identifiers,ledger,quantities,ranges}/**/*.ts',
    ],
    ignores: ['**/*.test.ts', 'domain/src/ledger/testing/**'],
    rules: sameOnEveryPeer,
  },
  {
    files: ['**/*.test.ts', '**/test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'max-lines': ['error', { max: 400 }] },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { ...globals.node } },
    rules: { ...size, 'no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }] },
  },
  { files: ['web/e2e/**/*.mjs'], languageOptions: { globals: { ...globals.browser } } },
  ...pluginVue.configs['flat/recommended'].map((c) => ({ ...c, files: ['web/**/*.vue'] })),
  {
    files: ['web/**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser }, globals: { ...globals.browser } },
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      // layout is Prettier's
      'vue/html-indent': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
    },
  },
);
