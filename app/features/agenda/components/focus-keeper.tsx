import { Component, type ReactNode } from 'react'

type Before = { focused: Element | null; top: number; selected: Selected | null }
type Selected = [anchor: Node, anchorAt: number, focus: Node, focusAt: number]

/**
 * Rows that change places may be taken out of the page and put back, which would take the focus from the one a person is
 * in; and rows that others add above would push it away under their eyes. Here the focus and the selection are given back,
 * and a field that one writes in stays where it stands on the screen (A11Y-4).
 */
export class FocusKeeper extends Component<{ children: ReactNode }> {
  override getSnapshotBeforeUpdate(): Before {
    const focused = document.activeElement
    return {
      focused,
      top: isWrittenIn(focused) ? focused.getBoundingClientRect().top : NaN,
      selected: focused instanceof HTMLElement && focused.isContentEditable ? selectedNow() : null,
    }
  }

  override componentDidUpdate(_props: unknown, _state: unknown, { focused, top, selected }: Before) {
    if (!(focused instanceof HTMLElement) || !focused.isConnected) return
    // Only what was lost: a menu that opens at the same moment takes the focus by right.
    if (document.activeElement === document.body) focused.focus({ preventScroll: true })
    if (selected) select(selected)
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

function selectedNow(): Selected | null {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {}
  return anchorNode && focusNode ? [anchorNode, anchorOffset ?? 0, focusNode, focusOffset ?? 0] : null
}

/** Moving a row makes the page forget what was selected in it, although the words are the same. */
function select([anchor, anchorAt, focus, focusAt]: Selected) {
  const now = selectedNow()
  if (now?.[0] === anchor && now[1] === anchorAt && now[2] === focus && now[3] === focusAt) return
  if (anchor.isConnected && focus.isConnected) {
    document.getSelection()?.setBaseAndExtent(anchor, anchorAt, focus, focusAt)
  }
}
