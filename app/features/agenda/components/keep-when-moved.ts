type Movable = { moveBefore?: (node: Node, child: Node | null) => void }

/**
 * A list whose rows React may move without taking them out of the page, where the browser can: focus, caret and a letter
 * that is being composed stay in the row. Elsewhere `FocusKeeper` gives the focus back. Use it as the list's `ref`.
 */
export function keepWhenMoved(list: HTMLElement | null): void {
  const move = (list as Movable | null)?.moveBefore?.bind(list)
  // React calls a list's `ref` again with each drawing.
  if (!list || !move || Object.hasOwn(list, 'insertBefore')) return
  const insert = list.insertBefore.bind(list)
  const append = list.appendChild.bind(list)
  list.insertBefore = <T extends Node>(node: T, child: Node | null): T => {
    if (node.parentNode !== list) return insert(node, child)
    move(node, child)
    return node
  }
  list.appendChild = <T extends Node>(node: T): T => {
    if (node.parentNode !== list) return append(node)
    move(node, null)
    return node
  }
}
