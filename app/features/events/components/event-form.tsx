import { getFormProps, useForm, type FieldMetadata, type SubmissionResult } from '@conform-to/react'
import { Form, Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { languages, localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { DateField, FieldSet, RadioRow, SelectField, TextArea, TextField, Tick, TimeField } from '#app/ui/fields.tsx'
import { UnsentNotice } from '#app/ui/keep-form.tsx'
import { attendanceModes, eventKinds, eventLevels, themes } from '../rules.ts'
import css from './event-form.module.css'

/** What the form is made of on the server: who may convene, and where one can meet. */
export type EventChoices = {
  organisers: { id: string; name: LocalText }[]
  venues: { id: string; name: LocalText; municipality: LocalText; seats: number }[]
}

type Props = {
  choices: EventChoices
  /** What the fields hold at first: field name -> text. */
  values: Record<string, string | string[]>
  /** The answer to the last try, its errors in words. */
  result: SubmissionResult | undefined
  language: Language
  /** A public event keeps its organiser. */
  published?: boolean
  /** Where more is said of how seats are given, once the event exists. */
  seatsAt?: string
  submit: string
  backTo: string
}

const endings = { fi: 'Fi', sv: 'Sv', en: 'En' } as const

/** All that one writes about an event. Checked on the server only, in sentences; what was typed stays. */
export function EventForm({ choices, values, result, language, published, seatsAt, submit, backTo }: Props) {
  const { t } = useTranslation('events')
  const [form, fields] = useForm<Record<string, string | string[]>>({
    id: 'event',
    lastResult: result,
    defaultValue: values,
  })
  const field = (name: string) => fields[name] as FieldMetadata<string>
  // The first language is the reader's own, if it is one that can stand alone.
  const first: 'fi' | 'sv' = language === 'sv' ? 'sv' : 'fi'
  const organiser = choices.organisers.length === 1 || published ? choices.organisers[0] : undefined
  return (
    <Form method="post" {...getFormProps(form)} className={css.form}>
      <ErrorSummary form={form} />
      <FieldSet legend={t('form.what')}>
        <div className={css.part}>
          <TextField
            label={t(`form.title${endings[first]}`)}
            hint={t('form.titleHint')}
            meta={field(`title${endings[first]}`)}
          />
          <div className={css.pair}>
            <SelectField label={t('form.kind')} meta={field('kind')}>
              {eventKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kinds.${kind}`)}
                </option>
              ))}
            </SelectField>
            <SelectField label={t('form.theme')} meta={field('theme')}>
              {themes.map((theme) => (
                <option key={theme} value={theme}>
                  {t(`themes.${theme}`)}
                </option>
              ))}
            </SelectField>
          </div>
          <div className={css.pair}>
            {organiser ? (
              <input type="hidden" name="organiserId" value={organiser.id} />
            ) : (
              <SelectField label={t('form.organiser')} meta={field('organiserId')}>
                {choices.organisers.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {localText(name, language).text}
                  </option>
                ))}
              </SelectField>
            )}
            <SelectField label={t('form.level')} hint={t('form.levelHint')} meta={field('level')}>
              {eventLevels.map((level) => (
                <option key={level} value={level}>
                  {t(`levels.${level}`)}
                </option>
              ))}
            </SelectField>
          </div>
          <TextArea
            label={t(`form.description${endings[first]}`)}
            hint={t('form.descriptionHint')}
            meta={field(`description${endings[first]}`)}
            optional
            rows={5}
          />
          {languages
            .filter((other) => other !== first)
            .map((other) => {
              const title = field(`title${endings[other]}`)
              const description = field(`description${endings[other]}`)
              const filled = [title, description].some((meta) => meta.defaultValue || meta.errors)
              return (
                <details key={other} className={css.other} open={filled}>
                  <summary>{t(`form.in.${other}`)}</summary>
                  <div className={css.part}>
                    <TextField label={t(`form.title${endings[other]}`)} meta={title} optional />
                    <TextArea label={t(`form.description${endings[other]}`)} meta={description} optional rows={5} />
                  </div>
                </details>
              )
            })}
        </div>
      </FieldSet>
      <FieldSet legend={t('form.when')}>
        <div className={css.times}>
          <DateField label={t('form.day')} meta={field('day')} />
          <TimeField label={t('form.startTime')} meta={field('startTime')} />
          <TimeField label={t('form.endTime')} meta={field('endTime')} />
        </div>
      </FieldSet>
      <div className={css.where}>
        <FieldSet legend={t('form.where')}>
          <div className={css.part}>
            <FieldSet legend={t('form.mode')} size="label" meta={field('attendanceMode')}>
              {attendanceModes.map((mode) => (
                <RadioRow key={mode} label={t(`modes.${mode}`)} value={mode} meta={field('attendanceMode')} />
              ))}
            </FieldSet>
            <div className={css.venue}>
              <SelectField
                label={t('form.venue')}
                hint={published ? undefined : t('form.venueHint')}
                meta={field('venueId')}
              >
                <option value="">{t('form.venueNone')}</option>
                <VenueOptions venues={choices.venues} language={language} />
              </SelectField>
            </div>
            <div className={css.online}>
              <TextField
                type="url"
                inputMode="url"
                label={t('form.onlineUrl')}
                hint={t('form.onlineUrlHint')}
                meta={field('onlineUrl')}
              />
            </div>
          </div>
        </FieldSet>
      </div>
      <FieldSet legend={t('form.who')}>
        <div className={css.part}>
          <div className={css.pair}>
            <TextField
              label={t('form.capacity')}
              hint={t('form.capacityHint')}
              meta={field('capacity')}
              inputMode="numeric"
              optional
            />
            <DateField
              label={t('form.answerByDay')}
              hint={t('form.answerByHint')}
              meta={field('answerByDay')}
              optional
            />
          </div>
          {seatsAt && <Link to={seatsAt}>{t('form.seatRules')}</Link>}
          <FieldSet legend={t('form.languages')} size="label" meta={field('languages')}>
            {languages.map((spoken) => (
              <Tick
                key={spoken}
                label={t(`languageNames.${spoken}`)}
                value={spoken}
                meta={field('languages')}
                id={`event-languages-${spoken}`}
              />
            ))}
          </FieldSet>
        </div>
      </FieldSet>
      <UnsentNotice />
      <div className={css.ends}>
        <Button phoneWide>{submit}</Button>
        <Link to={backTo}>{t('form.back')}</Link>
      </div>
    </Form>
  )
}

function VenueOptions({ venues, language }: { venues: EventChoices['venues']; language: Language }) {
  const { t } = useTranslation('events')
  const towns = [...new Set(venues.map((venue) => localText(venue.municipality, language).text))]
  return towns.map((town) => (
    <optgroup key={town} label={town}>
      {venues
        .filter((venue) => localText(venue.municipality, language).text === town)
        .map((venue) => (
          <option key={venue.id} value={venue.id}>
            {t('form.venueSeats', { name: localText(venue.name, language).text, count: venue.seats })}
          </option>
        ))}
    </optgroup>
  ))
}
