import js from '@eslint/js'
import importX from 'eslint-plugin-import-x'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** The import arrows of docs/architecture: pipelines -> sql, reports -> sql, app -> all of these, sql -> nothing. */
function arrow(files, forbidden) {
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: forbidden.map((folder) => ({
            group: [`#${folder}/*`, `**/${folder}/**`],
            message: `this folder does not import from ${folder}/ (see CONTRIBUTING.md, import arrows)`,
          })),
        },
      ],
    },
  }
}

export default tseslint.config(
  { ignores: ['node_modules/', 'var/', 'build/', 'coverage/', 'public/'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
    },
  },
  arrow(['sql/**/*.ts'], ['pipelines', 'app', 'reports', 'tests']),
  arrow(['pipelines/**/*.ts'], ['app', 'reports', 'tests']),
  arrow(['reports/**/*.ts'], ['pipelines', 'app', 'tests']),
  arrow(['app/**/*.{ts,tsx}'], ['tests']),
  {
    files: ['sql/**/*.ts', 'pipelines/**/*.ts', 'reports/**/*.ts', 'app/**/*.{ts,tsx}', 'cli.ts'],
    ignores: ['**/client.server.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['chdb', 'chdb/connection', '@clickhouse/client'].map((name) => ({
            name,
            message: 'only sql/client.server.ts knows the driver',
          })),
        },
      ],
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
