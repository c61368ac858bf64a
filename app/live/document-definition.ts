/** What may stand in a place of a shared document. The server refuses everything else (SEC-16). */
export type Shape =
  | { kind: 'map'; key: RegExp; of: Shape }
  | { kind: 'record'; fields: Record<string, Shape> }
  | { kind: 'text' }
  | ({ kind: 'richText' } & RichTextShape)
  | { kind: 'value'; accepts: (value: unknown) => boolean }

/**
 * Text with structure (a Y.XmlFragment, as y-prosemirror writes one): which elements may stand in it and what each of them
 * may hold. `words` stands for running text, which carries the marks.
 */
export interface RichTextShape {
  /** What may stand at the top. */
  top: string[]
  /** Each element's attributes, and the elements (or `words`) that it holds. */
  elements: Record<string, { attributes: Record<string, (value: unknown) => boolean>; holds: string[] }>
  /** What a stretch of text may be marked with: a mark's value is null where it ends. */
  marks: Record<string, (value: unknown) => boolean>
}

/** How a `live.ts` describes its document: what its names begin with, and the roots and types it is made of. */
export interface DocumentDefinition {
  /** `agenda`: documents are named `agenda/<id>`. */
  prefix: string
  roots: Record<string, Shape>
}

/** Any keys that match, each with a value of one shape. */
export const mapOf = (key: RegExp, of: Shape): Shape => ({ kind: 'map', key, of })
/** Fixed keys, each with its own shape. */
export const record = (fields: Record<string, Shape>): Shape => ({ kind: 'record', fields })
/** Plain text that several people type into at once. */
export const plainText: Shape = { kind: 'text' }
/** A plain value; the last writer wins. */
export const value = (accepts: (value: unknown) => boolean): Shape => ({ kind: 'value', accepts })

/** Text with structure, of these elements and marks. */
export const richText = (shape: RichTextShape): Shape => ({ kind: 'richText', ...shape })

export function documentName(definition: DocumentDefinition, id: string): string {
  return `${definition.prefix}/${id}`
}
