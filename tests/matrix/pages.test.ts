import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '#server/project-root.ts'
import { actors, all, type Actor, type Outcome, type Outcomes, type Row } from './row.ts'
import { rows } from './rows.ts'
import { openWorld, type Case, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.server.close())

const { routes } = (await import(
  pathToFileURL(path.join(projectRoot, 'build/remix/server/index.js')).href
)) as ServerBuild
const moduleOf = (row: Row) => routes[row.route]?.module

test('every route of the built pages has a row, and every row a route', () => {
  const served = Object.keys(routes).filter((id) => id !== 'root')
  expect([...new Set(rows.map((row) => row.route))].sort()).toEqual(served.sort())
})

test('every route that takes a form says in its row who may send it', () => {
  const taking = Object.values(routes).flatMap((route) => (route.module.action ? [route.id] : []))
  expect([...new Set(rows.filter((row) => row.posts).map((row) => row.route))].sort()).toEqual(taking.sort())
})

describe.each(rows)('$route $name', (row) => {
  const { get } = row
  if (get) {
    test('read', async () => {
      const where = row.path(await world.freshCase())
      expect(await outcomesOf((actor) => world.server.get(where, { cookie: world.cookies[actor] }))).toEqual(get)
    })
  }

  if (get && moduleOf(row)?.default) {
    test('read by a page that is open already', async () => {
      const where = dataPath(row.path(await world.freshCase()))
      expect(await outcomesOf((actor) => world.server.get(where, { cookie: world.cookies[actor] }))).toEqual(get)
    })
  }

  for (const [name, { fields, outcomes }] of Object.entries(row.posts ?? {})) {
    test(`send: ${name}`, async () => {
      const sent = await outcomesOf(async (actor) => {
        // What one sends must not change what the next one meets.
        const here = await world.freshCase()
        const cookie = row.endsSession ? await world.signInAgain(actor) : world.cookies[actor]
        return world.server.post(postPath(row, here), fields?.(here) ?? {}, { cookie })
      })
      expect(sent).toEqual(outcomes)
    })
  }

  if (!moduleOf(row)?.action) {
    test('takes no form', async () => {
      const where = postPath(row, await world.freshCase())
      const sent = await outcomesOf((actor) => world.server.post(where, {}, { cookie: world.cookies[actor] }))
      expect(sent).toEqual(all(405))
    })
  }
})

async function outcomesOf(ask: (actor: Actor) => Promise<Response>): Promise<Outcomes> {
  const got: Partial<Record<Actor, unknown>> = {}
  for (const actor of actors) got[actor] = await outcomeOf(await ask(actor))
  return got as Outcomes
}

/** What the matrix calls it; a server error as it came, so that the test shows it. */
async function outcomeOf(response: Response): Promise<Outcome | { status: number; text: string }> {
  const { status, headers } = response
  const text = await response.text()
  if (status >= 500) return { status, text: text.slice(0, 200) }
  // A page that is open already is told of a redirect in the data.
  const data = headers.get('content-type')?.startsWith('text/x-script') ?? false
  const goesTo = headers.get('location') ?? (data && status === 202 ? /"(\/[^"]*)"/.exec(text)?.[1] : undefined)
  if (goesTo && new URL(goesTo, world.server.baseUrl).pathname === '/sign-in') return 'signIn'
  if (status === 403 || status === 404 || status === 405) return status
  return 'ok'
}

function dataPath(page: string): string {
  const { pathname, search } = new URL(page, world.server.baseUrl)
  return `${pathname === '/' ? '/_root' : pathname}.data${search}`
}

/** An index route shares its address with its parent: `?index` tells them apart. */
function postPath(row: Row, here: Case): string {
  const page = row.path(here)
  return routes[row.route]?.index ? `${page}${page.includes('?') ? '&' : '?'}index` : page
}
