import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import { onlyTxInWrite } from './tests/lint/only-tx-in-write.js'

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings are read in server/env.ts and handed over.',
}
const ownInstance = {
  // Remix loads our modules twice, so our own classes are not the same on both sides.
  selector:
    "BinaryExpression[operator='instanceof'][right.type='Identifier'][right.name!=/^(Error|RangeError|TypeError|Response|Request|FormData|File|URL|Date|Uint8Array|ArrayBuffer|Promise|Element|Node|HTML[A-Za-z]*Element|[A-Za-z]*Event)$/]",
  message: 'Compare a `reason` or another word: our own classes may be loaded twice.',
}

const ownForms = {
  selector: "CallExpression[callee.property.name='formData']",
  message: 'Read forms with readForm of app/lib/read-form.ts: it counts what a stranger sends.',
}

export default tseslint.config(
  {
    ignores: ['build', 'data', 'db/migrations', 'test-results', 'playwright-report', 'tests/bench/peers', '**/*.d.ts'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { kutsu: { rules: { 'only-tx-in-write': onlyTxInWrite } } },
    rules: {
      'kutsu/only-tx-in-write': 'error',
      // Types are written as `type` for data and `interface` for things that have methods.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Queries and verbs are async by contract, also when today's engine would not need it.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      // Loaders and guards throw what Remix answers with: responses, redirects.
      '@typescript-eslint/only-throw-error': 'off',
      // Things made by functions have no `this`: their methods may be handed over.
      '@typescript-eslint/unbound-method': 'off',
      // An empty text often means "none": `title.trim() || null`.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A Yjs text says its letters.
      '@typescript-eslint/no-base-to-string': [
        'error',
        { ignoredTypeNames: ['Error', 'URL', 'URLSearchParams', 'RegExp', 'YText'] },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', environment, ownInstance, ownForms] },
  },
  {
    files: ['server/**/*.ts', 'db/**/*.ts'],
    ignores: ['server/env.ts', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', environment] },
  },
  {
    files: ['app/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
  },
  {
    // Tests break promises on purpose.
    files: ['**/*.test.ts', '**/*.test.tsx'],
    rules: { 'kutsu/only-tx-in-write': 'off', '@typescript-eslint/no-empty-function': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: globals.node },
  },
  prettier,
)
