import { existsSync } from 'node:fs'
import path from 'node:path'
import { CommandTrouble, type Command } from './command.ts'
import { loadSample } from './load-sample.ts'

/** The made-up network of Central Finland, for trying the service out. */
export const loadSampleNetwork: Command = {
  usage: 'load-sample [DIR]',
  summary: 'Loads the sample network of Central Finland, its dates moved to the weeks ahead.',
  details: [
    "DIR              The folder of its files; the project's own when left out.",
    'Loaded already, it changes nothing.',
  ],
  words: [0, 1],
  opens: 'database',
  async run({ words, db, env, say, now }) {
    const directory = words[0] === undefined ? undefined : path.resolve(words[0])
    if (directory !== undefined && !existsSync(directory)) throw new CommandTrouble(`There is no folder ${directory}.`)
    const { loaded } = await loadSample({ db, ...(directory && { directory }), baseUrl: env.baseUrl, now, say })
    if (loaded) say('The sample network is loaded.')
  },
}
