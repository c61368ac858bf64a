/** What is reached from nowhere is deleted. @type {import('knip').KnipConfig} */
export default {
  entry: [
    'server/index.ts',
    'server/demo.ts',
    'server/cli/kutsu.ts',
    'app/routes.ts',
    'app/routes/**/*.{ts,tsx}',
    'db/drizzle.config.ts',
    'tests/{bench,chaos,fuzz}/*.ts',
    'tests/e2e/print-letter-links.ts',
    'tests/bench/bare-remix/{vite.config,app/**/*}.{ts,tsx}',
  ],
  // Started by path, with packages of their own.
  ignore: ['tests/bench/peers/**'],
  project: ['{app,db,server,tests}/**/*.{ts,tsx,js,mjs,css}'],
  ignoreExportsUsedInFile: { interface: true, type: true },
  // A test compares our colours with the tokens, by `require`; the bare Remix page that we measure beside has isbot.
  ignoreDependencies: ['suomifi-design-tokens', 'isbot', 'source-sans'],
  ignoreBinaries: ['apt-get', 'strace', 'dovecot'],
  // A style sheet uses a package by `url()`.
  compilers: {
    css: (text) => [...text.matchAll(/url\('([^']+)'\)/g)].map(([, address]) => `import '${address}'`).join('\n'),
  },
}
