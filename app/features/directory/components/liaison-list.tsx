import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { localText, type Language, type LocalText } from '#app/lib/languages.ts'
import { Button } from '#app/ui/button.tsx'
import { Row } from '#app/ui/page.tsx'
import { VisuallyHidden } from '#app/ui/visually-hidden.tsx'
import css from './liaison-list.module.css'

/** Those who convene for an organiser, each with the way to end it. */
export function LiaisonList(props: {
  organiser: { id: string; name: LocalText }
  people: { id: string; name: string }[]
  language: Language
}) {
  const { organiser, people, language } = props
  const { t } = useTranslation('people')
  if (people.length === 0) return <>{t('admin.organisers.noLiaison')}</>
  return (
    <div className={css.people}>
      {people.map(({ id, name }) => (
        <Form key={id} method="post">
          <input type="hidden" name="organiserId" value={organiser.id} />
          <input type="hidden" name="personId" value={id} />
          <Row gap={10}>
            {name}
            <Button name="intent" value="remove" variant="quiet" small>
              {t('admin.organisers.remove')}
              <VisuallyHidden>
                : {name}, {localText(organiser.name, language).text}
              </VisuallyHidden>
            </Button>
          </Row>
        </Form>
      ))}
    </div>
  )
}
