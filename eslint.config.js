import js from '@eslint/js'
import importX, { createNodeResolver } from 'eslint-plugin-import-x'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const FOLDERS = ['sql', 'pipelines', 'reports', 'app', 'cli', 'tests', 'bench', 'scripts']

/** Which folders each may import from, itself aside: the table "Folders" of docs/architecture.md. Those not named may all. */
const MAY_IMPORT = {
  sql: [],
  pipelines: ['sql'],
  reports: ['sql'],
  app: ['pipelines', 'reports', 'sql'],
  cli: ['app', 'pipelines', 'reports', 'sql'],
}

/** reports/ is three houses: what a month says, its paper, who gets it when. */
const NOT_INSIDE = { 'reports/month': ['reports/pdf', 'reports/mailing'], 'reports/pdf': ['reports/mailing'] }

/**
 * TRICKY: in a flat config a later entry replaces the options of the same rule, it adds nothing to them. So all arrows are
 * options of one rule in one entry, and no other entry may name that rule (tests/guards.test.ts).
 */
function arrows() {
  const zone = (folder, target, from) => ({
    target,
    from: from.map((other) => `./${other}`),
    message: `${folder}/ does not import from there (see CONTRIBUTING.md, "Import arrows").`,
  })
  const zones = [
    ...Object.entries(MAY_IMPORT).flatMap(([folder, allowed]) => [
      zone(
        folder,
        `./${folder}`,
        FOLDERS.filter((other) => other !== folder && other !== 'tests' && !allowed.includes(other)),
      ),
      // a test beside the code may use what tests/support has
      zone(folder, `./${folder}/**/!(*.test).{ts,tsx}`, ['tests']),
    ]),
    ...Object.entries(NOT_INSIDE).map(([folder, others]) => zone(folder, `./${folder}`, others)),
  ]
  return { 'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }] }
}

/** Known to one file alone. */
const DRIVER = ['chdb', 'chdb/connection', '@clickhouse/client'].map((name) => ({
  name,
  message: 'only sql/db/client.server.ts knows the driver',
}))

export default tseslint.config(
  { ignores: ['node_modules/', 'var/', 'build/', 'coverage/', 'public/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    // without these the plugin looks into no .ts file and knows no `#sql/…`
    settings: {
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.mjs'] })],
    },
    rules: {
      ...arrows(),
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    ignores: ['sql/db/client.server.ts', 'tests/support/clickhouse-gateway.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: DRIVER }] },
  },
  // they run in browsers, too (docs/decisions/0024)
  {
    files: ['pipelines/readers/*.ts', 'pipelines/sheet.ts', 'pipelines/sealed-names.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: DRIVER, patterns: [{ group: ['node:*', '*.server.ts'], message: 'a browser has no Node' }] },
      ],
      'no-restricted-globals': ['error', { name: 'Buffer', message: 'a browser has no Node' }],
    },
  },
  // Remix, lazy() and vitest want default exports
  {
    files: [
      '*.config.{js,ts}',
      'app/{root,entry.server,entry.client}.tsx',
      'app/routes/*.tsx',
      'app/components/charts/recharts-*.tsx',
      'tests/e2e/support/demo.ts',
    ],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['app/**/*.tsx'],
    ...jsxA11y.flatConfigs.strict,
    rules: {
      ...jsxA11y.flatConfigs.strict.rules,
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
    plugins: { ...jsxA11y.flatConfigs.strict.plugins, 'react-hooks': reactHooks },
  },
  // what a loader throws is a Response
  { files: ['app/**/*.{ts,tsx}'], rules: { '@typescript-eslint/only-throw-error': 'off' } },
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
  // tests say loudly what they skip, and which seed they ran with
  { files: ['**/*.test.ts'], rules: { 'no-console': 'off' } },
)
