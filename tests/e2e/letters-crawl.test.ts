import { expect, test } from '@playwright/test'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '#server/project-root.ts'
import { buildVariant, type Replacement } from '#tests/support/build-variant.ts'
import { startServer } from '#tests/support/server.ts'
import { tableHashes } from '#tests/support/table-hashes.ts'

/* Mail programs, their guards and their previews open links long before people do: that must change nothing (SEC-4). */

/** The service with its clock stopped: what it writes then, somebody has asked for. */
const paused: Replacement = { file: 'server/jobs/repeat.ts', from: '  turn()\n  return {', to: '  return {' }

/** A service whose answer pages leave a row at each look. */
const planted: Replacement[] = [
  {
    file: 'server/http/listener.ts',
    from: "import { answerHealth } from './health.ts'",
    to: "import { answerHealth } from './health.ts'\nimport { fields } from '#app/features/directory/tables.server.ts'",
  },
  {
    file: 'server/http/listener.ts',
    from: 'if (answerHealth(request, response, ready)) return',
    to: `if (answerHealth(request, response, ready)) return
    if (request.url?.startsWith('/rsvp/'))
      void services.db.write(async (tx) => tx.insert(fields).values({ id: String(Math.random()), name: {} }))`,
  },
]

async function crawled(replace: Replacement[]) {
  const server = await startServer({ entry: await buildVariant({ replace }) })
  const script = path.join(projectRoot, 'tests/e2e/print-letter-links.ts')
  const words = ['--import', 'tsx', script, server.dataDir, server.baseUrl, server.secret]
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: projectRoot })
  const links = new Map(Object.entries(JSON.parse(stdout) as Record<string, string[]>))
  const file = path.join(server.dataDir, 'kutsu.db')
  const before = tableHashes(file)
  return { server, links, before, now: () => tableHashes(file) }
}

test('opening every link of every letter, again and again, with script and without, changes no row', async ({
  browser,
}) => {
  const { server, links, before, now } = await crawled([paused])
  try {
    expect([...links.keys()].sort()).toEqual([
      'answerReceipt',
      'coConvenerNamed',
      'coOrganiserNamed',
      'coPlannerNamed',
      'confirmRegistration',
      'drawnQueue',
      'drawnSeat',
      'eventCancelled',
      'eventChanged',
      'eventGiven',
      'eventHandedOver',
      'invitation',
      'inviteeMessage',
      'offerLapsed',
      'proposalDeclined',
      'proposalTaken',
      'reminder',
      'reminderBeforeDay',
      'reminderBeforeDeadline',
      'seatGiven',
      'seatOffered',
      'signIn',
      'tableGiven',
      'tableLapsed',
      'tableMoved',
      'tableOffered',
      'topicSurvey',
      'topicSurveyReminder',
    ])
    const all = [...new Set([...links.values()].flat())].filter((link) => link.startsWith(server.baseUrl))
    // Three answers of an invitation, the way to change one, the sign-in, the agenda, two proposals.
    expect(all.length).toBeGreaterThanOrEqual(8)
    for (const link of all) {
      for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET', 'HEAD']) {
        const answer = await fetch(link, { method })
        await answer.arrayBuffer()
        expect(answer.status, `${method} ${link}`).toBe(200)
      }
    }
    expect(now()).toEqual(before)

    const context = await browser.newContext()
    const pages = await Promise.all(
      [...onePerKind(all)].map(async (link) => {
        const page = await context.newPage()
        await page.goto(link)
        await page.mouse.move(200, 300)
        return page
      }),
    )
    expect(pages.length).toBeGreaterThanOrEqual(5)
    // Time is what is promised here: whatever a page does by itself, it has begun by then.
    await pages[0]?.waitForTimeout(10_000)
    await context.close()
    expect(now()).toEqual(before)
  } finally {
    await server.close()
  }
})

test('a page that writes when it is opened would be noticed', async () => {
  const { server, links, before, now } = await crawled([paused, ...planted])
  try {
    const [link = ''] = links.get('invitation') ?? []
    await (await fetch(link)).arrayBuffer()
    await expect.poll(() => now().fields).not.toBe(before.fields)
    const { fields: _, ...others } = before
    expect(now()).toMatchObject(others)
  } finally {
    await server.close()
  }
})

/** One link of each kind of page: the same but for what is somebody's own. */
function onePerKind(links: string[]): Set<string> {
  const kind = (link: string) => link.replace(/\/[0-9a-z]{20}[\w-]*/g, '/…')
  return new Set(new Map(links.map((link) => [kind(link), link])).values())
}
