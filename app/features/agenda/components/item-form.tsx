import { lazy, Suspense, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type * as Y from 'yjs'
import { clock } from '#app/lib/dates.ts'
import { isBlank } from '#app/lib/rich-text.ts'
import type { Language } from '#app/lib/languages.ts'
import type { Present } from '#app/live/contract.ts'
import { readPlace } from '#app/live/place.ts'
import { colourOf } from '#app/ui/avatars.tsx'
import { Button } from '#app/ui/button.tsx'
import { Row } from '#app/ui/page.tsx'
import { changeItem, descriptionOf, textOf, type TextField as TextName } from '../live.ts'
import type { AgendaItem, TimedItem } from '../rules.ts'
import css from './agenda-editor.module.css'
import { ItemDetails } from './item-details.tsx'
import { MinutesField } from './minutes-field.tsx'
import { firstName } from './presence-line.tsx'
import { SharedLine } from './shared-line.tsx'
import type { AgendaActions } from './use-agenda.ts'

// The editor of rich text is large: it comes behind the page. Without a connection the rest of the form goes on without it.
const loadRichText = () => import('#app/live/rich-text-editor.tsx')
const RichTextEditor = lazy(() => loadRichText().catch(() => ({ default: NoRichText })))

/** Fetches it while there is a connection, so that an item can be opened when there is none. */
export function fetchRichText(): void {
  loadRichText().catch(() => undefined)
}

function NoRichText() {
  const { t } = useTranslation('agenda')
  return <p>{t('fields.descriptionLater')}</p>
}

export type AssociationChoice = { id: string; name: string }

const longest: Record<TextName | 'description', number> = { title: 200, presenter: 200, place: 200, description: 4000 }

type Props = {
  doc: Y.Doc
  item: TimedItem<AgendaItem>
  /** Others who have the same item open. */
  writers: Present[]
  zone: string
  language: Language
  textLanguage: Language
  agenda: AgendaActions
  associations: AssociationChoice[]
}

/** One item open for editing in its place. Each field is shared: others see letters as they are typed. */
export function ItemForm({ doc, item, writers, zone, language, textLanguage, agenda, associations }: Props) {
  const { t } = useTranslation('agenda')
  const minutesId = useId()
  const time = clock(item.startsAt, zone, language)
  const lang = textLanguage === language ? undefined : textLanguage
  const inside = item.within !== null
  const change = (what: Parameters<typeof changeItem>[2]) => {
    changeItem(doc, item.id, what)
  }
  const tooLong = (count: number) => agenda.say(t('news.tooLong', { count }))
  const line = (name: TextName, label: string) => {
    const text = textOf(doc, item.id, name)
    return (
      text && (
        <SharedLine
          text={text}
          label={label}
          most={longest[name]}
          lang={lang}
          others={writers}
          onCaret={(head) => agenda.setCaret(item.id, name, head)}
          onTooLong={tooLong}
        />
      )
    )
  }
  const fragment = descriptionOf(doc, item.id)
  return (
    // Keys are caught for the fields inside; the group itself takes no focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={css.form}
      role="group"
      aria-label={t('fields.editing', { time })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') agenda.close(item.id)
      }}
    >
      {writers[0] && <p className={css.full}>{t('alsoWriting', { name: firstName(writers[0].name) })}</p>}
      <div className={css.full}>
        {line('title', t(inside ? 'fields.table' : 'fields.title', { time, letter: item.letter }))}
      </div>
      {line('presenter', t('fields.presenter'))}
      {!inside && (
        <div>
          <label className={css.label} htmlFor={minutesId}>
            {t('fields.minutes')}
          </label>
          <MinutesField id={minutesId} minutes={item.minutes} onChange={(minutes) => change({ minutes })} />
        </div>
      )}
      <details className={css.full} open={hasDetails(item) || undefined}>
        <summary className={css.more}>{t('fields.more')}</summary>
        <div className={css.details}>
          <ItemDetails item={item} associations={associations} onChange={change} />
          <div>{line('place', t('fields.place'))}</div>
          {fragment && (
            <div className={css.full}>
              <Suspense fallback={<p>{t('fields.description')}</p>}>
                <RichTextEditor
                  fragment={fragment}
                  label={t('fields.description')}
                  lang={lang}
                  longest={longest.description}
                  others={writers.flatMap(({ id, name, colour, place }) => {
                    const at = readPlace(place)
                    const head = at?.field === 'description' ? at.head : null
                    return head ? [{ id, name: firstName(name), colour: colourOf(colour - 1), head }] : []
                  })}
                  onTooLong={tooLong}
                  onCaret={(head) => agenda.setCaret(item.id, 'description', head)}
                  onOrigin={agenda.undoing.follow}
                />
              </Suspense>
            </div>
          )}
        </div>
      </details>
      <div className={css.full}>
        <Row gap={14}>
          <Button type="button" variant="outlined" small onClick={() => agenda.close(item.id)}>
            {t('done')}
          </Button>
          <Button type="button" variant="quiet" small onClick={() => agenda.move(item, 'up')}>
            {t('moveUp')}
          </Button>
          <Button type="button" variant="quiet" small onClick={() => agenda.move(item, 'down')}>
            {t('moveDown')}
          </Button>
          {!inside && (
            <Button type="button" variant="quiet" small onClick={() => agenda.add(item.id)}>
              {t('addTable')}
            </Button>
          )}
          <Button type="button" variant="danger" small onClick={() => agenda.takeOut(item)}>
            {t('remove')}
          </Button>
        </Row>
      </div>
    </div>
  )
}

/** Something in it is not as in an item that was just made, so it must not be hidden. */
function hasDetails(item: AgendaItem): boolean {
  const { before, state, pinned, place, associationId, capacity, closed, description } = item
  return (
    before ||
    closed ||
    state !== 'agreed' ||
    pinned !== null ||
    place !== '' ||
    associationId !== null ||
    capacity !== null ||
    !isBlank(description)
  )
}
