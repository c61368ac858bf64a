import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { changeAudience } from '#app/features/audiences/change-audience.server.ts'
import { AddSingle } from '#app/features/audiences/components/add-single.tsx'
import { ListSearch } from '#app/features/audiences/components/list-search.tsx'
import { MemberList } from '#app/features/audiences/components/member-list.tsx'
import { SaveAudience } from '#app/features/audiences/components/save-audience.tsx'
import { createAudience } from '#app/features/audiences/create-audience.server.ts'
import { audienceName, listQuery, type ListQuery, type NameTrouble } from '#app/features/audiences/forms.ts'
import { audienceOf, audiencePage, calledAmong, countAudience } from '#app/features/audiences/queries.server.ts'
import {
  addedTo,
  lettersOf,
  listParts,
  nobody,
  recipientOf,
  sameRule,
  takenOut,
} from '#app/features/audiences/rules.ts'
import { audienceChoices, findRecipients } from '#app/features/directory/queries.server.ts'
import { recipientKey } from '#app/features/directory/rules.ts'
import { InviteStep } from '#app/features/invitations/components/invite-step.tsx'
import { apartFrom, draftOf, withdrawnKeys } from '#app/features/invitations/queries.server.ts'
import { saveSendingDraft } from '#app/features/invitations/save-sending-draft.server.ts'
import { requireInviting } from '#app/guards.server.ts'
import { words } from '#app/i18n/translators.server.ts'
import { localText } from '#app/lib/languages.ts'
import { plainFields, readForm, textIn } from '#app/lib/read-form.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { useAnswer } from '#app/ui/keep-form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Narrow, Row, Section, Stack } from '#app/ui/page.tsx'
import { Segments } from '#app/ui/segments.tsx'

export { keepForm as clientAction } from '#app/ui/keep-form.tsx'

const queryOf = (request: Request) =>
  listQuery.parse(Object.fromEntries(plainFields(new URL(request.url).searchParams)))

/** The exact list of whom the rule calls now, page by page, with the ways to take one out and to add one. */
export async function loader(asking: LoaderFunctionArgs) {
  const { event, person } = await requireInviting(asking)
  const { request, context } = asking
  const { read } = context.db
  const { id: eventId, organiserId } = event
  const query = queryOf(request)
  const draft = await draftOf(read, eventId, person.id)
  const rule = draft?.audience ?? nobody
  const apart = await apartFrom(read, eventId)
  const counts = await countAudience(read, organiserId, rule, apart)
  const everybody = await countAudience(read, organiserId, rule)
  const total = ({ unreached, ...all }: typeof counts) => lettersOf(all) + unreached
  const shown = await audiencePage(read, organiserId, rule, query, apart)
  const withdrawn = await withdrawnKeys(read, eventId)
  const from = draft?.audienceId ? await audienceOf(read, organiserId, draft.audienceId) : null
  const { municipalities, fields } = await audienceChoices(read, organiserId)
  const found = await findRecipients(read, organiserId, query.find)
  const keys = found.map(recipientKey)
  const onList = await calledAmong(read, organiserId, rule, keys)
  const free = await calledAmong(read, organiserId, { ...nobody, added: keys }, keys, apart)
  const addable = found.map((one) => {
    const key = recipientKey(one)
    return { ...one, there: !free.has(key) ? ('invited' as const) : onList.has(key) ? ('onList' as const) : null }
  })
  return {
    eventId,
    language: context.language,
    query,
    counts: { letters: lettersOf(counts), unreached: counts.unreached, out: counts.out },
    called: total(counts) + counts.out,
    already: Math.max(0, total(everybody) - total(counts)),
    shown,
    withdrawn: shown.members.map(recipientKey).filter((key) => withdrawn.has(key)),
    choices: { municipalities, fields },
    found: addable,
    from: from && !sameRule(from.rule, rule) ? { id: from.id, name: from.name } : null,
    savedAs: new URL(request.url).searchParams.has('saved') ? (from?.name ?? null) : null,
    title: words(context.language)('audiences:list.pageTitle', {
      title: localText(event.title, context.language).text,
    }),
  }
}

