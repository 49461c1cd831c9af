import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Promises nobody waits for are found with type information, only where things happen: it costs most of the time. */
const typed = ['server.ts', 'app/**/*.server.{ts,tsx}', 'app/routes/**/*.{ts,tsx}', 'db/*.ts', 'db/seed/**/*.ts', 'local/**/*.ts', 'bench/**/*.ts'];

const onlyOneDoor = {
  selector: 'TemplateElement[value.raw=/set_conf[i]g/], Literal[value=/set_conf[i]g/]',
  message: 'Only db/as-actor.server.ts states a context: a setting that outlives its transaction shows the next person foreign rows.',
};

export default tseslint.config(
  { ignores: ['node_modules/', 'build/', '.data/', 'test-results/'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  tseslint.configs.stylistic,
  {
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/array-type': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', onlyOneDoor],
    },
  },
  { files: ['db/as-actor.server.ts'], rules: { 'no-restricted-syntax': 'off' } },
  // Merging interfaces is how other packages' types grow.
  { files: ['app/http/load-context.ts'], rules: { '@typescript-eslint/no-empty-object-type': 'off' } },
  {
    files: typed,
    ignores: ['**/*.test.ts', '**/*.test.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },
  {
    files: ['app/**/*.tsx'],
    ...jsxA11y.flatConfigs.recommended,
    languageOptions: { ...jsxA11y.flatConfigs.recommended.languageOptions, parser: tseslint.parser },
    rules: {
      ...jsxA11y.flatConfigs.recommended.rules,
      // In a grid with one tab stop the cells take the focus in turn, rows and column heads never do.
      'jsx-a11y/interactive-supports-focus': 'off',
      'jsx-a11y/no-noninteractive-element-to-interactive-role': ['error', { p: ['columnheader'], ul: ['listbox', 'menu', 'radiogroup', 'tablist'], li: ['menuitem', 'option', 'row', 'tab'], table: ['grid'], td: ['gridcell'] }],
    },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error', 'no-console': 'error' },
  },
  {
    files: ['*.js', 'local/**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', setInterval: 'readonly', clearInterval: 'readonly', URL: 'readonly', fetch: 'readonly' } },
  },
  // What a test says aloud or leaves out is its own affair.
  { files: ['**/*.test.{ts,tsx}', 'e2e/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
