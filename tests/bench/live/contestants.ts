import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '#server/project-root.ts'
import { sessionOf } from '#tests/live/stage.ts'
import { makeEvent, makeOrganiser, makePerson } from '#tests/support/makers.ts'
import { freePort, startServer } from '#tests/support/server.ts'
import { ourTab } from './our-tab.ts'
import { hocuspocusTab, relayTab, ySocketIoTab, yWebsocketTab } from './peer-tabs.ts'
import type { Contestant, Running, Tab, TabOptions } from './tab.ts'

const peers = path.join(projectRoot, 'tests/bench/peers')

/** Our compiled server, with as many people as needed: each of them may send twenty messages in a second. */
export const ours: Contestant = {
  name: 'ours',
  async start(_folder, people, documents) {
    const server = await startServer({ env: { LOG_LEVEL: 'error' } })
    const { db, baseUrl } = server
    const organiser = await makeOrganiser(db)
    const names: string[] = []
    for (let index = 0; index < documents; index += 1) {
      names.push(`agenda/${(await makeEvent(db, { organiserId: organiser.id, state: 'draft' })).id}`)
    }
    const cookies: string[] = []
    for (let index = 0; index < people; index += 1) {
      const { id } = await makePerson(db, {}, [{ role: 'liaison', scopeId: organiser.id }])
      cookies.push(await sessionOf(db, id))
    }
    const port = Number(new URL(baseUrl).port)
    const cookieOf = (person: number) => cookies[person % cookies.length] ?? ''
    return {
      pid: () => server.pid(),
      port,
      documents: names,
      open: (options) => ourTab({ ...options, port, baseUrl, cookie: cookieOf(options.person) }),
      async carried(document) {
        const page = await server.get(`/events/${document.split('/')[1] ?? ''}/agenda`, { cookie: cookieOf(0) })
        // As the page's script finds it, inside what the loader hands over.
        const [, seq = '0', base64 = ''] = /"(\d+)\.([A-Za-z0-9+/=]{16,})\\?"/.exec(await page.text()) ?? []
        return { seq: Number(seq), update: Buffer.from(base64, 'base64') }
      },
      kill: () => server.kill(),
      restart: () => server.restart(),
      stop: () => server.close(),
    } satisfies Running
  },
}

function peer(name: string, script: string, tab: (options: TabOptions) => Promise<Tab>): Contestant {
  return {
    name,
    async start(folder, _people, documents) {
      const own = path.join(folder, script)
      await mkdir(own, { recursive: true })
      const port = await freePort()
      let child: ChildProcess
      async function begin() {
        child = spawn(process.execPath, [path.join(peers, script), String(port), own], { cwd: peers, stdio: 'ignore' })
        for (let tries = 0; tries < 600; tries += 1) {
          const up = await fetch(`http://127.0.0.1:${String(port)}/`).then(
            () => true,
            () => false,
          )
          if (up) return
          if (child.exitCode !== null) throw new Error(`${name} ended at once`)
          await pause(25)
        }
        throw new Error(`${name} is not ready`)
      }
      async function end() {
        if (child.exitCode !== null || child.signalCode !== null) return
        const ended = once(child, 'exit')
        child.kill('SIGKILL')
        await ended
      }
      await begin()
      return {
        pid: () => child.pid ?? 0,
        port,
        documents: Array.from({ length: documents }, (_, index) => `document${String(index)}`),
        open: (options) => tab({ ...options, port }),
        carried: () => Promise.resolve(null),
        kill: end,
        restart: begin,
        stop: end,
      } satisfies Running
    },
  }
}

export const relay = peer('bare ws relay', 'relay.mjs', relayTab)
export const hocuspocus = peer('Hocuspocus', 'hocuspocus.mjs', hocuspocusTab)
export const yWebsocket = peer('y-websocket', 'y-websocket.mjs', yWebsocketTab)
export const ySocketIo = peer('y-socket.io', 'y-socket.io.mjs', ySocketIoTab)

/** Installs the peers' packages, which are measured beside and nothing else, when they are missing. */
export function installPeers(say: (line: string) => void): void {
  const built = path.join(peers, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node')
  if (existsSync(built)) return
  say('Installing the peers (a minute or two)')
  const npm = (...words: string[]) => spawnSync('npm', words, { cwd: peers, stdio: 'inherit' })
  npm('ci', '--no-audit', '--no-fund')
  if (!existsSync(built)) npm('rebuild', 'better-sqlite3', '--ignore-scripts=false')
  if (!existsSync(built)) throw new Error('The peers could not be installed: see above')
}
