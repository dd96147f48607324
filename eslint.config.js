/* What `make check` asks of scripts: the recommended rules, and those that keep modules small and plain. */

import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['**/node_modules/', '.venv/', 'webapp/static/vendor/', 'build/', 'dist/', 'var/'] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-unused-vars': ['error', { caughtErrors: 'none' }],
      'no-shadow': ['error', { allow: ['name'] }],
      'no-param-reassign': ['error', { props: false }],
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      'no-implicit-globals': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-self-compare': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unreachable-loop': 'error',
      'no-useless-return': 'error',
      'object-shorthand': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['webapp/static/**/*.js', 'benchmarks/*.js'], languageOptions: { globals: { ...globals.browser, vis: 'readonly', Yasgui: 'readonly' } } },
  { files: ['tests/browser/unit/**/*.js', 'tests/support/**/*.js'], languageOptions: { globals: globals.node } },
];
