import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { addItem } from '#app/features/agenda/live.ts'
import { buildVariant } from '#tests/support/build-variant.ts'
import { openEditor } from './editor.ts'
import { setStage } from './stage.ts'

/*
 * What the kernel was asked for, in order, while one edit was saved: the log written, the disk waited for, and only then the
 * answer to the tab (REL-2). A log that is written and not synced would be gone with the machine's power.
 */

/** A call begins, and it ends: what others do meanwhile stands between. */
type Call = { name: string; args: string; at: 'begin' | 'end' }

/** The system calls of the server from before the edit until the tab hears that it is saved. */
async function callsOfOneEdit(entry?: string): Promise<Call[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kutsu-trace-'))
  const file = path.join(folder, 'calls')
  const stage = await setStage({ coPlanners: 1, ...(entry ? { entry } : {}) })
  try {
    const ritva = await openEditor(stage.server.baseUrl, stage.coPlanners[0] ?? '', stage.document)
    // Once before: the log file is open, the statements are there.
    addItem(ritva.doc, 'ennen00001', { title: 'Ennen' }, null)
    await ritva.until(({ saved }) => saved.state === 'saved')
    const calls = ['pwrite64', 'write', 'writev', 'sendto', 'sendmsg', 'fsync', 'fdatasync', 'sync_file_range']
    const strace = spawn('strace', [
      '-f',
      '-y',
      '-s',
      '64',
      '-o',
      file,
      '-e',
      calls.join(','),
      '-p',
      String(stage.server.pid()),
    ])
    // Said on its standard error as soon as it holds the process.
    await once(strace.stderr, 'data')
    addItem(ritva.doc, 'jaljitetty', { title: 'Jäljitetty' }, null)
    await ritva.until(({ saved }) => saved.state === 'saving')
    await ritva.until(({ saved }) => saved.state === 'saved')
    // There and back once more: the call that carried the answer has ended.
    await ritva.wire.emitWithAck('watch', `event:${stage.eventId}`)
    strace.kill('SIGINT')
    await once(strace, 'exit')
    ritva.leave()
    return parsed(readFileSync(file, 'utf8'))
  } finally {
    await stage.server.close()
    rmSync(folder, { recursive: true })
  }
}

/** The trace's lines as beginnings and ends of calls; threads take turns in it. */
function parsed(trace: string): Call[] {
  const begun = new Map<string, Call>()
  return trace.split('\n').flatMap((line): Call[] => {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    if (/^<\.\.\. \w+ resumed>/.test(rest)) {
      const call = begun.get(thread)
      return call ? [{ ...call, at: 'end' }] : []
    }
    const [, name = '', args = '', end = ''] = /^(\w+)\((.*)( <unfinished \.\.\.>|\)\s+= .*)$/.exec(rest) ?? []
    if (!name) return []
    const call: Call = { name, args, at: 'begin' }
    begun.set(thread, call)
    return end.includes('unfinished') ? [call] : [call, { ...call, at: 'end' }]
  })
}

const isLogWrite = ({ name, args, at }: Call) => at === 'end' && name === 'pwrite64' && args.includes('-wal>')
const isSync = ({ name, args, at }: Call) => at === 'end' && name.includes('sync') && args.includes('-wal>')
/** The frame that says "saved": kind 3 behind the two bytes of its WebSocket head (RFC 6455). */
const isAnswer = ({ name, args, at }: Call) =>
  at === 'begin' &&
  /^(write|writev|sendto|sendmsg)$/.test(name) &&
  /"\\202\\\d+(", iov_len=2\}, \{iov_base=")?\\3/.test(args)

test('the sync of the log stands between its write and the answer "saved"', async () => {
  const calls = await callsOfOneEdit()
  const [written, synced, answered] = [isLogWrite, isSync, isAnswer].map((is) => calls.findLastIndex(is))
  expect(calls.filter(isAnswer), 'one edit, one answer').toHaveLength(1)
  expect([Number(written) >= 0, Number(synced) > Number(written), Number(answered) > Number(synced)]).toEqual([
    true,
    true,
    true,
  ])
})

test('a server that answers after the commit and before the sync is caught', async () => {
  const hasty = await buildVariant({
    replace: [
      {
        file: 'server/live/room.ts',
        from: 'const saved = log.synced().then(',
        to: 'answer({ ok: true, seq: at })\n    const saved = log.synced().then(',
      },
    ],
  })
  const calls = await callsOfOneEdit(hasty)
  const answered = calls.findIndex(isAnswer)
  expect(answered).toBeGreaterThanOrEqual(0)
  expect(calls.slice(0, answered).some(isSync)).toBe(false)
})

test('strace is there: without it the tests above would prove nothing', () => {
  expect(execFileSync('strace', ['--version']).toString()).toContain('strace')
})
