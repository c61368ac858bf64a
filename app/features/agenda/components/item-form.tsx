import { useId, useState, type ClipboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type * as Y from 'yjs'
import { clock } from '#app/lib/dates.ts'
import type { Language } from '#app/lib/languages.ts'
import type { Present } from '#app/live/contract.ts'
import { useLiveText } from '#app/live/use-live-text.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextArea, TextField, Tick } from '#app/ui/fields.tsx'
import { Row } from '#app/ui/page.tsx'
import { Stepper } from '#app/ui/stepper.tsx'
import { changeItem, localEdit, textOf, type TextField as TextName } from '../live.ts'
import { agendaItemKinds, isAgendaItemKind, longestMinutes, type AgendaItem, type TimedItem } from '../rules.ts'
import css from './agenda-editor.module.css'
import { firstName } from './presence-line.tsx'

const longest: Record<TextName, number> = { title: 200, presenter: 200, place: 200 }

type Props = {
  doc: Y.Doc
  item: TimedItem<AgendaItem>
  /** Somebody else who has the same item open. */
  writer: Present | null
  zone: string
  language: Language
  onDone(): void
  onMove(by: -1 | 1): void
  onRemove(): void
  onTooLong(most: number): void
}

/** One item open for editing in its place. Each field is shared: others see letters as they are typed. */
export function ItemForm({ doc, item, writer, zone, language, onDone, onMove, onRemove, onTooLong }: Props) {
  const { t } = useTranslation('agenda')
  const minutesId = useId()
  const time = clock(item.startsAt, zone, language)
  const change = (what: Parameters<typeof changeItem>[2]) => {
    changeItem(doc, item.id, what)
  }
  const text = { doc, itemId: item.id, onTooLong }
  return (
    // Keys are caught for the fields inside; the group itself takes no focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={css.form}
      role="group"
      aria-label={t('fields.editing', { time })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
      }}
    >
      {writer && <p className={css.full}>{t('alsoWriting', { name: firstName(writer.name) })}</p>}
      <div className={css.full}>
        <LiveField {...text} name="title" label={t('fields.title', { time })} />
      </div>
      <LiveField {...text} name="presenter" label={t('fields.presenter')} />
      <div>
        <label className={css.label} htmlFor={minutesId}>
          {t('fields.minutes')}
        </label>
        <Minutes id={minutesId} minutes={item.minutes} onChange={(minutes) => change({ minutes })} />
      </div>
      <SelectField
        label={t('fields.kind')}
        value={item.kind}
        onChange={({ currentTarget: { value } }) => {
          if (isAgendaItemKind(value)) change({ kind: value })
        }}
      >
        {agendaItemKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </SelectField>
      <div className={css.full}>
        <Tick
          label={t('fields.before')}
          hint={t('fields.beforeHint')}
          checked={item.before}
          onChange={({ currentTarget: { checked } }) => change({ before: checked })}
        />
      </div>
      <div className={css.full}>
        <LiveField {...text} name="place" label={t('fields.place')} />
      </div>
      <div className={css.full}>
        <Row gap={14}>
          <Button type="button" variant="outlined" small onClick={onDone}>
            {t('done')}
          </Button>
          <Button type="button" variant="quiet" small onClick={() => onMove(-1)}>
            {t('moveUp')}
          </Button>
          <Button type="button" variant="quiet" small onClick={() => onMove(1)}>
            {t('moveDown')}
          </Button>
          <Button type="button" variant="danger" small onClick={onRemove}>
            {t('remove')}
          </Button>
        </Row>
      </div>
    </div>
  )
}

type FieldProps = {
  doc: Y.Doc
  itemId: string
  name: TextName
  label: string
  long?: boolean
  onTooLong(most: number): void
}

function LiveField({ doc, itemId, name, ...rest }: FieldProps) {
  const text = textOf(doc, itemId, name)
  return text && <SharedField text={text} most={longest[name]} {...rest} />
}

type SharedProps = { text: Y.Text; most: number; label: string; long?: boolean; onTooLong(most: number): void }

function SharedField({ text, most, label, long, onTooLong }: SharedProps) {
  const live = useLiveText(text, localEdit)
  const onPaste = ({ clipboardData, currentTarget }: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    const { value, selectionStart, selectionEnd } = currentTarget
    const kept = value.length - ((selectionEnd ?? 0) - (selectionStart ?? 0))
    // The browser cuts what does not fit, and says nothing.
    if (kept + clipboardData.getData('text').length > most) onTooLong(most)
  }
  const field = { ...live, label, maxLength: most, onPaste, autoComplete: 'off' }
  return long ? <TextArea {...field} rows={3} /> : <TextField {...field} />
}

/** The number as it is typed; what is no length of an item is not passed on. */
function Minutes({ id, minutes, onChange }: { id: string; minutes: number; onChange(minutes: number): void }) {
  const { t } = useTranslation('agenda')
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <Stepper
      id={id}
      less={t('fields.less')}
      more={t('fields.more')}
      min={0}
      max={longestMinutes}
      step={5}
      value={typed ?? String(minutes)}
      onChange={({ currentTarget: { value } }) => {
        const given = Number(value)
        const good = value !== '' && Number.isInteger(given) && given >= 0 && given <= longestMinutes
        setTyped(good ? null : value)
        if (good) onChange(given)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
