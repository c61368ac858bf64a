import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  casing: 'snake_case',
  schema: ['./app/features/*/tables.server.ts', './server/live/tables.ts'],
  out: './db/migrations',
})
