import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

/** Asks every 20 ms, until its end, and gives the longest wait for an answer. */
export function measureWaits(address: string): { end(): Promise<number> } {
  const end = new AbortController()
  let longest = 0
  const asking = (async () => {
    while (!end.signal.aborted) {
      const at = performance.now()
      await fetch(address).then(
        (response) => response.arrayBuffer(),
        () => undefined,
      )
      longest = Math.max(longest, performance.now() - at)
      await pause(20)
    }
  })()
  return {
    async end() {
      end.abort()
      await asking
      return longest
    },
  }
}

/** What a process has used since it began: processor seconds, and at most how many megabytes at a time. Linux only. */
export async function usage(pid: number): Promise<{ cpu: number; memory: number; memoryNow: number }> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8')
  // Behind the name, which may hold anything: fields 14 and 15 of proc(5), in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024
  const cpu = (Number(fields[11]) + Number(fields[12])) / 100
  return { cpu, memory: megabytes('VmHWM'), memoryNow: megabytes('VmRSS') }
}
