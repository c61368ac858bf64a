import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Box } from '#app/ui/box.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Row, Stack } from '#app/ui/page.tsx'
import type { EventDetails } from '../queries.server.ts'
import type { PublishRefusal } from '../rules.ts'
import css from './event-page.module.css'

export type Rights = { edit: boolean; plan: boolean; invite: boolean }

type Props = {
  event: EventDetails
  now: number
  may: Rights
  missing: PublishRefusal[]
  refused: boolean
  /** Invitations have been sent: the next step is to see how they are answered. */
  invited: boolean
}

/** Where the work stands, and the one thing to do next; other ways are links. */
export function NextStep({ event, now, may, missing, refused, invited }: Props) {
  const { t } = useTranslation('events')
  const draft = event.state === 'draft'
  const open = draft || (event.state === 'published' && event.endsAt > now)
  if (!open) return null
  const path = `/events/${event.id}`
  const ready = draft && missing.length === 0
  return (
    <Box>
      <section aria-labelledby="next">
        <Stack gap={14}>
          <h2 id="next">{t('next.title')}</h2>
          <p>
            {draft ? t('next.draft') : t('next.published')} {ready && may.edit && t('next.ready')}
          </p>
          {draft && may.edit && missing.length > 0 && (
            <div role={refused ? 'alert' : undefined}>
              <Notice tone="warn" title={t('next.missing')}>
                <ul className={css.missing}>
                  {missing.map((reason) => (
                    <li key={reason}>{t(`missing.${reason}`)}</li>
                  ))}
                </ul>
              </Notice>
            </div>
          )}
          {ready && may.edit && (
            <Form method="post">
              <Button name="intent" value="publish" phoneWide>
                {t('next.publish')}
              </Button>
            </Form>
          )}
          {draft && !ready && may.edit && (
            <ButtonLink to={`${path}/edit`} icon="pen" phoneWide>
              {t('next.edit')}
            </ButtonLink>
          )}
          {!draft && may.invite && (
            <ButtonLink to={invited ? `${path}/invitations` : `${path}/invitations/new`} icon="mail" phoneWide>
              {invited ? t('next.invited') : t('next.invite')}
            </ButtonLink>
          )}
          <Row gap={20}>
            {may.plan && <Link to={`${path}/agenda`}>{t('next.planAgenda')}</Link>}
            {may.edit && (!draft || ready) && <Link to={`${path}/edit`}>{t('next.edit')}</Link>}
            {may.edit && <Link to={`${path}/organisers`}>{t('next.organisers')}</Link>}
            {may.edit && !draft && <Link to={`${path}/cancel`}>{t('next.cancel')}</Link>}
            {may.edit && draft && <Link to={`${path}/delete`}>{t('next.deleteDraft')}</Link>}
          </Row>
        </Stack>
      </section>
    </Box>
  )
}
