import { readFile } from 'node:fs/promises'
import { receiveMessage, type Received } from '../mailbox/receive-message.ts'
import { CommandTrouble, type Command } from './command.ts'

/** One message by hand: for a mailbox that cannot be reached, and to see why a message did nothing. */
export const inbox: Command = {
  usage: 'inbox FILE',
  summary: 'Takes one received message (.eml), as the mailbox would, and says what came of it.',
  words: [1, 1],
  opens: 'database',
  async run({ words, db, env, say, now }) {
    const file = words[0] ?? ''
    const raw = await readFile(file).catch(() => {
      throw new CommandTrouble(`${file} cannot be read.`)
    })
    say(told(await receiveMessage(db, raw, { baseUrl: env.baseUrl, now })))
  },
}

function told(received: Received): string {
  if (received.kind === 'other') return 'No report on a letter: nothing was changed.'
  if (received.kind === 'report') return 'A report, but of no letter of ours that failed for good: nothing was changed.'
  return received.changed
    ? `Letter ${received.letterId} came back: it is marked as not arrived.`
    : `Letter ${received.letterId} came back; that was known.`
}
