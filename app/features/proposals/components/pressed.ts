/** What comes back from a press that leaves its page standing: done, refused in words, or no answer at all. */
export type Pressed = { ok: boolean; trouble: string | null } | { unsent: boolean }

/** What to say of it; null: nothing is wrong. `unsent`: the words for when no answer came. */
export function pressOf(pressed: Pressed | undefined, unsent: string): string | null {
  if (pressed === undefined) return null
  return 'unsent' in pressed ? unsent : pressed.trouble
}
