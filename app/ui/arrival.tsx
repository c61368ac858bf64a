import { useLocation, useNavigation } from '@remix-run/react'
import { Component } from 'react'
import { contentId } from './skip-link.tsx'
import { LiveRegion } from './status.tsx'

/**
 * A page that script opens is as silent as it is fast. So the focus goes to the matter, as it would in a page that was
 * loaded, and the page's name is read out. `trouble`: this is a page of trouble, which takes the place of all that was.
 */
export function Arrival({ trouble }: { trouble: boolean }) {
  const { pathname, key } = useLocation()
  const sent = useNavigation().formMethod
  return <Announcer pathname={pathname} visit={key} sent={sent} trouble={trouble} />
}

type Props = {
  pathname: string
  /** A new one each time that a page is opened; not when it only reads its facts again. */
  visit: string
  /** How the form was sent that is under way; nothing for a link. */
  sent: string | undefined
  trouble: boolean
}

/** A class, because what a new page itself puts the focus on, as its list of errors, comes after this and so prevails. */
class Announcer extends Component<Props, { said: string; times: number }> {
  override state = { said: '', times: 0 }

  override componentDidMount() {
    // A page of trouble has script only when script has opened it.
    if (this.props.trouble) this.arrive(document.title)
  }

  override componentDidUpdate(before: Props) {
    const { pathname, visit } = this.props
    if (visit === before.visit) return
    if (pathname !== before.pathname) this.arrive(document.title)
    // The same page again, as a filter or an action left it. What is still there keeps the focus after an action.
    else if (before.sent === 'GET' || (before.sent && document.activeElement === document.body)) {
      this.arrive(document.querySelector('main h1')?.textContent ?? document.title)
    }
  }

  arrive(said: string) {
    if (!isTyping()) document.getElementById(contentId)?.focus({ preventScroll: true })
    this.setState(({ times }) => ({ said: said.replaceAll('\u00AD', ''), times: times + 1 }))
  }

  override render() {
    // Another element each time: the same words twice are said twice.
    return (
      <LiveRegion hidden>
        <span key={this.state.times}>{this.state.said}</span>
      </LiveRegion>
    )
  }
}

function isTyping(): boolean {
  return document.activeElement?.matches('input, textarea, select, [contenteditable]') ?? false
}
