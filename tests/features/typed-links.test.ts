import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { emptyItem } from '#app/features/agenda/rules.ts'
import { system } from '#app/features/audit/rules.ts'
import { answerInvitation } from '#app/features/invitations/answer-invitation.server.ts'
import { answerReceipt, invitationLetter } from '#app/features/invitations/letters.server.ts'
import { invitationById } from '#app/features/invitations/queries.server.ts'
import { createLink } from '#app/features/links/create-link.server.ts'
import { linkAddress } from '#app/features/links/queries.server.ts'
import { linkPlaceholder, linkPlaceholderPattern, withoutLinks } from '#app/features/links/rules.ts'
import { composeLetter } from '#app/features/mail/letters.server.ts'
import { queueLetter } from '#app/features/mail/queue-letter.server.ts'
import { letters } from '#app/features/mail/tables.server.ts'
import { richTextOf } from '#app/lib/rich-text.ts'
import { issueSignIn } from '#app/features/people/issue-sign-in.server.ts'
import { newId } from '#app/lib/ids.ts'
import { deliverMail } from '#server/jobs/deliver-mail.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { openMailbox, type Mailbox } from '#tests/support/mailbox.ts'
import { makeEvent, makeInvitation, makePerson } from '#tests/support/makers.ts'

const now = Date.now()
const service = { secret: 'a secret of the tests, long enough', baseUrl: 'https://kutsu.laukaa.fi' }
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** What arrives of the letters that wait, decoded as far as addresses need it. */
async function delivered(db: TestDatabase): Promise<string[]> {
  const box: Mailbox = await openMailbox()
  closing.push(() => box.close())
  const report = (error: unknown) => {
    throw error
  }
  const env = { ...service, smtpUrl: box.url, mailFrom: 'kutsu@laukaa.fi' }
  const job = deliverMail({ db, log: pino({ level: 'silent' }), env, context: { now: () => now, report } })
  closing.push(() => job.close())
  await job.run(new AbortController().signal)
  return box.messages.map(({ raw }) => raw.replace(/=\r\n/g, '').replaceAll('=3D', '='))
}

/** Somebody's live link, whose id stands in the database for whoever has read it. */
async function victimLink(db: TestDatabase) {
  const victim = await makePerson(db)
  const { linkId } = await issueSignIn(db, { personId: victim.id, actor: system, now })
  return { linkId, address: await linkAddress(db.read, { ...service, linkId }) }
}

/** Ways to write somebody's link into a text. */
const spellings = (linkId: string) => [
  `kutsu-link:${linkId}`,
  linkPlaceholder(linkId),
  `\u001a${linkPlaceholder(linkId)}`,
  `${linkPlaceholder(linkId)}?answer=yes`,
]

test("a link's name typed into an answer is text: nobody is mailed somebody else's live link (SEC-8)", async () => {
  const db = await openTestDatabase()
  const victim = await victimLink(db)
  const id = newId()
  const own = await db.write((tx) => createLink(tx, { purpose: 'answer', subjectId: id }))
  await makeInvitation(db, { id, linkId: own.id, email: 'thief@laukaa.fi' })
  const message = spellings(victim.linkId).join('\n')
  const actor = { kind: 'link', linkId: own.id } as const
  await answerInvitation(db, { invitationId: id, answer: 'yes', people: 1, message, actor, now })
  const [mail = '', ...more] = await delivered(db)
  expect(more).toEqual([])
  expect(mail).not.toContain(victim.address.slice(-32))
  expect(mail).not.toContain('/sign-in/')
  expect(mail).toContain(`kutsu-link:${victim.linkId}`)
  // Its own link is there all the same.
  expect(mail).toContain(await linkAddress(db.read, { ...service, linkId: own.id }))
})

test('a letter holds the links that it made and no other, wherever something was typed', async () => {
  const db = await openTestDatabase()
  const id = newId()
  const { id: eventId } = await makeEvent(db)
  await makeInvitation(db, { id, eventId, linkId: 'own0linkid0123456789' })
  const invitation = await invitationById(db.read, id)
  if (!invitation) throw new Error('an invitation')
  for (const evil of spellings('evil1linkid123456789')) {
    const event = { ...invitation.event, title: { fi: evil }, onlineUrl: evil, organiserName: { fi: evil } }
    const letter = { fi: { subject: evil, greeting: evil, body: evil, summary: evil, signature: evil } }
    const agenda = [{ ...emptyItem, id: 'a', title: evil, presenter: evil, place: evil, description: richTextOf(evil) }]
    const facts = { event: { ...event, attendanceMode: 'online' as const }, letter, agenda }
    const linkId = 'own0linkid0123456789'
    const recipient = { kind: 'association' as const, name: evil, language: 'fi' as const, linkId }
    const saved = {
      ...invitation,
      name: evil,
      message: evil,
      answer: 'yes' as const,
      linkId,
      inQueue: null,
      drawAt: null,
    }
    for (const letter of [invitationLetter(facts, recipient), answerReceipt(facts.event, saved)]) {
      const made = [...`${letter.subject}${letter.text}${letter.html}`.matchAll(linkPlaceholderPattern)]
      expect(new Set(made.map(([, made_]) => made_))).toEqual(new Set([linkId]))
    }
  }
})

test('a link of something else is not filled even where a letter was made with it', async () => {
  const db = await openTestDatabase()
  const victim = await victimLink(db)
  const letter = composeLetter({
    language: 'fi',
    subject: 'Kutsu',
    preheader: '',
    blocks: [{ kind: 'button', label: 'Avaa', href: linkPlaceholder(victim.linkId) }],
    footer: { text: '' },
  })
  const queued = { kind: 'invitation', subjectId: 'i1', recipient: 'thief@laukaa.fi', revision: 0 } as const
  await db.write((tx) => queueLetter(tx, { ...queued, language: 'fi', letter, now }))
  expect(await delivered(db)).toEqual([])
  const [row] = await db.read.select().from(letters)
  expect(row?.state).not.toBe('sent')
})

test('the outbox shows a stand-in for each link of a letter', () => {
  const text = `Avaa:\n${linkPlaceholder('own0linkid0123456789')}?answer=yes\nloppu`
  expect(withoutLinks(text, '«linkki»')).toBe('Avaa:\n«linkki»\nloppu')
})
