import { useTranslation } from 'react-i18next'
import type { Language } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Chip } from '#app/ui/chip.tsx'
import { Row } from '#app/ui/page.tsx'
import { softHyphens } from '#app/ui/soft-hyphens.ts'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import type { ShownTopic } from '../queries.server.ts'
import css from './topics.module.css'

type Props = {
  topics: ShownTopic[]
  organiser: string
  language: Language
  /** Of the page, with its language. */
  address: string
  open: boolean
  /** What the press before this page did, and to which topic; told beside it, where the reader is led. */
  saved: { what: 'propose' | 'support' | 'unsupport' | 'withdraw'; topic: string } | null
}

/** The topics of an event behind a link: each with one press that supports it, or takes the support back. */
export function TopicList({ topics, ...rest }: Props) {
  return (
    <ul className={css.list}>
      {topics.map((topic) => (
        <Topic key={topic.id} topic={topic} {...rest} />
      ))}
    </ul>
  )
}

function Topic({ topic, organiser, language, address, open, saved }: Omit<Props, 'topics'> & { topic: ShownTopic }) {
  const { t } = useTranslation('topicSurveys')
  const { id, title, why, lang, association, supporters, stage, reason, supported, own } = topic
  const marked = lang === language ? undefined : lang
  const waits = stage === 'waiting'
  const of = <VisuallyHidden>{t('page.of', { title })}</VisuallyHidden>
  return (
    <li id={id}>
      <Row between top gap={10}>
        <h3 className={css.title} lang={marked}>
          {softHyphens(title)}
        </h3>
        {stage === 'inAgenda' && <Chip tone="ok">{t('page.inAgenda')}</Chip>}
      </Row>
      <p className="small mute">{association ?? organiser}</p>
      <p className={css.why} lang={marked}>
        {softHyphens(why)}
      </p>
      {reason && (
        <p lang={reason.lang === language ? undefined : reason.lang}>{t('page.reason', { reason: reason.text })}</p>
      )}
      {saved?.topic === id && (
        <p role="status" className={css.saved}>
          {t(`page.saved.${saved.what}`)}
        </p>
      )}
      <div className={css.row}>
        <span className="small">{t('page.count', { count: supporters })}</span>
        {(own || supported) && <span className={css.mine}>{t(own ? 'page.own' : 'page.supported')}</span>}
        {open && waits && !own && (
          <form method="post" action={address}>
            <input type="hidden" name="proposal" value={id} />
            <Button
              name="intent"
              value={supported ? 'unsupport' : 'support'}
              variant={supported ? 'quiet' : 'outlined'}
              small
            >
              {t(supported ? 'page.unsupport' : 'page.support')}
              {of}
            </Button>
          </form>
        )}
        {open && topic.withdrawable && (
          <a href={`${address}&withdraw=${id}`}>
            {t('page.withdraw')}
            {of}
          </a>
        )}
      </div>
    </li>
  )
}
