import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { AgendaList } from '#app/features/agenda/components/agenda-list.tsx'
import { agendaFor } from '#app/features/agenda/queries.server.ts'
import { agendaLanguage } from '#app/features/agenda/rules.ts'
import { editTrouble } from '#app/features/agenda-forms/rules.ts'
import { keepVersion } from '#app/features/agenda-history/keep-version.server.ts'
import { TemplateList, useTemplateTitle } from '#app/features/agenda-templates/components/template-list.tsx'
import { startForm } from '#app/features/agenda-templates/forms.ts'
import { startFrom } from '#app/features/agenda-templates/live.ts'
import { templatesFor, type Template } from '#app/features/agenda-templates/queries.server.ts'
import { examples } from '#app/features/agenda-templates/rules.ts'
import { requireAgenda } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { duration } from '#app/lib/dates.ts'
import { localText } from '#app/lib/languages.ts'
import { readForm } from '#app/lib/read-form.ts'
import { Button } from '#app/ui/button.tsx'
import { FieldSet, RadioRow } from '#app/ui/fields.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Row, Section, Stack, TwoColumns, Wrap } from '#app/ui/page.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const { request, context } = args
  const { event, person, refusal, name } = await requireAgenda(args, 'planAgenda')
  const { language } = context
  const { read } = context.db
  await context.live.settle(name)
  const textLanguage = agendaLanguage(event.languages)
  const templates = await templatesFor(read, { event, language: textLanguage, person })
  const chosen = new URL(request.url).searchParams.get('template')
  return {
    event: {
      id: event.id,
      startsAt: event.startsAt,
      timeZone: event.timeZone,
      minutes: Math.round((event.endsAt - event.startsAt) / 60_000),
    },
    language,
    textLanguage,
    pageTitle: words(language)('templates:pageTitle', { title: localText(event.title, language).text }),
    templates,
    chosen: templates.find(({ ref }) => ref === chosen) ?? null,
    there: (await agendaFor(read, event.id)).length,
    refusal,
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.pageTitle ?? '')

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args
  const { event, person, refusal, name } = await requireAgenda(args, 'planAgenda')
  if (refusal) return data({ reason: refusal }, 409)
  const form = startForm.safeParse(Object.fromEntries(await readForm(request)))
  const textLanguage = agendaLanguage(event.languages)
  const templates = await templatesFor(context.db.read, { event, language: textLanguage, person })
  const template = form.success ? templates.find(({ ref }) => ref === form.data.template) : undefined
  if (!form.success || !template) return data({ reason: 'unknown' as const }, 409)
  const { mode } = form.data
  await context.live.settle(name)
  const there = await agendaFor(context.db.read, event.id)
  if (mode === 'onlyEmpty' && there.length > 0) return data({ reason: 'choose' as const }, 409)
  const actor = { kind: 'person', personId: person.id } as const
  const details = { kind: 'started', from: calledIn(template, context.language) } as const
  await keepVersion(context.db, { eventId: event.id, cause: 'template', details, actor, now: context.now() })
  const outcome = await context.live.edit(name, (doc) => void startFrom(doc, template.items, mode), person.id)
  if (!outcome.ok) return data({ reason: editTrouble[outcome.reason] }, 409)
  await context.live.settle(name)
  return redirect(`/events/${event.id}/agenda?done=started`)
}

function calledIn({ source }: Template, language: 'fi' | 'sv' | 'en'): string {
  if (source.kind === 'event') return localText(source.title, language).text
  return words(language)(`templates:names.${source.name}`)
}

export default function Start() {
  const { event, language, textLanguage, templates, chosen, there, refusal } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { t } = useTranslation('templates')
  const reason = refused?.reason ?? refusal
  const groups = [
    { key: 'starters', shown: templates.filter(({ source }) => source.kind === 'starter' && !isExample(source.name)) },
    { key: 'earlier', shown: templates.filter(({ source }) => source.kind === 'event') },
    { key: 'examples', shown: templates.filter(({ source }) => source.kind === 'starter' && isExample(source.name)) },
  ] as const
  return (
    <Wrap padded>
      <TwoColumns side={null}>
        <Stack gap={44}>
          <Section title={t('title')} aside={<Link to={`/events/${event.id}/agenda`}>{t('back')}</Link>}>
            <Stack gap={20}>
              {reason && <Notice tone="alert" role="alert" title={t(`errors.${reason}`)} />}
              {chosen && there > 0 ? (
                <Question chosen={chosen} />
              ) : (
                <p>
                  {t('lead')} {t('reserved', { reserved: duration(event.minutes) })}
                </p>
              )}
            </Stack>
          </Section>
          {!refusal &&
            groups.map(({ key, shown }) => (
              <Section key={key} title={t(key)}>
                {shown.length === 0 ? (
                  <p>{t('noEarlier')}</p>
                ) : (
                  <TemplateList
                    templates={shown}
                    event={event}
                    language={language}
                    empty={there === 0}
                    preview={(items) => (
                      <AgendaList
                        items={items}
                        startsAt={event.startsAt}
                        zone={event.timeZone}
                        language={language}
                        textLanguage={textLanguage}
                        compact
                      />
                    )}
                  />
                )}
              </Section>
            ))}
        </Stack>
      </TwoColumns>
    </Wrap>
  )
}

const isExample = (name: (typeof examples)[number]) => examples.includes(name)

/** What becomes of the items that are there: nothing is replaced without having been asked. */
function Question({ chosen }: { chosen: Template }) {
  const { event, language, there } = useLoaderData<typeof loader>()
  const { t } = useTranslation('templates')
  const titleOf = useTemplateTitle(language)
  return (
    <Form method="post">
      <input type="hidden" name="template" value={chosen.ref} />
      <Stack gap={20}>
        <p>{t('notEmpty', { count: there })}</p>
        <FieldSet legend={t('how')}>
          <RadioRow name="mode" value="append" label={t('append')} defaultChecked />
          <RadioRow name="mode" value="replace" label={t('replace')} />
        </FieldSet>
        <Row gap={20}>
          <Button>{t('useNamed', { title: titleOf(chosen) })}</Button>
          <Link to={`/events/${event.id}/agenda`}>{t('back')}</Link>
        </Row>
      </Stack>
    </Form>
  )
}
