import { Link } from '@remix-run/react'
import { useEffect, type ReactNode } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { clock, duration } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import type { LiveDocument } from '#app/live/live-document.ts'
import { useLiveDocument, useLiveView } from '#app/live/use-live-document.ts'
import { Button } from '#app/ui/button.tsx'
import { classes } from '#app/ui/classes.ts'
import { Row, Section, Stack } from '#app/ui/page.tsx'
import { LiveRegion } from '#app/ui/status.tsx'
import { overrun, totalMinutes, type AgendaItem, type TimedItem } from '../rules.ts'
import css from './agenda-editor.module.css'
import { fetchRichText, type AssociationChoice } from './item-form.tsx'
import { ItemRows } from './item-rows.tsx'
import { OverrunNotice } from './overrun-notice.tsx'
import { PresenceLine } from './presence-line.tsx'
import { RefusedNotice } from './refused-notice.tsx'
import { RemovedNotice } from './removed-notice.tsx'
import { SavedLine } from './saved-line.tsx'
import { useAgenda } from './use-agenda.ts'
import { useOverrunNews } from './use-overrun-news.ts'

export type EditorProps = {
  event: { startsAt: number; endsAt: number; timeZone: string }
  language: Language
  /** The language that the agenda is written in. */
  textLanguage: Language
  personId: string
  /** The document's name and its state, from the loader. */
  name: string
  state: string | null
  mayEdit: boolean
  editEvent: string | null
  /** Where what changed is told whole. */
  history: string
  /** Proposal id -> the association that proposed it. */
  proposers: Record<string, string>
  /** Whose people may present. */
  associations: AssociationChoice[]
  /** The publish button and its line, given the items as they are now. */
  publish(items: AgendaItem[]): ReactNode
  /** Until the document is open. */
  children: ReactNode
}

/** The agenda edited together, live. */
export function AgendaEditor(props: EditorProps) {
  const live = useLiveDocument(props.name, props.state, props.personId)
  return live ? <OpenAgenda {...props} live={live} /> : props.children
}

function OpenAgenda({ live, publish, ...props }: EditorProps & { live: LiveDocument }) {
  const { event, language, textLanguage, mayEdit, editEvent, history, associations, proposers } = props
  const { t } = useTranslation('agenda')
  const view = useLiveView(live)
  const agenda = useAgenda(live, event, language)
  const { items, news, theirs, say } = agenda

  const refused = view.saved.state === 'refused'
  const editable = !refused && (view.saved.state === 'opening' ? mayEdit : view.mayEdit)
  const reserved = Math.round((event.endsAt - event.startsAt) / 60_000)
  const over = overrun(items, event.startsAt, event.endsAt)
  useOverrunNews(over, say)
  useEffect(fetchRichText, [])

  return (
    <Stack gap={26}>
      <Row between>
        <PresenceLine you={view.you} others={view.others} more={view.more} />
        <Row gap={16}>
          <SavedLine saved={view.saved} zone={event.timeZone} language={language} />
        </Row>
      </Row>
      <div onSubmitCapture={() => live.flush()}>{publish(items.map(withoutTimes))}</div>
      <RefusedNotice saved={view.saved} />
      <OverrunNotice
        items={items}
        over={over}
        endsAt={event.endsAt}
        zone={event.timeZone}
        language={language}
        editEvent={editEvent}
        onShorten={editable ? agenda.shorten : null}
      />
      <Section title={t('byItem')} hideTitle>
        <ItemRows
          agenda={agenda}
          others={view.others}
          editable={editable}
          event={event}
          language={language}
          textLanguage={textLanguage}
          associations={associations}
          proposers={proposers}
          over={over}
          empty={t(editable ? 'empty' : 'emptyRead')}
          endLine={
            <p className={css.endline}>
              <span>{t('endLine', { time: clock(event.endsAt, event.timeZone, language) })}</span>
            </p>
          }
        />
        {editable && <RemovedNotice agenda={agenda} />}
        <div className={css.sum} data-add>
          {editable ? (
            <Button type="button" variant="outlined" icon="plus" onClick={() => agenda.add()}>
              {t('add')}
            </Button>
          ) : (
            <span />
          )}
          <p>
            <Trans
              t={t}
              i18nKey="total"
              values={{ total: duration(totalMinutes(items)), reserved: duration(reserved) }}
              components={{ b: <b /> }}
            />
          </p>
        </div>
        {editable && items.length > 1 && <p className={classes('small mute', css.dragHint)}>{t('dragHint')}</p>}
        <div className={css.news}>
          <Row gap={8}>
            <LiveRegion>{news}</LiveRegion>
            {theirs && <Link to={history}>{t('news.see')}</Link>}
          </Row>
        </div>
      </Section>
    </Stack>
  )
}

function withoutTimes({
  startsAt: _starts,
  endsAt: _ends,
  gap: _gap,
  letter: _letter,
  ...item
}: TimedItem<AgendaItem>): AgendaItem {
  return item
}
