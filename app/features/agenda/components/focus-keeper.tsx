import { Component, type ReactNode } from 'react'

/**
 * Rows that change places are taken out of the page and put back, which would take the focus from the one a person is
 * in. Here it is given back, without scrolling (A11Y-4).
 */
export class FocusKeeper extends Component<{ children: ReactNode }> {
  override getSnapshotBeforeUpdate(): Element | null {
    return document.activeElement
  }

  override componentDidUpdate(_props: unknown, _state: unknown, focused: Element | null) {
    if (focused instanceof HTMLElement && focused.isConnected && document.activeElement !== focused) {
      focused.focus({ preventScroll: true })
    }
  }

  override render() {
    return this.props.children
  }
}
