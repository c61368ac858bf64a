/** Bytes of a form that anybody may send; enough for the longest texts in three languages. */
const usualMost = 256_000
/** Fields are named by words; a number in brackets would be a place in a list, which the parser would make that long. */
const fieldName = /^[\w.-]{1,100}$/

/**
 * The form of a request. Read here and nowhere else: what a stranger sends is counted while it comes, and only fields
 * with plain names are taken, because `name[60000000]=x` makes form libraries build a list that ends the process.
 * @throws a Response: 413 when it is larger than `most` bytes, 415 when it is no form
 */
export async function readForm(request: Request, most = usualMost): Promise<FormData> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('Content-Type') ?? '')) {
    throw new Response(null, { status: 415 })
  }
  const form = new FormData()
  for (const [name, value] of plainFields(new URLSearchParams(await textOf(request, most)))) form.append(name, value)
  return form
}

/** What a field of a form holds as text; empty when it is not there. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The fields of a query whose names are plain. */
export function plainFields(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...query].filter(([name]) => fieldName.test(name)))
}

/** Read and forgotten beyond a form's limit: a browser that still sends would not hear the answer. */
const mostForgotten = 10_000_000

async function textOf(request: Request, most: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length
    if (size <= most) chunks.push(part.value)
    if (size > most + mostForgotten) break
  }
  if (size > most) throw new Response(null, { status: 413 })
  return new TextDecoder().decode(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer())
}
