import * as Y from 'yjs'

/*
 * A whole document on its way to a browser: Yjs V2, deflated (89 kB as V1, 47 as V2, 34 so, for 2,000 edits). In this
 * direction only: a browser's V2 could stop the server (TRUST).
 */

/** Takes a packed state into a document. Browsers and Node unpack beside the page's own work. */
export async function applyPacked(doc: Y.Doc, packed: Uint8Array, origin: unknown): Promise<void> {
  const stream = new Blob([packed.slice()]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  Y.applyUpdateV2(doc, new Uint8Array(await new Response(stream).arrayBuffer()), origin)
}
