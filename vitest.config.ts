import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,server,db}/**/*.test.{ts,tsx}', 'tests/*.test.ts', 'tests/{lint,support}/*.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'features', include: ['tests/features/**/*.test.{ts,tsx}'], testTimeout: 20_000 },
      },
      {
        // Against the compiled server, as it runs in production: built before the first test when anything changed.
        extends: true,
        test: {
          name: 'live',
          include: ['tests/{live,matrix,http,chaos,fuzz}/**/*.test.ts'],
          globalSetup: ['tests/support/build.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
