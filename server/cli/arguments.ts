import { z } from 'zod'
import { isLanguage, languages, type Language } from '#app/lib/languages.ts'
import { CommandTrouble } from './command.ts'

/** @throws CommandTrouble when the word is no mail address */
export function emailOf(word: string | undefined): string {
  const parsed = z.email().safeParse(word?.trim().toLowerCase())
  if (!parsed.success) throw new CommandTrouble(`"${word ?? ''}" is not a mail address.`, 2)
  return parsed.data
}

/** Finnish when none is given. @throws CommandTrouble when the service does not speak it */
export function languageOf(word: string | undefined): Language {
  if (word === undefined) return 'fi'
  if (!isLanguage(word)) throw new CommandTrouble(`"${word}" is not one of ${languages.join(', ')}.`, 2)
  return word
}
