import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { projectRoot } from '#server/project-root.ts'
import type { StormNews, StormOrder, StormSeat } from './storm-clients.ts'

/** Tabs in a process of their own. */
export type Crowd = {
  /** Resolves when all of them are in sync. */
  open(baseUrl: string, seats: StormSeat[]): Promise<void>
  watch(token: string): void
  /** When each tab had it. */
  seen(token: string): number[]
  compare(vectors: Record<string, string>): Promise<number>
  close(): void
}

/** Starts the process; its tabs come with `open`. */
export async function openCrowd(): Promise<Crowd> {
  const script = path.join(projectRoot, 'tests/chaos/storm-clients.ts')
  const child: ChildProcess = fork(script, { cwd: projectRoot, execArgv: ['--import', 'tsx'] })
  await once(child, 'spawn')
  const seen = new Map<string, number[]>()
  const waiting: { opened?: () => void; compared?: (equal: number) => void } = {}
  child.on('message', (message: StormNews) => {
    if (message.news === 'open') waiting.opened?.()
    else if (message.news === 'compared') waiting.compared?.(message.equal)
    else seen.set(message.token, [...(seen.get(message.token) ?? []), message.at])
  })
  const order = (given: StormOrder) => child.send(given)
  return {
    open: (baseUrl, seats) =>
      new Promise((opened) => {
        waiting.opened = opened
        if (seats.length > 0) order({ order: 'open', baseUrl, seats })
        else opened()
      }),
    watch: (token) => void order({ order: 'watch', token }),
    seen: (token) => seen.get(token) ?? [],
    compare: (vectors) =>
      new Promise((compared) => {
        waiting.compared = compared
        order({ order: 'compare', vectors })
      }),
    close: () => void child.kill('SIGKILL'),
  }
}