export async function action(asking: ActionFunctionArgs) {
  const { event, person, actor } = await requireInviting(asking)
  const { request, context } = asking
  const { db } = context
  const form = await readForm(request)
  const { id: eventId, organiserId } = event
  const now = context.now()
  const rule = (await draftOf(db.read, eventId, person.id))?.audience ?? nobody
  const back = `/events/${eventId}/invitations/new/list${new URL(request.url).search}`
  if (form.get('intent') === 'single') {
    const out = keyIn(form, 'out')
    const added = keyIn(form, 'back') ?? keyIn(form, 'add')
    const audience = out ? takenOut(rule, out) : added ? addedTo(rule, added) : rule
    await saveSendingDraft(db, { eventId, audience, actor, now })
    return redirect(back, 303)
  }
  const typed = textIn(form, 'name')
  const keep = async (audienceId: string) => {
    await saveSendingDraft(db, { eventId, audienceId, actor, now })
    return redirect(`/events/${eventId}/invitations/new/list?saved`, 303)
  }
  const over = form.get('over')
  if (typeof over === 'string') {
    const outcome = await changeAudience(db, { organiserId, id: over, rule, actor, now })
    return outcome.ok ? keep(over) : data({ typed, trouble: 'nobody' as const }, 409)
  }
  const name = audienceName.safeParse(typed)
  if (!name.success) return data({ typed, trouble: name.error.issues[0]?.message as NameTrouble }, 400)
  const outcome = await createAudience(db, { organiserId, name: name.data, rule, actor, now })
  return outcome.ok ? keep(outcome.id) : data({ typed, trouble: outcome.reason }, 409)
}

function keyIn(form: FormData, name: string): string | null {
  const key = form.get(name)
  return typeof key === 'string' && key.length < 120 && recipientOf(key) ? key : null
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => pageMeta(page?.title ?? '')

export default function AudienceList() {
  const page = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const { t } = useTranslation('audiences')
  const { query, counts, shown, language, already } = page
  const base = `/events/${page.eventId}/invitations/new`
  const addressOf = (change: Partial<ListQuery>) => addressWith({ ...query, ...change })
  const searched = query.text !== '' || query.municipality !== '' || query.field !== ''
  const empty = page.called === 0
  const total = { called: page.called, out: counts.out, unreached: counts.unreached }
  return (
    <Narrow padded>
      <Stack gap={36}>
        <InviteStep step={2} title={t('list.title')}>
          <Link to={base}>{t('list.change')}</Link>
        </InviteStep>
        {page.savedAs && <Notice tone="ok" role="status" title={t('list.savedAs', { name: page.savedAs })} />}
        <Section title={t('list.letters', { count: counts.letters })} level={3}>
          <Stack gap={8}>
            {counts.unreached > 0 && <p>{t('list.unreached', { count: counts.unreached })}</p>}
            {already > 0 && <p>{t('list.already', { count: already })}</p>}
            {empty && <p>{t(already > 0 ? 'list.nobodyLeft' : 'list.nobody')}</p>}
            {!empty && (
              <p>
                <ButtonLink to={`${base}/letter`} phoneWide>
                  {t('list.next')}
                </ButtonLink>
              </p>
            )}
          </Stack>
        </Section>
        {!empty && (
          <Section title={t('list.members')} level={3}>
            <Stack gap={22}>
              <Segments
                label={t('list.parts')}
                items={listParts.map((part) => ({
                  to: addressWith({ ...emptyQuery, part }),
                  label: t(`list.part.${part}`),
                  count: total[part],
                  current: part === query.part,
                }))}
              />
              <ListSearch
                key={JSON.stringify(query)}
                query={query}
                choices={page.choices}
                found={searched ? shown.found : null}
                language={language}
                clear={addressOf({ text: '', municipality: '', field: '', page: 1 })}
              />
              {shown.found === 0 && !searched && <p>{t(`list.empty.${query.part}`)}</p>}
              {shown.members.length > 0 && (
                <MemberList
                  members={shown.members}
                  found={shown.found}
                  page={query.page}
                  withdrawn={page.withdrawn}
                  language={language}
                  addressOf={(wanted) => addressOf({ page: wanted })}
                />
              )}
            </Stack>
          </Section>
        )}
        <AddSingle
          key={query.find}
          find={query.find}
          found={page.found}
          part={query.part}
          language={language}
          address={addressOf({})}
        />
        {!empty && (
          <SaveAudience
            address={addressOf({})}
            from={page.from}
            typed={answer?.typed ?? ''}
            error={answer ? t(`troubles.${answer.trouble}`) : undefined}
          />
        )}
        <Row>
          <Link to={base}>{t('list.change')}</Link>
        </Row>
      </Stack>
    </Narrow>
  )
}

const emptyQuery: ListQuery = { text: '', municipality: '', field: '', part: 'called', page: 1, find: '' }

/** The address of the list as it is looked at. */
function addressWith(query: ListQuery): string {
  const said = Object.entries(query).filter(([name, value]) => value !== emptyQuery[name as keyof ListQuery])
  return `?${new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString()}`
}
