import { parseWithZod } from '@conform-to/zod/v4'
import { expect, test } from 'vitest'
import { answerForm } from './forms.ts'

test('whatever an answer is sent as, what is wrong is a code of ours and never the library’s own English', () => {
  const fields = { part: 'details', answer: 'yes', people: '2', message: 'Tulemme junalla.' }
  for (const field of Object.keys(fields)) {
    for (const values of [[], [' '], ['a', 'b'], ['x'.repeat(9000)], ['2.5'], ['1e9']]) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) if (name !== field) form.append(name, value)
      for (const value of values) form.append(field, value)
      const submission = parseWithZod(form, { schema: answerForm })
      const codes = submission.status === 'success' ? [] : Object.values(submission.reply().error ?? {}).flat()
      for (const code of codes) expect(['answerMissing', 'peopleRange', 'messageLong'], field).toContain(code)
    }
  }
})
