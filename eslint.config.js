import js from '@eslint/js'
import importX from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

/** The import arrows of docs/architecture: pipelines -> sql, app -> sql and pipelines' start, sql -> nothing. */
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
  { ignores: ['node_modules/', 'var/', 'build/', 'coverage/'] },
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
  arrow(['app/**/*.ts'], ['tests']),
  {
    files: ['sql/**/*.ts', 'pipelines/**/*.ts', 'app/**/*.ts', 'cli.ts'],
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
  {
    files: ['*.config.{js,ts}'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
  // tests say loudly what they skip, and which seed they ran with
  { files: ['**/*.test.ts'], rules: { 'no-console': 'off' } },
)
