import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { recipientKey } from '#app/features/directory/rules.ts'
import { localText, type Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Line, Lines } from '#app/ui/lines.tsx'
import { Stack } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { pageLength, type AudienceMember } from '../rules.ts'

/** One page of the exact list. Each press takes one out or back, and the row stays where it was. */
export function MemberList({
  members,
  found,
  page,
  withdrawn,
  language,
  addressOf,
}: {
  members: AudienceMember[]
  /** How many there are on all pages. */
  found: number
  page: number
  /** Keys of those whose invitation was withdrawn: theirs is renewed. */
  withdrawn: string[]
  language: Language
  addressOf: (page: number) => string
}) {
  const { t } = useTranslation('audiences')
  const pages = Math.max(1, Math.ceil(found / pageLength))
  return (
    <Stack gap={14}>
      <Form method="post" action={addressOf(page)} preventScrollReset>
        <input type="hidden" name="intent" value="single" />
        <Lines>
          {members.map((member) => {
            const key = recipientKey(member)
            const { name, out } = member
            return (
              <Line
                key={key}
                action={
                  <Button
                    name={out ? 'back' : 'out'}
                    value={key}
                    variant="quiet"
                    small
                    aria-label={t(out ? 'list.putBackOf' : 'list.takeOutOf', { name })}
                  >
                    {t(out ? 'list.putBack' : 'list.takeOut')}
                  </Button>
                }
              >
                {out ? <s>{name}</s> : <b>{name}</b>}
                <br />
                <span className="small mute">{notesOn(member, key).join(', ')}</span>
              </Line>
            )
          })}
        </Lines>
      </Form>
      <Pager page={page} pages={pages} addressOf={addressOf} />
    </Stack>
  )

  function notesOn(member: AudienceMember, key: string): string[] {
    const { out, about, email } = member
    return [
      ...(out ? [t('list.out')] : []),
      ...(about
        ? [localText(about.municipality, language).text, localText(about.field, language).text]
        : [t(`kinds.${member.kind}`)]),
      email ?? t('list.noAddress'),
      ...(member.bounced ? [t('list.bounced')] : []),
      ...(member.doubled ? [t('list.doubled')] : []),
      ...(member.sharesAddress ? [t('list.sharesAddress')] : []),
      ...(withdrawn.includes(key) ? [t('list.withdrawn')] : []),
    ]
  }
}
