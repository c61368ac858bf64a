import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#server/project-root.ts'
import { areas, rules, violationsOf, type Rule } from './lint/architecture.ts'

test('the house rules hold in every file', { timeout: 60_000 }, () => {
  expect(violationsOf(allFiles())).toEqual([])
})

test('every area is one of the line, and the line has no doubles', () => {
  const present = readdirSync(path.join(projectRoot, 'app/features'))
  expect(present.filter((area) => !areas.includes(area))).toEqual([])
  expect(new Set(areas).size).toBe(areas.length)
})

const a = 'app/features/events'

/** One violation of each row: file, text, and the rule that must catch it. */
const planted: [Rule, string, string][] = [
  ['table', 'app/lib/dates.ts', "import { words } from '#app/i18n/translators.server.ts'"],
  ['table', 'app/lib/dates.ts', "import type { Database } from '#db/database.ts'"],
  ['table', 'app/i18n/translate.ts', "import { Button } from '#app/ui/button.tsx'"],
  ['table', 'app/ui/button.tsx', "import { useAnnouncements } from '#app/live/use-announcements.ts'"],
  ['table', 'app/ui/button.tsx', "import { eventKinds } from '#app/features/events/rules.ts'"],
  ['table', 'app/live/contract.ts', "import type { Person } from '#app/features/people/rules.ts'"],
  ['table', 'app/live/contract.ts', "import { Icon } from '#app/ui/icon.tsx'"],
  ['table', `${a}/rules.ts`, "import { requirePerson } from '#app/guards.server.ts'"],
  ['table', `${a}/rules.ts`, "import type { AppContext } from '#app/context.ts'"],
  ['table', `${a}/queries.server.ts`, "import { openDatabase } from '#db/database.ts'"],
  ['table', `${a}/queries.server.ts`, "import { openLog } from '#server/log.ts'"],
  ['table', 'app/routes/_index.tsx', "import { openDatabase } from '#db/database.ts'"],
  ['table', 'app/routes/_index.tsx', "const log = await import('#server/log.ts')"],
  ['table', 'app/guards.server.ts', "export { readEnv } from '#server/env.ts'"],
  ['table', 'app/root.tsx', "import { text } from '#db/columns.ts'"],
  ['table', 'app/context.ts', "import { allows } from '#app/features/people/rules.ts'"],
  ['table', 'server/index.ts', "import { loader } from '#app/routes/_index.tsx'"],
  ['table', 'server/index.ts', "import { Button } from '../app/ui/button.tsx'"],
  ['table', 'db/database.ts', "import { newId } from '#app/lib/ids.ts'"],
  ['table', 'db/columns.ts', "import type { Env } from '#server/env.ts'"],
  ['area order', `${a}/rules.ts`, "import { answers } from '#app/features/invitations/rules.ts'"],
  ['area order', 'app/features/audit/rules.ts', "import type { Person } from '#app/features/people/rules.ts'"],
  [
    'area door',
    'app/features/invitations/components/a.tsx',
    "import { X } from '#app/features/events/components/x.tsx'",
  ],
  ['columns only in tables', `${a}/queries.server.ts`, "import { text } from '#db/columns.ts'"],
  ['relative only inside an area', `${a}/rules.ts`, "import { allows } from '../people/rules.ts'"],
  ['relative only inside an area', `${a}/rules.ts`, "import { newId } from '../../lib/ids.ts'"],
  ['extension', 'app/root.tsx', "import { Button } from '#app/ui/button'"],
  ['server code in the browser', `${a}/rules.ts`, "import { eventById } from './queries.server.ts'"],
  ['server code in the browser', `${a}/components/x.tsx`, "import { eventById } from '../queries.server.ts'"],
  ['server code in the browser', 'app/ui/button.tsx', "import { words } from '#app/i18n/translators.server.ts'"],
  ['area vocabulary', `${a}/model.ts`, ''],
  ['area vocabulary', `${a}/hooks/use-event.ts`, ''],
  ['area vocabulary', `${a}/create.server.ts`, ''],
  ['one verb a file', `${a}/create-event.server.ts`, 'export function makeEvent() {}'],
  ['one verb a file', `${a}/create-event.server.ts`, 'export function createEvent() {}\nexport function other() {}'],
  ['one verb a file', `${a}/create-event.server.ts`, 'export const createEvent = 1, more = 2'],
  ['unknown area', 'app/features/weather/rules.ts', ''],
  ['forbidden name', 'app/lib/utils.ts', ''],
  ['forbidden name', 'app/ui/helpers/focus.ts', ''],
  ['forbidden name', 'app/live/types.ts', ''],
  ['forbidden name', 'app/features/events/components/index.ts', ''],
  ['tables stand in an area or in server/live', 'app/live/tables.server.ts', ''],
  ['one reader of the environment', 'server/log.ts', 'const level = process.env.LOG_LEVEL'],
  ['tests are imported by tests only', 'server/index.ts', "import { makeEvent } from '#tests/support/makers.ts'"],
  ['length', 'server/index.ts', 'x\n'.repeat(301)],
]

test.each(planted)('a planted violation is caught: %s, in %s', (rule, file, text) => {
  expect(violationsOf(new Map([[file, text]])).map((violation) => violation.rule)).toContain(rule)
})

test('every rule has a planted violation', () => {
  expect([...new Set(planted.map(([rule]) => rule))].sort()).toEqual([...rules].sort())
})

test.each([
  [`${a}/queries.server.ts`, "import type { Queries } from '#db/database.ts'"],
  [`${a}/tables.server.ts`, "import { text } from '#db/columns.ts'"],
  [
    `${a}/create-event.server.ts`,
    "import { recordChange } from '#app/features/audit/record-change.server.ts'\nexport async function createEvent() {}",
  ],
  [
    `${a}/components/x.tsx`,
    "import type { EventRow } from '../queries.server.ts'\nimport styles from './x.module.css'",
  ],
  ['app/routes/events.$eventId.tsx', "import { eventById } from '#app/features/events/queries.server.ts'"],
  ['app/context.ts', "import type { Database } from '#db/database.ts'"],
])('what the house allows is not reported: %s', (file, text) => {
  expect(violationsOf(new Map([[file, text]]))).toEqual([])
})

function allFiles(): Map<string, string> {
  const code = ['app', 'server', 'db', 'tests'].flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|js|mjs|css)$/.test(entry.name))
      .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.includes('node_modules') && !file.startsWith('tests/bench/peers/')),
  )
  return new Map(code.map((file) => [file, readFileSync(path.join(projectRoot, file), 'utf8')]))
}
