import { expect, test } from 'vitest'
import { smtpSteps } from '#tests/support/smtp-sink.ts'
import { buildVariant } from '#tests/support/build-variant.ts'
import { killWhileMailing } from './mail-kills.ts'
import { brokenIn } from './mail.ts'

test('killed once at each step of sending, nobody has two letters, none is lost, and the convener sees which are in doubt', async () => {
  const recipients = 60
  const report = await killWhileMailing({ seed: 3, kills: smtpSteps.length, recipients, steps: smtpSteps })
  expect(brokenIn(report, recipients)).toEqual([])
  expect(report.kills).toEqual(Object.fromEntries(smtpSteps.map((step) => [step, 1])))
})

test('a sender that does not write down when the text begins sends some twice: the kills would notice', async () => {
  const entry = await buildVariant({
    replace: [{ file: 'server/jobs/deliver-mail.ts', from: 'await handingOver?.()', to: '' }],
  })
  const { doubled } = await killWhileMailing({ seed: 4, kills: 2, recipients: 30, steps: ['dot', 'answered'], entry })
  expect(doubled.length).toBeGreaterThan(0)
})

test('a sender that does not take up what it had in hand when it died loses some: the kills would notice', async () => {
  const entry = await buildVariant({
    replace: [
      { file: 'app/features/mail/rules.ts', from: `? 'waiting' : 'unknown' }`, to: `? 'stopped' : 'unknown' }` },
    ],
  })
  const { lost } = await killWhileMailing({ seed: 5, kills: 2, recipients: 30, steps: ['mail', 'rcpt'], entry })
  expect(lost.length).toBeGreaterThan(0)
})
