import { Component, type ReactNode } from 'react'

type Before = { focused: Element | null; top: number }

/**
 * Rows that change places are taken out of the page and put back, which would take the focus from the one a person is in;
 * and rows that others add above would push it away under their eyes. Here the focus is given back, and a field that one
 * writes in stays where it stands on the screen (A11Y-4).
 */
export class FocusKeeper extends Component<{ children: ReactNode }> {
  override getSnapshotBeforeUpdate(): Before {
    const focused = document.activeElement
    return { focused, top: isWrittenIn(focused) ? focused.getBoundingClientRect().top : NaN }
  }

  override componentDidUpdate(_props: unknown, _state: unknown, { focused, top }: Before) {
    if (!(focused instanceof HTMLElement) || !focused.isConnected) return
    if (document.activeElement !== focused) focused.focus({ preventScroll: true })
    const by = Number.isNaN(top) ? 0 : focused.getBoundingClientRect().top - top
    if (Math.abs(by) >= 1) window.scrollBy(0, by)
  }

  override render() {
    return this.props.children
  }
}

function isWrittenIn(element: Element | null): element is HTMLElement {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLElement && element.isContentEditable)
  )
}
